import type { Sighting } from './samples';

/**
 * Records in two pieces of memory, however many they are: as an object each, they take longer to be made, and to be sent to
 * another thread, than to be counted.
 */
export interface PackedRecords {
  /** Of each the seconds and the nanoseconds of its moment, its tie, and where it ends in `bytes`. */
  readonly numbers: Float64Array;
  /** One after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Copies records. */
export function packRecords(records: readonly Sighting[]): PackedRecords {
  const numbers = new Float64Array(records.length * NUMBERS);
  let length = 0;
  for (const { start, end } of records) length += end - start;
  const bytes = new Uint8Array(length);
  let used = 0;
  let at = 0;
  for (const { seconds, nanos, tie, bytes: memory, start, end } of records) {
    bytes.set(memory.subarray(start, end), used);
    used += end - start;
    numbers[at] = seconds;
    numbers[at + 1] = nanos;
    numbers[at + 2] = tie;
    numbers[at + END] = used;
    at += NUMBERS;
  }
  return { numbers, bytes };
}

/** One of the records, by its number from 0; an empty one where there is none. */
export function recordAt({ numbers, bytes }: PackedRecords, index: number): Sighting {
  const at = index * NUMBERS;
  const start = numbers[at + END - NUMBERS] ?? 0;
  return {
    seconds: numbers[at] ?? Number.NaN,
    nanos: numbers[at + 1] ?? 0,
    tie: numbers[at + 2] ?? 0,
    bytes,
    start,
    end: numbers[at + END] ?? start,
  };
}

const NUMBERS = 4;
const END = 3;
