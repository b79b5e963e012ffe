import type { Sample } from './samples';
import type { TallyData } from './tally';

/** The same with its records copied into memory of its own, one piece for all. */
export function packed(tallies: readonly TallyData[]): TallyData[] {
  const samples = tallies.flatMap(samplesOf);
  const memory = new Uint8Array(samples.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let used = 0;
  const pack = (sample: Sample): Sample => {
    const start = used;
    used += sample.bytes.length;
    memory.set(sample.bytes, start);
    return { ...sample, bytes: memory.subarray(start, used) };
  };
  return tallies.map((tally) => ({
    ...tally,
    newest: tally.newest.map(pack),
    oldest: tally.oldest.map(pack),
    revisions: tally.revisions.map((revision) => ({ ...revision, sample: pack(revision.sample) })),
  }));
}

/** The memory that the records are in, which can be moved to another thread. */
export function memoryOf({ tallies }: { readonly tallies: readonly TallyData[] }): Set<ArrayBuffer> {
  const buffers = tallies.flatMap(samplesOf).map(({ bytes }) => bytes.buffer);
  return new Set(buffers.filter((buffer) => buffer instanceof ArrayBuffer));
}

function samplesOf({ newest, oldest, revisions }: TallyData): Sample[] {
  return [...newest, ...oldest, ...revisions.map(({ sample }) => sample)];
}
