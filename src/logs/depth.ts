/**
 * Parsed JSON with null for what lies deeper than `MAX_DEPTH`; the same value where nothing does. V8 takes the square of the
 * depth to write an object as JSON, and cannot write a very deep one at all.
 */
export function withoutDepths(value: unknown): unknown {
  return isDeep(value, 0) ? cutAt(value, 0) : value;
}

/** Cloud Logging itself nests no deeper than the 64 levels of protobuf's JSON. */
export const MAX_DEPTH = 64;

function isDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > MAX_DEPTH || Object.values(value).some((inner) => isDeep(inner, depth + 1));
}

function cutAt(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => cutAt(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutAt(inner, depth + 1)]));
}
