import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import {
  BAITS,
  baited,
  DISTINCT_ENTRIES,
  LONG_RECORDS,
  ODD_RECORDS,
  type HostileLog,
} from './log/hostileLogs';
import type { BenchOptions, Row } from './measurement';
import { inOwnProcess, type JobResult } from './ownProcess';
import type { Pulled } from './pullFile';

export { pullFile } from './pullFile';

/** Logs that are out to break their reader: each is read to its end, in linear time and bounded memory. */
export default function bench({ quick, folder }: BenchOptions): readonly Row[] {
  const scale = quick ? 0.1 : 1;
  return [
    ...LONG_RECORDS.flatMap((log) => read(folder, log, 100_000_000 * scale)),
    ...LONG_RECORDS.flatMap((log) => read(folder, log, LONGEST_READ)),
    ...ODD_RECORDS.flatMap((log) => read(folder, log, (log.what.includes('deep') ? 2_000 : 200_000) * scale)),
    ...DISTINCT_ENTRIES.flatMap((log) => read(folder, log, 1_000_000 * scale)),
    ...readBaits(folder),
  ];
}

/** Writes one of the hostile logs to a file. */
export function writeHostileLog(file: string, what: string, size: number): void {
  const log = [...LONG_RECORDS, ...ODD_RECORDS, ...DISTINCT_ENTRIES].find((each) => each.what === what);
  if (!log) throw new Error(`There is no hostile log of ${what}.`);
  writePieces(file, log.pieces(size));
}

/** In bytes, just under what a record may have: more is passed over, which is easier. */
const LONGEST_READ = 8_000_000;
/** Twice the size may take so many times as long: a square of it would take four times. */
const MOST_GROWTH = 2.6;
const MOST_MB = 300;
/** Below this, starting up and the clock's grain weigh more than the work. */
const LEAST_MS = 200;

function read(folder: string, { what, unit }: HostileLog, size: number): Row[] {
  return measured(`${what}, ${size.toLocaleString('en')} ${unit}`, (part) => {
    const file = path.join(folder, 'hostile.log');
    run('writeHostileLog', file, what, size * part);
    return run('pullFile', file);
  });
}

/** The bait that takes longest; one whose time grows as a square would by far. */
function readBaits(folder: string): Row[] {
  const file = path.join(folder, 'bait.log');
  const baits = BAITS.map((bait) => {
    const what = `50 messages of 60 kB, of ${BAITS.length} baits the slowest: ${JSON.stringify(bait)}`;
    return measured(what, (part) => {
      writePieces(
        file,
        Array.from({ length: 50 }, () => baited(bait, 60_000 * part)),
      );
      return run('pullFile', file);
    });
  });
  /** The first row is the time, or that it failed. */
  const time = ([row]: readonly Row[]): number =>
    row && 'value' in row ? row.value : Number.POSITIVE_INFINITY;
  const [slowest = []] = baits.sort((a, b) => time(b) - time(a));
  return slowest;
}

/** Reads a log of which `pull` makes the half or the whole. */
function measured(what: string, pull: (part: number) => JobResult<Pulled>): Row[] {
  try {
    const half = pull(0.5);
    const { result, peakMb } = pull(1);
    if (result.failure) return [{ what, why: result.failure, failed: true }];
    const growth = result.cpuMs / half.result.cpuMs;
    return [
      { what, value: result.wallMs, unit: 'ms' },
      { what: '  peak memory', value: peakMb, unit: 'MB', budget: { most: MOST_MB } },
      ...(result.cpuMs < LEAST_MS
        ? []
        : [{ what: '  over half of it', value: growth, unit: '×', budget: { most: MOST_GROWTH } } as const]),
    ];
  } catch (error) {
    return [{ what, why: error instanceof Error ? error.message : String(error), failed: true }];
  }
}

function writePieces(file: string, pieces: Iterable<string | Buffer>): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const piece of pieces) {
      if (typeof piece === 'string') writeSync(descriptor, piece);
      else writeSync(descriptor, piece);
    }
  } finally {
    closeSync(descriptor);
  }
}

function run<T>(job: string, ...args: readonly unknown[]): JobResult<T> {
  return inOwnProcess<T>(import.meta.url, job, ...args);
}
