import { UserError } from '../errors';
import type { BadRecord, Entry } from '../logs/entry';
import { Patterns } from '../logs/patterns';
import { readEvent } from '../logs/readEvent';
import { isRelevant } from '../logs/relevance';
import { Stitch } from '../logs/stitch';
import { compareTimestamps } from '../logs/timestamp';
import { Breath } from './breath';
import type { LogQuery, LogSource, Page } from './source';

/** What a pull has brought in, so far or in the end. */
export interface PullResult {
  readonly patterns: Patterns;
  readonly sources: readonly SourceResult[];
  /** The user cancelled it: the patterns are those of what was read until then. */
  readonly cancelled: boolean;
}

/** What came from one source. */
export interface SourceResult {
  readonly label: string;
  readonly entryCount: number;
  /** Events left out: below the query's severity, and without an error in them. */
  readonly leftOutCount: number;
  readonly badCount: number;
  /** The first bad records, at most `MAX_BAD`. */
  readonly bad: readonly BadRecord[];
  /** RFC 3339, of all entries that were read; empty when none has a time. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** Bytes read, of the file's size or of what the source said it has; both 0 before it says. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Why the source could not be read to its end; what came before counts. */
  readonly failure?: UserError;
}

/** How many bad records are kept to be looked at. */
export const MAX_BAD = 100;

/**
 * Reads all sources at once into patterns. A source that fails does not stop the others: its failure stands in its
 * result. `onProgress` is called after every page with the result so far, whose patterns go on growing.
 */
export async function pull(
  sources: readonly LogSource[],
  query: LogQuery,
  signal: AbortSignal,
  onProgress: (soFar: PullResult) => void,
): Promise<PullResult> {
  const patterns = new Patterns();
  const breath = new Breath();
  const readings = sources.map((source) => new Reading(source, query, patterns, breath));
  const result = (): PullResult => ({
    patterns,
    sources: readings.map((reading) => reading.result()),
    cancelled: signal.aborted,
  });
  await Promise.all(readings.map((reading) => reading.run(signal, () => onProgress(result()))));
  return result();
}

/** One source while it is read. */
class Reading {
  readonly #source: LogSource;
  readonly #query: LogQuery;
  readonly #patterns: Patterns;
  readonly #breath: Breath;
  readonly #stitch = new Stitch();
  readonly #bad: BadRecord[] = [];
  #entryCount = 0;
  #leftOutCount = 0;
  #badCount = 0;
  #firstTime = '';
  #lastTime = '';
  #bytes = 0;
  #totalBytes = 0;
  #failure: UserError | undefined;

  constructor(source: LogSource, query: LogQuery, patterns: Patterns, breath: Breath) {
    this.#source = source;
    this.#query = query;
    this.#patterns = patterns;
    this.#breath = breath;
  }

  async run(signal: AbortSignal, onPage: () => void): Promise<void> {
    const progress = (done: { bytes: number; totalBytes: number }): void => {
      this.#bytes = done.bytes;
      this.#totalBytes = done.totalBytes;
    };
    try {
      for await (const page of this.#source.list(this.#query, { signal, progress })) {
        if (signal.aborted) break;
        await this.#readPage(page, signal);
        onPage();
      }
    } catch (cause) {
      if (!signal.aborted) this.#failure = inWords(this.#source.label, cause);
    }
    for (const group of this.#stitch.end()) {
      this.#add(group);
      if (this.#breath.isDue) await this.#breath.take();
    }
  }

  result(): SourceResult {
    return {
      label: this.#source.label,
      entryCount: this.#entryCount,
      leftOutCount: this.#leftOutCount,
      badCount: this.#badCount,
      bad: [...this.#bad],
      firstTime: this.#firstTime,
      lastTime: this.#lastTime,
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      ...(this.#failure && { failure: this.#failure }),
    };
  }

  async #readPage(page: Page, signal: AbortSignal): Promise<void> {
    this.#badCount += page.bad.length;
    this.#bad.push(...page.bad.slice(0, MAX_BAD - this.#bad.length));
    for (const entry of page.entries) {
      if (signal.aborted) return;
      this.#entryCount++;
      this.#seeTime(entry.timestamp);
      for (const group of this.#stitch.push(entry)) this.#add(group);
      if (this.#breath.isDue) await this.#breath.take();
    }
  }

  #add(group: readonly Entry[]): void {
    const [first, ...more] = group;
    if (!first) return;
    const event = readEvent([first, ...more]);
    if (isRelevant(event, this.#query.minimumSeverity)) this.#patterns.add(event);
    else this.#leftOutCount++;
  }

  #seeTime(timestamp: string | undefined): void {
    if (timestamp === undefined) return;
    if (this.#firstTime === '' || compareTimestamps(timestamp, this.#firstTime) < 0)
      this.#firstTime = timestamp;
    if (compareTimestamps(timestamp, this.#lastTime) > 0) this.#lastTime = timestamp;
  }
}

function inWords(label: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  return new UserError(
    `${label} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );
}
