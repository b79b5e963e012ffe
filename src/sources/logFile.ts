import { basename } from 'node:path';
import type { BadRecord } from '../logs/entry';
import { Breath } from './breath';
import { noEntries } from './fileFailures';
import { type FileFormat, readerOf } from './fileFormat';
import { type FileHead, readFileHead } from './fileHead';
import { scanHere } from './scanHere';
import type { AggregateContext, LogQuery, LogSource, Page, PatternPage, PullContext } from './source';
import { readText } from './textChunks';

/**
 * A file of any of the `FORMATS`, gzipped or not. It is read in pieces, never whole, in its own order. `format` says what
 * the file is, where the user knows better than a look at it.
 */
export function logFile(path: string, label: string = basename(path), format?: FileFormat): LogSource {
  return new LogFile(path, label, format);
}

class LogFile implements LogSource {
  readonly id: string;
  readonly label: string;
  readonly can = { tail: false, aggregate: true };
  readonly #path: string;
  readonly #given: FileFormat | undefined;
  #format: FileFormat | undefined;
  /** What an estimate saw of it, for the pull that comes next. */
  #head: Promise<FileHead> | undefined;

  constructor(path: string, label: string, format: FileFormat | undefined) {
    this.id = `file:${label}`;
    this.label = label;
    this.#path = path;
    this.#given = format;
    this.#format = format;
  }

  get format(): FileFormat | undefined {
    return this.#format;
  }

  async estimate(): Promise<{ callCount: number; entryCount: number; seconds: number; isExact: boolean }> {
    this.#head = readFileHead(this.#path, this.label, this.#given);
    const { lineEstimate, size } = await this.#head;
    return { callCount: 0, entryCount: lineEstimate, seconds: size / BYTES_PER_SECOND, isExact: false };
  }

  async *aggregate(query: LogQuery, context: AggregateContext): AsyncGenerator<PatternPage> {
    const head = await (this.#head ?? readFileHead(this.#path, this.label, this.#given));
    this.#head = undefined;
    this.#format = head.format;
    const isSmall = head.size <= (head.start === undefined ? SMALL_ZIPPED_BYTES : SMALL_BYTES);
    if (isSmall) yield* scanHere(head, query, context);
    else yield* (await import('./scanFile')).scanFile(head, query, context);
  }

  async *list(_query: LogQuery, context: PullContext): AsyncGenerator<Page> {
    const { format } = await readFileHead(this.#path, this.label, this.#given);
    this.#format = format;
    const breath = new Breath();
    let entryCount = 0;
    let firstBad: BadRecord | undefined;
    for await (const page of readPages(readText(this.#path, context), format, context.signal)) {
      entryCount += page.entries.length;
      firstBad ??= page.bad[0];
      yield page;
      if (breath.isDue) await breath.take();
    }
    if (entryCount === 0 && firstBad && !context.signal.aborted) throw noEntries(this.label, firstBad);
  }
}

/** A file up to this is read in place. */
const SMALL_BYTES = 8 * 1024 * 1024;
const SMALL_ZIPPED_BYTES = 512 * 1024;

/** About what is read on one core. */
const BYTES_PER_SECOND = 200e6;

/** The pages of a file; when it fails on the way, first those of what was read until then. */
async function* readPages(
  chunks: AsyncIterable<Buffer>,
  format: FileFormat,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const reader = readerOf(format, new Date());
  let failure: unknown;
  try {
    for await (const chunk of chunks) {
      if (signal.aborted) return;
      yield* reader.push(chunk);
    }
  } catch (cause) {
    failure = cause;
  }
  if (signal.aborted) return;
  yield* reader.end();
  if (failure !== undefined) throw failure;
}
