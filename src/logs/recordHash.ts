import { mixBytes } from './fourBytes';

/** FNV-1a, of the bytes of a text: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const START = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** The hash of a name, as `RecordScan` makes it of the name's bytes; 0 of the empty one. */
export function hashOf(name: string): number {
  if (name === '') return 0;
  const { buffer, byteLength } = encoder.encode(`${name}${BEHIND}`);
  return mixBytes(START, new DataView(buffer), 0, byteLength - BEHIND.length) || 1;
}

const encoder = new TextEncoder();
const BEHIND = '\0\0\0';

/** One hash of two. */
export function join(a: number, b: number): number {
  const mixed = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
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
