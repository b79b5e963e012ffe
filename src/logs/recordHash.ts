/** The hash of a name, as `scanner/hash.ts` makes it of the name's bytes; 0 of the empty one. */
export function hashOf(name: string): number {
  if (name === '') return 0;
  const { buffer, byteLength } = encoder.encode(name + PADDING);
  const bytes = new DataView(buffer);
  let hash = START;
  for (let at = 0; at + PADDING.length < byteLength; at += 8) {
    const first = Math.imul(hash ^ bytes.getInt32(at, true), FIRST_FACTOR);
    const mixed = (first + Math.imul(bytes.getInt32(at + 4, true), SECOND_FACTOR)) | 0;
    hash = mixed ^ (mixed >>> 15);
  }
  return hash || 1;
}

const encoder = new TextEncoder();
const PADDING = '\0\0\0\0\0\0\0';
const START = 0x811c9dc5 | 0;
const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x85ebca6b;

/** One hash of two. */
export function join(a: number, b: number): number {
  const mixed = Math.imul(a ^ Math.imul(b, FIRST_FACTOR), SECOND_FACTOR);
  return mixed ^ (mixed >>> 15);
}

/** What tells an entry from all others, in two halves: its id is its own within a log and a time. */
export function identityHigh(insertId: number, time: number): number {
  return join(insertId, time);
}

export function identityLow(insertId: number, time: number, logName: number): number {
  return join(time, Math.imul(insertId, 31) ^ logName);
}

/** The hash of a moment. */
export function hashOfTime(seconds: number, nanos: number): number {
  return Number.isNaN(seconds) ? 0 : join(seconds | 0, nanos | 0);
}
