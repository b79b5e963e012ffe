import { readDiff } from '../../src/frames/diff';
import { drift } from '../../src/frames/drift';
import type { Frame } from '../../src/frames/frame';
import { hunksBetween } from '../../src/frames/hunks';
import { locate } from '../../src/frames/locate';
import { readFrames } from '../../src/frames/read';
import { WorkspaceFiles } from '../../src/frames/workspaceFiles';
import type { Measurement } from './measurement';
import { longestBlock, ownMs, stopwatch } from './stopwatch';

const FILES = 100_000;
const FRAMES = 10_000;
const ROUNDS = 5;
const MEGABYTE = 1_000_000;

/** The index of a large workspace, frames looked up in it, lines followed through edits, and lines made to be slow. */
export default async function bench(): Promise<Measurement[]> {
  const paths = pathsOf(FILES);
  const indexing = stopwatch();
  const files = new WorkspaceFiles([{ folder: 'file:///workspace', paths }]);
  const indexedMs = ownMs(indexing());
  const many = pathsOf(5 * FILES);
  const blockMs = await longestBlock(() =>
    new WorkspaceFiles([]).addInPieces('file:///workspace', many, breathe),
  );
  const located = Array.from({ length: ROUNDS }, (_, round) => locateFrames(files, paths, round));
  const middleMs = located.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  return [
    { what: '100,000 paths to an index', value: indexedMs, unit: 'ms' },
    { what: '10,000 frames located on it', value: middleMs, unit: 'ms', budget: { most: 50 } },
    { what: '  the first time, by code not yet compiled', value: located[0] ?? Number.NaN, unit: 'ms' },
    { what: '500,000 paths to an index, longest block', value: blockMs, unit: 'ms', budget: { most: 50 } },
    ...followLines(),
    { what: 'slowest line of a megabyte', value: slowestLine(), unit: 'ms', budget: { most: 100 } },
  ];
}

function pathsOf(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `services/s${index % 40}/app/part${index % 500}/file${index % 60_000}.py`,
  );
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Other frames in each round. */
function locateFrames(files: WorkspaceFiles, paths: readonly string[], round: number): number {
  const locating = stopwatch();
  let found = 0;
  for (let index = 0; index < FRAMES; index++) {
    const at = ((index + round * FRAMES) * 7919) % paths.length;
    found += locate(frame(`/app/${paths[at]}`), files).length;
  }
  const locatedMs = ownMs(locating());
  if (found < FRAMES) throw new Error('Frames were not found.');
  return locatedMs;
}

function frame(path: string): Frame {
  return { path, line: 12, library: false, start: 0, end: path.length };
}

/** Reads git's diff of 200 files, compares each with an unsaved text, and follows five lines in each through both. */
function followLines(): Measurement[] {
  const saved = Array.from({ length: 500 }, (_, index) => `    line ${index}`);
  const unsaved = saved.toSpliced(100, 3, '    other');
  const diff = Array.from({ length: 200 }, (_, file) => diffOf(`app/file${file}.py`)).join('');
  const reading = stopwatch();
  const steps = readDiff(diff).map(({ hunks }) => [hunks, hunksBetween(saved, unsaved)] as const);
  const readMs = ownMs(reading());
  const following = stopwatch();
  const drifts = steps.flatMap((hunks) => [1, 101, 201, 301, 401].map((line) => drift(line, ...hunks)));
  const followedMs = ownMs(following());
  if (drifts.filter(({ how }) => how === 'moved').length < 200) throw new Error('Lines were not followed.');
  return [
    { what: 'diffs of 200 files and their buffers, read', value: readMs, unit: 'ms', budget: { most: 500 } },
    { what: '1,000 lines followed through them', value: followedMs, unit: 'ms', budget: { most: 20 } },
  ];
}

function diffOf(path: string): string {
  const hunks = Array.from(
    { length: 20 },
    (_, hunk) => `@@ -${hunk * 20 + 5} +${hunk * 21 + 5},2 @@\n-old\n+new\n+more\n`,
  );
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Each, repeated, makes a careless pattern look at the same characters again and again. */
const TRAPS = [
  'at (',
  'a.',
  'a/',
  '/(a)',
  'File "',
  'a.rb:1:in `',
  ' called at ',
  "panicked at '",
  'a.py:1 ',
  '\u001b[31m',
  '"a" ',
];

function slowestLine(): number {
  const times = TRAPS.flatMap((trap) => {
    const line = trap.repeat(MEGABYTE / trap.length);
    return [() => readFrames(line), () => readFrames(line, () => false)].map((read) => {
      const reading = stopwatch();
      read();
      return ownMs(reading());
    });
  });
  return Math.max(...times);
}
