import type { Entry, HttpRequest } from './entry';
import { isFields, lookUp, type Fields } from './fields';

// How the values of an entry's fields are read; undefined where a value is none.

/** What wrote the entry. */
export function resource(value: unknown): Entry['resource'] {
  const fields = object(value);
  return fields && compact({ type: text(lookUp(fields, 'type')), labels: strings(lookUp(fields, 'labels')) });
}

/** The request that the entry tells of. */
export function httpRequest(value: unknown): HttpRequest | undefined {
  const fields = object(value);
  if (!fields) return undefined;
  const status = number(lookUp(fields, 'status'));
  return compact({
    requestMethod: text(lookUp(fields, 'requestMethod')),
    requestUrl: text(lookUp(fields, 'requestUrl')),
    status: Number.isInteger(status) ? status : undefined,
    latency: duration(lookUp(fields, 'latency')),
    userAgent: text(lookUp(fields, 'userAgent')),
  });
}

/** `0.031245s`, or the seconds and nanoseconds that it stands for. */
function duration(value: unknown): string | undefined {
  const fields = object(value);
  if (!fields) return text(value);
  const seconds = number(lookUp(fields, 'seconds') ?? 0) + number(lookUp(fields, 'nanos') ?? 0) / 1e9;
  return Number.isFinite(seconds) ? `${seconds}s` : undefined;
}

/** Where the entry was logged. */
export function sourceLocation(value: unknown): Entry['sourceLocation'] {
  const fields = object(value);
  if (!fields) return undefined;
  return compact({
    file: text(lookUp(fields, 'file')),
    line: text(lookUp(fields, 'line')),
    function: text(lookUp(fields, 'function')),
  });
}

/** Which part the entry is of one that was cut. */
export function split(value: unknown): Entry['split'] {
  const fields = object(value);
  const uid = fields && text(lookUp(fields, 'uid'));
  if (!fields || !uid) return undefined;
  return {
    uid,
    index: number(lookUp(fields, 'index')) || 0,
    total: number(lookUp(fields, 'totalSplits')) || 0,
  };
}

/** The string values of an object; numbers and booleans are written out, all else is left out. */
export function strings(value: unknown): Readonly<Record<string, string>> | undefined {
  const fields = object(value);
  if (!fields || areStrings(fields)) return fields;
  const pairs = Object.entries(fields).map(([name, field]) => [name, text(field)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function areStrings(fields: Fields): fields is Readonly<Record<string, string>> {
  for (const name in fields) if (typeof fields[name] !== 'string') return false;
  return true;
}

/** A text, or a number or boolean written out. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The number that a value is or spells; `NaN` where it is none, as of an object whose `valueOf` is a field of its own. */
export function number(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

/** An object that is no list. */
export function object(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the fields without a value: an entry has a million siblings. */
export function compact<T extends object>(fields: T): Compact<T>;
export function compact(fields: Fields): Fields {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}
