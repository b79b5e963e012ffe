import { basename } from 'node:path';
import { UserError } from '../errors';
import type { BadRecord } from '../logs/entry';
import { Breath } from './breath';
import { HEAD_BYTES, sniffFormat } from './fileFormat';
import { LineReader } from './lineReader';
import { ObjectReader } from './objectReader';
import type { RecordReader } from './recordReader';
import type { LogSource, Page, PullContext } from './source';
import { readText } from './textChunks';

/**
 * A log file: `gcloud logging read --format json`, JSON objects one a line (a sink's or a logger's), plain text with times
 * or levels, or gzip of these; told apart by content. It is read in pieces, never whole, in its own order.
 */
export function logFile(path: string, label: string = basename(path)): LogSource {
  return { id: `file:${label}`, label, list: (_query, context) => listFile(path, label, context) };
}

async function* listFile(path: string, label: string, context: PullContext): AsyncGenerator<Page> {
  const breath = new Breath();
  let entryCount = 0;
  let firstBad: BadRecord | undefined;
  for await (const page of readPages(readText(path, context), label, context.signal)) {
    entryCount += page.entries.length;
    firstBad ??= page.bad[0];
    yield page;
    if (breath.isDue) await breath.take();
  }
  if (entryCount > 0 || !firstBad || context.signal.aborted) return;
  throw new UserError(`${label} has no log entries: record ${firstBad.at} ${firstBad.why}. ${WHAT_IS_READ}`);
}

/** The pages of a file; when it fails on the way, first those of what was read until then. */
async function* readPages(
  chunks: AsyncIterable<Buffer>,
  label: string,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let reader: RecordReader | undefined;
  let failure: unknown;
  try {
    for await (const chunk of chunks) {
      if (signal.aborted) return;
      if (chunk.length === 0) continue;
      reader ??= readerFor(chunk, label);
      yield* reader.push(chunk);
    }
  } catch (cause) {
    failure = cause;
  }
  if (signal.aborted) return;
  if (reader) yield* reader.end();
  if (failure !== undefined) throw failure;
  if (!reader) throw empty(label);
}

const WHAT_IS_READ =
  'Five Whys reads the JSON of gcloud and of loggers, and text in which lines start with a time or a level, also gzipped.';

/** @throws UserError when the file is no log, judged by its start. */
function readerFor(chunk: Buffer, label: string): RecordReader {
  const format = sniffFormat(chunk.subarray(0, HEAD_BYTES));
  if (format === 'objects') return new ObjectReader();
  if (format === 'lines') return new LineReader(new Date());
  if (format === 'blank') throw empty(label);
  const what = format === 'binary' ? 'is no text, so it is no log' : 'is text, but no log that we know';
  throw new UserError(`${label} ${what}. ${WHAT_IS_READ}`);
}

function empty(label: string): UserError {
  return new UserError(`${label} is empty. Choose another file, or write the log into it again.`);
}
