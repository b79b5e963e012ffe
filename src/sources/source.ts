import type { BadRecord, Entry, Severity } from '../logs/entry';

/** A place that error logs come from. A new kind of log is a new file beside this one. */
export interface LogSource {
  /** Stable across sessions: it is written into reports. */
  readonly id: string;
  /** As shown to the user, such as `staging.json`. */
  readonly label: string;
  /**
   * The entries that the query asks for, newest first where the source has an order to choose; a file comes in its own.
   * A page holds at most 1,000 entries; an empty page is not the end. A bad record is data (`page.bad`), never an
   * exception. An error comes after the pages that were delivered. Abort ends the iteration within a second.
   */
  list(query: LogQuery, context: PullContext): AsyncIterable<Page>;
}

export interface LogQuery {
  /** Entries below this severity are left out, unless they carry an error all the same (a stack, a status from 500). */
  readonly minimumSeverity: Severity;
}

export interface PullContext {
  readonly signal: AbortSignal;
  progress(done: { readonly bytes: number; readonly totalBytes: number }): void;
}

export interface Page {
  readonly entries: readonly Entry[];
  readonly bad: readonly BadRecord[];
}
