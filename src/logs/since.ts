import type { Pattern } from './pattern';
import { compareTimestamps } from './timestamp';

/** What is remembered of a pull, to say at the next one what is new and what is gone. Plain data: it is stored as JSON. */
export interface PullMemory {
  /** RFC 3339, of all that was read; empty where nothing had a time. */
  readonly lastTime: string;
  /** At most `MOST_REMEMBERED`, the most frequent of them. */
  readonly patterns: readonly RememberedPattern[];
  /** There were more patterns than are remembered. */
  readonly isCut: boolean;
}

export interface RememberedPattern {
  readonly keys: readonly string[];
  readonly title: string;
  readonly count: number;
}

/** What is different from the last pull of the same sources. */
export interface Since {
  /** Keys of patterns that the last pull did not have. */
  readonly fresh: ReadonlySet<string>;
  /** Patterns that the last pull had and this one has not. */
  readonly gone: readonly RememberedPattern[];
}

/** What a pull has to say for itself in a comparison. */
export interface PulledPatterns {
  readonly patterns: readonly Pattern[];
  readonly lastTime: string;
  /** It was read to its end: what it does not have is not there. */
  readonly isComplete: boolean;
}

export const NOTHING_SINCE: Since = { fresh: new Set(), gone: [] };

const MOST_REMEMBERED = 500;
/** In characters. */
const MOST_TITLE = 120;
/** A merged pattern may carry many keys, of which any one will find it again. */
const MOST_KEYS = 20;

export function remember({ patterns, lastTime }: PulledPatterns): PullMemory {
  const mostFrequent = [...patterns].sort((a, b) => b.count - a.count).slice(0, MOST_REMEMBERED);
  return {
    lastTime,
    patterns: mostFrequent.map(({ keys, title, count }) => ({
      keys: keys.slice(0, MOST_KEYS),
      title: title.slice(0, MOST_TITLE),
      count,
    })),
    isCut: patterns.length > MOST_REMEMBERED,
  };
}

/**
 * What a pull has that the last one had not, and the other way round. Nothing is gone where the pull was cut short, or
 * ends before the last one did; nothing is called new where not all of the last one is remembered.
 */
export function since(last: PullMemory, now: PulledPatterns): Since {
  const before = new Set(last.patterns.flatMap(({ keys }) => keys));
  const here = new Set(now.patterns.flatMap(({ keys }) => keys));
  const fresh = now.patterns.filter(({ keys }) => !keys.some((key) => before.has(key)));
  const coversTheTime = now.isComplete && compareTimestamps(now.lastTime, last.lastTime) >= 0;
  const gone = last.patterns.filter(({ keys }) => !keys.some((key) => here.has(key)));
  return {
    fresh: new Set(last.isCut ? [] : fresh.map(({ key }) => key)),
    gone: coversTheTime ? gone : [],
  };
}

/** The same comparison after the same logs were grouped otherwise: a pattern that was split or merged is not news. */
export function regrouped(earlier: Since, now: readonly Pattern[]): Since {
  const stillFresh = now.filter(({ keys }) => keys.every((key) => earlier.fresh.has(key)));
  const here = new Set(now.flatMap(({ keys }) => keys));
  return {
    fresh: new Set(stillFresh.map(({ key }) => key)),
    gone: earlier.gone.filter(({ keys }) => !keys.some((key) => here.has(key))),
  };
}

/** Whether stored data is what `remember` wrote: an earlier version may have stored something else. */
export function isPullMemory(stored: unknown): stored is PullMemory {
  if (typeof stored !== 'object' || stored === null) return false;
  if (!('patterns' in stored && 'lastTime' in stored && 'isCut' in stored)) return false;
  return (
    typeof stored.lastTime === 'string' &&
    Array.isArray(stored.patterns) &&
    stored.patterns.every(isRemembered)
  );
}

function isRemembered(stored: unknown): stored is RememberedPattern {
  if (typeof stored !== 'object' || stored === null) return false;
  if (!('keys' in stored && 'title' in stored && 'count' in stored)) return false;
  return (
    Array.isArray(stored.keys) &&
    stored.keys.every((key) => typeof key === 'string') &&
    typeof stored.title === 'string' &&
    typeof stored.count === 'number'
  );
}
