import { setTimeout } from 'node:timers/promises';
import { readEvent } from '../../src/logs/readEvent';
import { logFile } from '../../src/sources/logFile';
import { prepareForFiles } from '../../src/sources/prepare';
import { pull, type PullResult } from '../../src/sources/pull';
import { GeneratedLog } from './log/generatedLog';
import { groupingScores, type GroupingScores } from './groupingScores';
import { longestBlock, stopwatch, type Duration } from './stopwatch';

const QUERY = { minimumSeverity: 'WARNING' } as const;

/** A pull of one file as the extension does it, and what it brought. */
export interface Pulled extends Duration {
  readonly patternCount: number;
  readonly eventCount: number;
  readonly entryCount: number;
  readonly badCount: number;
  /** In words for the user; empty where nothing failed. */
  readonly failure: string;
}

/** Pulls a file and counts what it brought, as for a user who took a while to choose it. */
export async function pullChosen(path: string): Promise<Pulled> {
  let isChosen = false;
  void prepareForFiles(() => isChosen);
  await setTimeout(CHOICE_MS);
  isChosen = true;
  return pullFile(path);
}

/** Nobody finds a file in a dialog sooner. */
const CHOICE_MS = 2_500;

/** Pulls a file and counts what it brought. */
export async function pullFile(path: string): Promise<Pulled> {
  const elapsed = stopwatch();
  const { patterns, sources } = await pulled(path);
  const patternCount = patterns.list().length;
  const duration = elapsed();
  const [source] = sources;
  return {
    ...duration,
    patternCount,
    eventCount: patterns.eventCount,
    entryCount: source?.entryCount ?? 0,
    badCount: source?.badCount ?? 0,
    failure: source?.failure?.message ?? '',
  };
}

/** The longest block of the event loop while a file is pulled, in milliseconds. */
export async function blockOfPull(path: string): Promise<number> {
  return longestBlock(() => pulled(path));
}

/** How well the patterns of a pull agree with the truth of the generated log that the file holds. */
export async function scoresOfPull(path: string, entryCount: number): Promise<GroupingScores> {
  return groupingScores(new GeneratedLog(entryCount).truth(), await patternOfEach(path));
}

function pulled(path: string): Promise<PullResult> {
  return pull([logFile(path)], QUERY, new AbortController().signal, () => undefined);
}

/** The key of the pattern that each entry is in after the pull, in the order of the file. */
async function patternOfEach(path: string): Promise<string[]> {
  const { patterns } = await pulled(path);
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const groups: string[] = [];
  for await (const { entries } of logFile(path).list(QUERY, context)) {
    for (const entry of entries) {
      groups.push(patterns.keyOf(readEvent([entry])));
    }
  }
  return groups;
}
