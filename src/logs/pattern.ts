import type { Severity } from './entry';
import type { LogEvent } from './event';

/** Events with one fingerprint: the same error happening again. */
export interface Pattern {
  /** Versioned, such as `w1:8c1f…`; independent of order, count, line numbers and machine, since reports store it. */
  readonly key: string;
  readonly title: string;
  /** Why these events are one pattern, in words for the user: "same exception and the same 3 frames of your code". */
  readonly because: string;
  /** The most severe of its events. */
  readonly severity: Severity;
  readonly count: number;
  /** RFC 3339; empty when no event had a time. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly services: readonly string[];
  /** Newest first. */
  readonly revisions: readonly Revision[];
  readonly environment?: string;
  /** The newest events, newest first, at most `SAMPLES`. */
  readonly newest: readonly LogEvent[];
}

/** One deployed revision in which a pattern was seen. */
export interface Revision {
  readonly name: string;
  readonly commit?: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** How many events of a pattern are kept to be read. */
export const SAMPLES = 25;
