import type { Frame } from '../frames/frame';
import type { Entry, Severity } from './entry';

/** One thing that happened, whatever the number of entries it was logged as, with what was read from them. */
export interface LogEvent {
  /** The same for the same event in every pull: insertId, or a hash of time and text where there is none. */
  readonly id: string;
  /** RFC 3339, as logged; empty when no entry carries one. */
  readonly timestamp: string;
  readonly severity: Severity;
  /**
   * One line for lists: the exception (or the message it was logged with, where that has the exception's in it), else the
   * first line of the message, else route and status.
   */
  readonly title: string;
  /** The title before it was cut to the length of one. */
  readonly headline: string;
  /** Everything a person reads: message and stack, with its line breaks, without terminal colours. */
  readonly text: string;
  /** The innermost cause, with the frames of its own stack. */
  readonly exception?:
    { readonly type: string; readonly message: string; readonly frames: readonly Frame[] } | undefined;
  /** In the order of `text`. */
  readonly frames: readonly Frame[];
  readonly request?: { readonly method: string; readonly route: string; readonly status: number } | undefined;
  readonly service?: string | undefined;
  readonly revision?: string | undefined;
  /** The commit that was deployed, from a `commit-sha` label; unknown without one. */
  readonly commit?: string | undefined;
  /** The project or account the log belongs to, such as `netra-staging`. */
  readonly environment?: string | undefined;
  readonly entries: readonly Entry[];
}
