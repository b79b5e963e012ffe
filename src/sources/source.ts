import type { Grouping } from '../logs/grouping';
import type { Identities } from '../logs/identities';
import type { Patterns, PatternsData } from '../logs/patterns';
import type { SampleWindow } from '../logs/samples';
import type { TakenIn } from './intake';
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
  /** What a file was read as; undefined before it was, and of what is no file. */
  readonly format?: string | undefined;
  /** What else it can do; a source that does not say can list alone. */
  readonly can?: { readonly tail: boolean; readonly aggregate: boolean };
  /** What a pull would cost, asked before it is begun. */
  estimate?(query: LogQuery, context: PullContext): Promise<PullEstimate>;
  /**
   * The entries that the query asks for, counted as patterns by the source itself, which is faster than listing them. An
   * error comes after what was counted; so does what was counted until an abort.
   */
  aggregate?(query: LogQuery, context: AggregateContext): AsyncIterable<PatternPage>;
  /** New entries as they arrive, until the signal aborts. */
  tail?(query: LogQuery, context: PullContext): AsyncIterable<TailBatch>;
  /** Where the entry is in the console of its service, as a URL. */
  link?(entry: Entry): string | undefined;
}

/** What is asked of a source. A source without a query of its own, such as a file, heeds the severity alone. */
export interface LogQuery {
  /** Entries below this severity are left out, unless they carry an error all the same (a stack, a status from 500). */
  readonly minimumSeverity: Severity;
  /** What the user decided about which events are one pattern. */
  readonly grouping?: Grouping;
  /** RFC 3339 in UTC: entries from this time on. */
  readonly from?: string;
  /** RFC 3339 in UTC: entries before this time. */
  readonly to?: string;
  /** The filter in the source's own language, without times, in place of the one that the source makes. */
  readonly filter?: string;
  /** The newest entries come first unless told. */
  readonly order?: 'newest first' | 'oldest first';
  /** Goes on where an earlier pull stopped (`Page.resume`); filter, times and order are those of that pull. */
  readonly resume?: string;
  /** Asks only for what came after an earlier pull (`Page.mark`), late arrivals included. */
  readonly after?: Mark;
  /** The most calls that a pull may make; it then ends with a page that can be resumed. */
  readonly callLimit?: number;
}

export interface PullContext {
  readonly signal: AbortSignal;
  progress(done: { readonly bytes: number; readonly totalBytes: number }): void;
  /** Called by a source that searches by calls, before each of them and while it waits. */
  searched?(search: Search): void;
}

export interface AggregateContext extends PullContext {
  /** The entries that came in this pull, from whichever source. */
  readonly identities: Identities;
  /** What the pull has brought in so far: a source may count into it, or yield what it counted. */
  readonly patterns: Patterns;
  /** Which events are kept to be read, where not the newest. */
  readonly samples?: SampleWindow;
}

/** How far a search by calls has come: "searched back to 03:12, 4,000 entries, 6 of 20 calls". */
export interface Search {
  readonly callCount: number;
  readonly callLimit: number;
  readonly entryCount: number;
  /** RFC 3339: the furthest time reached. */
  readonly reached?: string;
  /** The search waits: for so many milliseconds, and in words why. */
  readonly wait?: { readonly ms: number; readonly why: string };
}

/** Some of the patterns of a source, or of what it took in. */
export interface PatternPage {
  readonly patterns?: PatternsData;
  readonly taken?: TakenIn;
}

export interface Page {
  readonly entries: readonly Entry[];
  readonly bad: readonly BadRecord[];
  /**
   * What `entries` and `bad` are read from, as JSON, one record a line: who counts records without reading them all takes
   * these in their place. A page that has them reads its entries only when they are asked for.
   */
  readonly lines?: string;
  /** There is more: goes on after this page, within a day at no loss. */
  readonly resume?: string;
  /** Where the next pull of what is new begins; the last that a pull gives counts. */
  readonly mark?: Mark;
}

/** The newest end of what was pulled: plain data, to be kept across sessions. */
export interface Mark {
  /** RFC 3339: the newest time that was seen. */
  readonly newest: string;
  /** Identities of the entries close to it, which a pull of what is new meets again. */
  readonly keys: readonly string[];
}

/** What a pull would cost. A lower bound where the range holds more than one call could tell. */
export interface PullEstimate {
  readonly callCount: number;
  readonly entryCount: number;
  /** With the waits that a shared quota imposes. */
  readonly seconds: number;
  /** Counted, not extrapolated. */
  readonly isExact: boolean;
}

/** What arrived since the last batch. */
export interface TailBatch {
  readonly entries: readonly Entry[];
  readonly bad: readonly BadRecord[];
  /** Entries that were kept back, and why, with 0 where nobody counted them: they can still be listed. */
  readonly suppressed: readonly { readonly reason: string; readonly count: number }[];
  /** How often the connection was made anew so far; the entries missed meanwhile were listed. */
  readonly reconnectCount: number;
}
