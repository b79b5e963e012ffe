import type { Severity } from './entry';
import type { LogEvent } from './event';

/** Events with one fingerprint: the same error happening again. */
export interface Pattern {
  /** Versioned, such as `w1:8c1f…`; independent of order, count, line numbers and machine, since reports store it. */
  readonly key: string;
  /** All the keys that it carries, its own first: several where texts that differ in one free word, or the user, made it one. */
  readonly keys: readonly string[];
  readonly title: string;
  /** Why these events are one pattern, in words for the user: "same exception and the same 3 frames of your code". */
  readonly because: string;
  /** The most severe of its events. */
  readonly severity: Severity;
  readonly count: number;
  /** False where there may be more than `count`, which is then to be shown as "at least". */
  readonly isExact: boolean;
  /** RFC 3339; empty when no event had a time. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly services: readonly string[];
  /** Newest first. */
  readonly revisions: readonly Revision[];
  readonly environment?: string | undefined;
  /** How often, over time. */
  readonly series: Series;
  /** The HTTP requests that ended in it, the most frequent first, at most `MOST_REQUESTS`. */
  readonly requests: readonly PatternRequest[];
  /** Traces of its newest events, newest first, at most `SAMPLES`. */
  readonly traces: readonly string[];
  /** The newest events, newest first, at most `SAMPLES`. */
  readonly newest: readonly LogEvent[];
  readonly oldest?: LogEvent;
}

/** One deployed revision in which a pattern was seen. */
export interface Revision {
  readonly name: string;
  readonly commit?: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Its earliest event. */
  readonly sample?: LogEvent;
}

/** Counts in buckets of equal length, one after the other; no counts where no event had a time. */
export interface Series {
  /** Milliseconds since 1970, where the first bucket starts. */
  readonly startMs: number;
  readonly bucketMs: number;
  readonly counts: readonly number[];
}

/** A request, and how it is known to belong to a pattern. */
export interface PatternRequest {
  readonly method: string;
  /** With what varies masked: `/api/threads/<*>`. */
  readonly route: string;
  readonly status: number;
  readonly count: number;
  /**
   * `own`: the entry itself names it. `trace`: its request log has the same trace. `likely`: its request log is the only
   * one of the same instance that was running then.
   */
  readonly tie: 'own' | 'trace' | 'likely';
}

/** How many events of a pattern are kept to be read. */
export const SAMPLES = 25;
/** How many different requests a pattern names. */
export const MOST_REQUESTS = 5;
