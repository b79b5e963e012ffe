import { MAX_DEPTH } from '../../logs/depth';

/**
 * A `google.protobuf.Struct`, as the client decodes it, as the plain object that REST has. Keys come from whoever wrote
 * the log: `__proto__` and `hasOwnProperty` are data. What lies deeper than `MAX_DEPTH` is left out.
 */
export function readStruct(struct: unknown): Record<string, unknown> {
  return structAt(struct, 0);
}

function structAt(struct: unknown, depth: number): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const fields = isObject(struct) && isObject(struct['fields']) ? struct['fields'] : {};
  for (const key of Object.keys(fields)) {
    const value = valueAt(fields[key], depth + 1);
    if (key === '__proto__') define(plain, key, value);
    else plain[key] = value;
  }
  return plain;
}

function valueAt(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  // The client says it, and the bytes have that field alone.
  const kind = typeof value['kind'] === 'string' ? value['kind'] : (Object.keys(value)[0] ?? '');
  switch (kind) {
    case 'stringValue':
    case 'numberValue':
    case 'boolValue':
      return value[kind];
    case 'structValue':
      return structAt(value['structValue'], depth);
    case 'listValue': {
      const list = value['listValue'];
      const values = isObject(list) ? list['values'] : undefined;
      return Array.isArray(values) ? values.map((item) => valueAt(item, depth + 1)) : [];
    }
    default:
      return null;
  }
}

/** An assignment to `__proto__` would change the object's prototype. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
