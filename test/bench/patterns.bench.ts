import path from 'node:path';
import type { groupWithDuckdb } from './duckdb';
import type { GroupingScores } from './groupingScores';
import { GeneratedLog } from './log/generatedLog';
import { knownErrors } from './log/knownErrors';
import type { BenchOptions, Budget, Measurement, Row } from './measurement';
import { inOwnProcess, type JobResult } from './ownProcess';
import type { parseLines } from './parseLines';
import type { Pulled } from './pullFile';
import type { Duration } from './stopwatch';

export { groupWithDuckdb } from './duckdb';
export { parseLines } from './parseLines';
export { blockOfPull, pullChosen, pullFile, scoresOfPull } from './pullFile';

/** From a generated file to patterns, beside the base and the peer in the same rounds. */
export default function bench({ quick, folder, duckdb }: BenchOptions): readonly Row[] {
  const few = generated(folder, 5_000);
  const many = measure(generated(folder, 100_000), duckdb);
  return [
    ...firstRun(few),
    ...compared(many),
    ...quality(many),
    ...(quick ? [] : largest(measure(generated(folder, 1_000_000), duckdb), many)),
    ...(duckdb ? [] : [LEFT_OUT]),
  ];
}

/** Writes a generated log to a file in a folder. */
export function writeLog(file: string, entryCount: number): void {
  new GeneratedLog(entryCount).write(file);
}

const ROUNDS = 3;
const ERROR_COUNT = knownErrors().length;
const LEFT_OUT = {
  what: 'DuckDB, the peer',
  why: 'left out; `npm run bench -- --duckdb` installs it (70 MB, once) and measures it',
  failed: false,
};

interface Log {
  readonly file: string;
  readonly entryCount: number;
}

function generated(folder: string, entryCount: number): Log {
  const file = path.join(folder, `${entryCount}.ndjson`);
  run('writeLog', file, entryCount);
  return { file, entryCount };
}

type Grouped = Awaited<ReturnType<typeof groupWithDuckdb>>;

interface Comparison extends Log {
  readonly base: readonly JobResult<ReturnType<typeof parseLines>>[];
  readonly pulls: readonly JobResult<Pulled>[];
  /** For one who chose the file, while the extension got ready to read it. */
  readonly chosen: readonly JobResult<Pulled>[];
  /** Both empty where DuckDB is left out. */
  readonly groupings: readonly JobResult<Grouped>[];
  /** With series and samples, as patterns have them. */
  readonly peers: readonly JobResult<Grouped>[];
}

/** Round by round, so that what else the machine does meets all alike. */
function measure(log: Log, duckdb: string): Comparison {
  const base: Comparison['base'][number][] = [];
  const pulls: Comparison['pulls'][number][] = [];
  const chosen: Comparison['chosen'][number][] = [];
  const groupings: JobResult<Grouped>[] = [];
  const peers: JobResult<Grouped>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    base.push(run('parseLines', log.file));
    pulls.push(run('pullFile', log.file));
    chosen.push(run('pullChosen', log.file));
    if (!duckdb) continue;
    groupings.push(run('groupWithDuckdb', log.file, duckdb, false));
    peers.push(run('groupWithDuckdb', log.file, duckdb, true));
  }
  return { ...log, base, pulls, chosen, groupings, peers };
}

function run<T>(job: string, ...args: readonly unknown[]): JobResult<T> {
  return inOwnProcess<T>(import.meta.url, job, ...args);
}

function firstRun({ file, entryCount }: Log): Measurement[] {
  const rounds = (job: string): JobResult<Pulled>[] =>
    Array.from({ length: ROUNDS }, () => run<Pulled>(job, file));
  const what = `${counted(entryCount)} to patterns, first run`;
  return [
    {
      what: `${what}, of a file that was chosen`,
      value: least(rounds('pullChosen'), 'wallMs'),
      unit: 'ms',
      budget: { most: 80 },
    },
    { what: `${what}, without notice`, value: least(rounds('pullFile'), 'wallMs'), unit: 'ms' },
  ];
}

/** What every comparison tells, whatever its size; with budgets where there are some. */
function compared(
  { entryCount, base, pulls, chosen, groupings, peers }: Comparison,
  budgets: Budgets = {},
): Measurement[] {
  const what = counted(entryCount);
  return [
    ...costs(`${what}, base: read and JSON.parse each line`, base, base),
    ...costs(`${what} to patterns, of a file that was chosen`, chosen, base),
    ...costs(`${what} to patterns, without notice`, pulls, base, budgets),
    ...costsOfPeer(`${what}, DuckDB: regexp_replace and group by`, groupings, base),
    ...costsOfPeer(`${what}, DuckDB: the same with series and samples`, peers, base),
    {
      what: `${what} to patterns, left uncounted`,
      value: Math.max(...pulls.map(({ result }) => entryCount - result.eventCount)),
      unit: 'entries',
      budget: { most: 0 },
    },
  ];
}

function costsOfPeer(
  what: string,
  jobs: readonly JobResult<Duration>[],
  base: readonly JobResult<Duration>[],
): Measurement[] {
  return jobs.length > 0 ? costs(what, jobs, base) : [];
}

interface Budgets {
  readonly time?: Budget;
  readonly memory?: Budget;
}

function costs(
  what: string,
  jobs: readonly JobResult<Duration>[],
  base: readonly JobResult<Duration>[],
  budgets: Budgets = {},
): Measurement[] {
  const ofBase = (part: keyof Duration): number => least(jobs, part) / least(base, part);
  const peakMb = Math.max(...jobs.map((job) => job.peakMb));
  return [
    {
      what,
      value: least(jobs, 'wallMs'),
      unit: 'ms',
      ofBase: ofBase('wallMs'),
      ...(budgets.time && { budget: budgets.time }),
    },
    { what: '  time of processors', value: least(jobs, 'cpuMs'), unit: 'ms', ofBase: ofBase('cpuMs') },
    {
      what: '  peak memory',
      value: peakMb,
      unit: 'MB',
      ...(budgets.memory && { budget: budgets.memory }),
    },
  ];
}

function quality({ file, entryCount, pulls, peers }: Comparison): Measurement[] {
  const { accuracy, f1 } = run<GroupingScores>('scoresOfPull', file, entryCount).result;
  const blocks = Array.from({ length: ROUNDS }, () => run<number>('blockOfPull', file).result);
  const what = counted(entryCount);
  return [
    {
      what: `${what}, longest block of the event loop`,
      value: Math.min(...blocks),
      unit: 'ms',
      budget: { most: 50 },
    },
    { what: `${what}, grouping accuracy`, value: accuracy, unit: '', budget: { least: 0.98 } },
    { what: `${what}, F1 over groups`, value: f1, unit: '', budget: { least: 0.98 } },
    ...patternCount(pulls[0], `${what}, patterns (${ERROR_COUNT} are right)`),
    ...peers.slice(0, 1).map(({ result }) => ({
      what: `${what}, groups of DuckDB`,
      value: result.groupCount,
      unit: 'patterns' as const,
    })),
  ];
}

function patternCount(pull: JobResult<Pulled> | undefined, what: string): Measurement[] {
  return pull ? [{ what, value: pull.result.patternCount, unit: 'patterns' }] : [];
}

/** The largest log, and what it took beside one of a tenth. */
function largest(large: Comparison, small: Comparison): Measurement[] {
  const what = counted(large.entryCount);
  const found = large.pulls[0]?.result.patternCount ?? 0;
  const off = (100 * Math.abs(found - ERROR_COUNT)) / ERROR_COUNT;
  return [
    ...compared(large, { time: { mostOfBase: 0.9 }, memory: { most: 200 } }),
    ...(large.peers.length > 0 ? overPeer(large) : []),
    {
      what: `${what} over ${counted(small.entryCount)}`,
      value: least(large.pulls, 'wallMs') / least(small.pulls, 'wallMs'),
      unit: '×',
      budget: { most: 10.5 },
    },
    ...patternCount(large.pulls[0], `${what}, patterns (${ERROR_COUNT} are right)`),
    { what: `${what}, patterns too many or too few`, value: off, unit: '%', budget: { most: 3 } },
  ];
}

function overPeer({ entryCount, chosen, groupings, peers }: Comparison): Measurement[] {
  const what = `${counted(entryCount)} to patterns, over DuckDB`;
  const over = (jobs: readonly JobResult<Grouped>[]): number =>
    least(chosen, 'wallMs') / least(jobs, 'wallMs');
  return [
    { what: `${what} without series and samples`, value: over(groupings), unit: '×' },
    { what: `${what} with them`, value: over(peers), unit: '×', budget: { most: 1 } },
  ];
}

/** The round that was disturbed least. */
function least(jobs: readonly JobResult<Duration>[], part: keyof Duration): number {
  return Math.min(...jobs.map(({ result }) => result[part]));
}

function counted(entryCount: number): string {
  return `${entryCount.toLocaleString('en')} entries`;
}
