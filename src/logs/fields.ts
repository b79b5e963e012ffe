import { remembering } from '../frames/remembering';

/** The fields of a JSON object that came from a log: any name is possible, `__proto__` and `hasOwnProperty` too. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value at a dotted path: under the path as one name, as some loggers write it, else step by step. Only own
 * properties count.
 */
export function lookUp(fields: Fields, path: string): unknown {
  if (Object.hasOwn(fields, path)) return fields[path];
  const steps = stepsOf(path);
  if (steps.length === 1) return undefined;
  let value: unknown = fields;
  for (const step of steps) {
    if (!isFields(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

const stepsOf = remembering((path) => path.split('.'), 1_000);
