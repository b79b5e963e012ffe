import * as vscode from 'vscode';
import { countText, counted } from '../logs/countText';
import type { Grouping } from '../logs/grouping';
import { bothOf, pull, type PullResult, type SourceResult } from '../sources/pull';
import { newerThanReach, olderThanReach, reachAfter } from '../sources/reach';
import type { LogQuery, LogSource, PullEstimate } from '../sources/source';
import type { NamedSource } from './cloudSources';
import { queryOf, questionOf, rangeOf, type Held } from './heldPull';
import { showProgress } from './pullProgress';

/** What a pull of a Google Cloud source asks for: what is new, more of what is older, or all of the range anew. */
export type Extent = 'newer' | 'older' | 'anew';

/** More calls than this are asked for first: they are a third of what everyone in the project has for a minute. */
const ASK_ABOVE_CALLS = 20;
const MOST_CALLS = 100;
const ENTRIES_PER_CALL = 1_000;

/**
 * Pulls a Google Cloud source, on top of what is held of it. Asks first where that would take many calls; undefined when it
 * is then not wanted, or cancelled before it began.
 *
 * @throws CloudFailure where the cost cannot be found out
 */
export async function cloudPull(
  named: NamedSource,
  extent: Extent,
  grouping: Grouping,
  before: Held | undefined,
  running: AbortController,
): Promise<Held | undefined> {
  const base = queryOf(named, grouping);
  const question = questionOf(named, base);
  const held = before?.question === question && extent !== 'anew' ? before : undefined;
  const wanted = held && beyond(held, base, extent, rangeOf(named));
  const query = await withLimit(named, wanted ?? base, running);
  if (!query || running.signal.aborted) return undefined;
  const into = wanted && held?.result;
  const came = await pullShown([named.source], query, running, into);
  const [result] = came.sources;
  if (!result) return undefined;
  const reach = reachAfter(into && held?.reach, { query, result, cancelled: came.cancelled });
  came.patterns.isPartial = reach.ends.length > 0;
  return {
    named,
    question,
    query: into && held ? held.query : base,
    result: into ? { ...came, sources: [joined(into.sources[0], result)] } : came,
    reach,
    at: Date.now(),
    isWhole: extent === 'older' ? (held?.isWhole ?? true) : !wanted || result.mark !== undefined,
  };
}

/** Reads sources into patterns, shown while it goes on. */
export function pullShown(
  sources: readonly LogSource[],
  query: LogQuery,
  running: AbortController,
  into?: PullResult,
): Promise<PullResult> {
  let soFar: PullResult | undefined;
  const onProgress = (result: PullResult): void => {
    soFar = result;
  };
  const pulling = pull(sources, query, running.signal, onProgress, undefined, into);
  showProgress(pulling, running, () => soFar);
  return pulling;
}

/** Undefined where all has to be asked for anew. */
function beyond(held: Held, base: LogQuery, extent: Extent, rangeMs: number): LogQuery | undefined {
  return extent === 'older' ? olderThanReach(base, held.reach, rangeMs) : newerThanReach(base, held.reach);
}

function joined(before: SourceResult | undefined, { failure, ...came }: SourceResult): SourceResult {
  const failed = failure && { failure };
  return before ? { ...came, ...bothOf(before, came), ...failed } : { ...came, ...failed };
}

/** The query with the calls that it may make; undefined where the user does not want to spend them. */
async function withLimit(
  { saved, source }: NamedSource,
  query: LogQuery,
  running: AbortController,
): Promise<LogQuery | undefined> {
  if (query.resume !== undefined) return { ...query, callLimit: ASK_ABOVE_CALLS };
  const { signal } = running;
  const asking = source.estimate(query, { signal, progress: () => undefined });
  showProgress(asking, running, () => undefined, 'Asking Cloud Logging how much there is');
  const estimate = await asking.catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (!estimate) return undefined;
  if (estimate.isExact) return { ...query, callLimit: Math.max(1, estimate.callCount) };
  if (estimate.callCount <= ASK_ABOVE_CALLS) return { ...query, callLimit: ASK_ABOVE_CALLS };
  const callLimit = await askCalls(saved.name, estimate);
  return callLimit === undefined ? undefined : { ...query, callLimit };
}

async function askCalls(name: string, estimate: PullEstimate): Promise<number | undefined> {
  const { callCount, entryCount, seconds } = estimate;
  const calls = Math.min(callCount, MOST_CALLS);
  const all =
    callCount > MOST_CALLS
      ? `The newest ${countText(MOST_CALLS * ENTRIES_PER_CALL)} entries`
      : `All, about ${countText(entryCount)} entries`;
  const items = [
    {
      label: `The newest ${countText(ASK_ABOVE_CALLS * ENTRIES_PER_CALL)} entries`,
      description: `${ASK_ABOVE_CALLS} calls, ${durationText(ASK_ABOVE_CALLS / 2)}`,
      callLimit: ASK_ABOVE_CALLS,
    },
    {
      label: all,
      description: `${counted(calls, 'call')}, ${durationText((seconds * calls) / callCount)}`,
      callLimit: calls,
    },
    { label: 'Edit the query first…', description: '', callLimit: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `Pull Logs of ${name}: about ${countText(entryCount)} entries`,
    placeHolder: 'Cloud Logging allows a project 60 calls a minute, which all who read its logs share',
    ignoreFocusOut: true,
  });
  if (picked && picked.callLimit === undefined) {
    await vscode.commands.executeCommand('fiveWhys.cloud.editFilter', name);
  }
  return picked?.callLimit;
}

function durationText(seconds: number): string {
  return seconds < 90
    ? `about ${Math.max(1, Math.round(seconds))} s`
    : `about ${Math.round(seconds / 60)} min`;
}
