import type { LogEvent } from '../logs/event';
import type { EventMark, LogWindow } from '../logs/logWindow';
import { type Moment, momentOf } from '../logs/moment';
import { SAMPLES } from '../logs/pattern';
import { hashOf, hashOfTime, identityHigh } from '../logs/recordHash';
import { pull } from './pull';
import type { LogQuery, LogSource } from './source';

/**
 * The events of a pattern next to a mark, newest first, at most `SAMPLES`: those just before it in time, or just after.
 * Reads the sources anew, as they are now.
 */
export async function readSamples(
  sources: readonly LogSource[],
  query: LogQuery,
  key: string,
  window: LogWindow,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  const samples =
    'before' in window
      ? { keep: 'latest' as const, limit: SAMPLES, bound: placeOf(window.before) }
      : { keep: 'earliest' as const, limit: SAMPLES, bound: placeOf(window.after) };
  const { patterns } = await pull(sources, query, signal, () => undefined, samples);
  return patterns.get(key)?.newest ?? [];
}

/** Where an event stands in the order in which events are kept. */
function placeOf({ timestamp, id }: EventMark): Moment & { readonly tie: number } {
  const moment = momentOf(timestamp);
  return { ...moment, tie: identityHigh(hashOf(id), hashOfTime(moment.seconds, moment.nanos)) };
}
