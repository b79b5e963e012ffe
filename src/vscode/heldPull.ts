import type { Grouping } from '../logs/grouping';
import { Identities } from '../logs/identities';
import type { LogWindow } from '../logs/logWindow';
import { Patterns } from '../logs/patterns';
import type { PullResult, SourceResult } from '../sources/pull';
import type { Reach } from '../sources/reach';
import { DEFAULT_RANGE, readRange } from '../sources/savedSource';
import type { LogQuery } from '../sources/source';
import type { NamedSource } from './cloudSources';
import { setting } from './settings';

/** What is loaded of a Google Cloud source, from which a later pull goes on. */
export interface Held {
  readonly named: NamedSource;
  /** What was asked, as text: patterns of another question are not added to. */
  readonly question: string;
  readonly query: LogQuery & { readonly grouping: Grouping };
  readonly result: PullResult;
  readonly reach: Reach;
  /** When it was pulled, in milliseconds since 1970. */
  readonly at: number;
  /** All that was counted is older than the reach's mark: with it alone, in another session, nothing is counted twice. */
  readonly isWhole: boolean;
}

/** The query of a source for its whole range, which ends now. */
export function queryOf(named: NamedSource, grouping: Grouping): Held['query'] {
  const { saved } = named;
  return {
    minimumSeverity: saved.severity ?? setting('minimumSeverity'),
    grouping,
    from: new Date(Date.now() - rangeOf(named)).toISOString(),
    ...(saved.filter !== undefined && { filter: saved.filter }),
  };
}

/** What a query asks, whenever it asks it. */
export function questionOf({ saved }: NamedSource, { minimumSeverity, grouping }: Held['query']): string {
  const { range: _, ...asked } = saved;
  return JSON.stringify([asked, minimumSeverity, grouping.split]);
}

/** How far back a source's pulls go, in milliseconds. */
export function rangeOf({ saved }: NamedSource): number {
  return readRange(saved.range ?? DEFAULT_RANGE) ?? readRange(DEFAULT_RANGE) ?? 0;
}

/** A Google Cloud source of which nothing is loaded yet. */
export function nothingOf(named: NamedSource, grouping: Grouping): Held {
  const query = queryOf(named, grouping);
  const identities = new Identities(TAIL_ENTRIES);
  const patterns = new Patterns({ identities, grouping });
  const sources = [{ ...NOTHING_READ, label: named.source.label }];
  const now = Date.now();
  return {
    named,
    question: questionOf(named, query),
    query,
    result: { patterns, identities, sources, cancelled: false },
    reach: { from: new Date(now).toISOString(), ends: [] },
    at: now,
    isWhole: false,
  };
}

/** Of a source before its first entry. */
export const NOTHING_READ: SourceResult = {
  label: '',
  entryCount: 0,
  leftOutCount: 0,
  badCount: 0,
  bad: [],
  firstTime: '',
  lastTime: '',
  bytes: 0,
  totalBytes: 0,
};

/** How many entries a tail may bring before some that a pull brings again are counted twice. */
const TAIL_ENTRIES = 100_000;

/** The entries of a service that are next to a window's edge: asking for all of them anew would take the quota of minutes. */
export function nextTo(window: LogWindow, query: LogQuery): LogQuery {
  if ('after' in window) {
    const { timestamp } = window.after;
    return { ...query, from: timestamp, order: 'oldest first', callLimit: WINDOW_CALLS };
  }
  const atMs = Date.parse(window.before.timestamp);
  const to = Number.isNaN(atMs) ? {} : { to: new Date(atMs + 1).toISOString() };
  return { ...query, ...to, callLimit: WINDOW_CALLS };
}

const WINDOW_CALLS = 5;
