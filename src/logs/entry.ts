/**
 * One log record in Cloud Logging's REST `LogEntry` shape. Whatever a log came as, it is read into this.
 * Timestamps are RFC 3339 strings with up to nine digits of a second: a `Date` would lose the nanoseconds.
 * Source: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
 */
export interface Entry {
  readonly timestamp?: string;
  readonly receiveTimestamp?: string;
  readonly severity?: Severity;
  readonly insertId?: string;
  readonly logName?: string;
  readonly trace?: string;
  readonly spanId?: string;
  readonly resource?: { readonly type?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly labels?: Readonly<Record<string, string>>;
  readonly httpRequest?: HttpRequest;
  readonly textPayload?: string;
  /** Nested in at most `MAX_DEPTH` levels; what lies deeper came as null. */
  readonly jsonPayload?: Readonly<Record<string, unknown>>;
  readonly sourceLocation?: { readonly file?: string; readonly line?: string; readonly function?: string };
  /** Set where Cloud Logging cut an entry over its size limit: the text of all parts in order of `index`, from 0, is one. */
  readonly split?: { readonly uid: string; readonly index: number; readonly total: number };
}

export interface HttpRequest {
  readonly requestMethod?: string;
  readonly requestUrl?: string;
  readonly status?: number;
  readonly latency?: string;
  readonly userAgent?: string;
}

/** Cloud Logging's severities, from least to most severe. Absent is DEFAULT, which is not "no error". */
export const SEVERITIES = [
  'DEFAULT',
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
  'ALERT',
  'EMERGENCY',
] as const;

export type Severity = (typeof SEVERITIES)[number];

/** A record that is no entry: where it stood in its source, why it could not be read, and how it starts. */
export interface BadRecord {
  /** Line from 1, or the index from 1 in an array. */
  readonly at: number;
  readonly why: string;
  /** As it came, at most its first 2,000 characters. */
  readonly text?: string;
}
