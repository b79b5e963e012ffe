import type { BadRecord } from '../logs/entry';
import { Breath } from './breath';
import { noEntries } from './fileFailures';
import { readerOf } from './fileFormat';
import { type FileHead, readFileHead } from './fileHead';
import type { FileFormat } from './formats';
import { scanFile } from './scanFile';
import { scanHere } from './scanHere';
import type { AggregateContext, PullEstimate, LogQuery, Page, PatternPage, PullContext } from './source';
import { readText } from './textChunks';

/** Reads one log file. Loaded with the first file that is read, since all that reads files comes with it. */
export class LogFileReader {
  readonly #path: string;
  readonly #label: string;
  readonly #given: FileFormat | undefined;
  #format: FileFormat | undefined;
  /** What an estimate saw of it, for the pull that comes next. */
  #head: Promise<FileHead> | undefined;

  /** `format` says what the file is, where the user knows better than a look at it. */
  constructor(path: string, label: string, format: FileFormat | undefined) {
    this.#path = path;
    this.#label = label;
    this.#given = format;
    this.#format = format;
  }

  get format(): FileFormat | undefined {
    return this.#format;
  }

  async estimate(): Promise<PullEstimate> {
    this.#head = readFileHead(this.#path, this.#label, this.#given);
    const { lineEstimate, size } = await this.#head;
    return { callCount: 0, entryCount: lineEstimate, seconds: size / BYTES_PER_SECOND, isExact: false };
  }

  async *aggregate(query: LogQuery, context: AggregateContext): AsyncGenerator<PatternPage> {
    const head = await (this.#head ?? readFileHead(this.#path, this.#label, this.#given));
    this.#head = undefined;
    this.#format = head.format;
    const isSmall = head.size <= (head.start === undefined ? SMALL_ZIPPED_BYTES : SMALL_BYTES);
    // YAML takes too long to read for the thread that all extensions share.
    yield* isSmall && head.format !== 'yaml'
      ? scanHere(head, query, context)
      : scanFile(head, query, context);
  }

  async *list(_query: LogQuery, context: PullContext): AsyncGenerator<Page> {
    const { format } = await readFileHead(this.#path, this.#label, this.#given);
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
    if (entryCount === 0 && firstBad && !context.signal.aborted) throw noEntries(this.#label, firstBad);
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
