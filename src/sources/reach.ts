import type { SourceResult } from './pull';
import type { LogQuery, Mark } from './source';

/** How far the pulls of a service have come, so that later ones go on from there. Plain data, kept across sessions. */
export interface Reach {
  /** RFC 3339: from when on entries were asked for. */
  readonly from: string;
  /** The newest end; undefined where the first pull did not come so far as to know it. */
  readonly mark?: Mark;
  /** Where pulls stopped before their end (`LogQuery.resume`), the latest last: there is more behind each. */
  readonly ends: readonly string[];
}

/** Of a pull: what was asked, and what came. */
export interface Pulled {
  readonly query: LogQuery;
  readonly result: Pick<SourceResult, 'resume' | 'mark' | 'failure'>;
  readonly cancelled: boolean;
}

/**
 * The query that asks for what is new. Undefined where all has to be asked for: nothing is known of the newest end, or it
 * is before the time from which entries are wanted, so that a gap would stay.
 */
export function newerThanReach(query: LogQuery, { mark }: Reach): LogQuery | undefined {
  if (!mark || (query.from !== undefined && mark.newest < query.from)) return undefined;
  return { ...query, after: mark };
}

/** The query that asks for more of what is older: behind where a pull stopped, else before the time asked for so far. */
export function olderThanReach(query: LogQuery, { from, ends }: Reach, rangeMs: number): LogQuery {
  const resume = ends.at(-1);
  if (resume !== undefined) return { ...query, resume };
  return { ...query, from: new Date(Date.parse(from) - rangeMs).toISOString(), to: from };
}

/** How far it is after a pull; undefined where a first pull brought nothing to go on from. */
export function reachAfter(before: Reach | undefined, { query, result, cancelled }: Pulled): Reach {
  const isCut = cancelled || result.failure !== undefined;
  // Cut before its first page, it has brought nothing: it is still to be gone on with where it began.
  const end = result.resume ?? (isCut ? query.resume : undefined);
  const ended = end === undefined ? [] : [end];
  const mark = result.mark ?? before?.mark;
  const marked = mark ? { mark } : {};
  if (!before) return { from: query.from ?? '', ...marked, ends: ended };
  if (query.resume !== undefined) {
    return { ...before, ends: [...before.ends.filter((one) => one !== query.resume), ...ended] };
  }
  const ends = [...before.ends, ...ended];
  if (query.after) return { ...before, ...marked, ends };
  // What is older came from a time before; where it was cut with nothing, it can be asked for again.
  return isCut && end === undefined ? before : { ...before, from: query.from ?? before.from, ends };
}
