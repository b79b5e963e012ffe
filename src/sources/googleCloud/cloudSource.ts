import type { Entry } from '../../logs/entry';
import type { LogQuery, LogSource, PullContext, PullEstimate, TailBatch } from '../source';
import type { Survey } from './survey';

/** A Google Cloud source: what every source can do, and what connecting to one needs. Failures are `CloudFailure`s. */
export interface CloudSource extends LogSource {
  readonly can: { readonly tail: boolean; readonly aggregate: boolean };
  /** One call, whose page a `list` of the same query within a minute uses as its first. */
  estimate(query: LogQuery, context: PullContext): Promise<PullEstimate>;
  tail(query: LogQuery, context: PullContext): AsyncIterable<TailBatch>;
  link(entry: Entry): string | undefined;
  /** The filter that a query amounts to, without its times: to be shown and edited as text. */
  filterOf(query: LogQuery): string;
  /** The Logs Explorer with the same query, scrolled to `cursor` (RFC 3339); undefined before the project is known. */
  explorer(query: LogQuery, cursor?: string): string | undefined;
  /** Signs in and finds the project, with no call to Cloud Logging. */
  whoAmI(signal: AbortSignal): Promise<WhoAmI>;
  /** What recent logs come from. Two calls. */
  survey(signal: AbortSignal): Promise<Survey>;
  /** Ends its connections. A later call makes them anew. */
  close(): Promise<void>;
}

/** As shown to the user: who asks whom, and who said so. */
export interface WhoAmI {
  readonly account: string | undefined;
  readonly credentialsFrom: string;
  readonly project: string;
  readonly projectFrom: string;
}
