import { emptyFile, noLog } from './fileFailures';
import { HEAD_BYTES, sniffFormat } from './fileFormat';
import type { FileFormat } from './formats';
import type { PullContext } from './source';
import { isPlainText, markLength, readStart, readText, UTF8_MARK } from './textChunks';

/** What the start of a log file tells of it. */
export interface FileHead {
  readonly path: string;
  readonly label: string;
  readonly format: FileFormat;
  /** In bytes, as it is on the disk. */
  readonly size: number;
  /** Where its text starts; undefined where it has to be unzipped or recoded. */
  readonly start: number | undefined;
  /** About how many lines it has. */
  readonly lineEstimate: number;
}

/**
 * Looks at the start of a file. `format` says what it is, where the user knows better.
 *
 * @throws UserError when it cannot be read, is empty, or is no log.
 */
export async function readFileHead(path: string, label: string, format?: FileFormat): Promise<FileHead> {
  const { size, bytes } = await readStart(path, UTF8_MARK.length + HEAD_BYTES);
  const start = isPlainText(bytes) ? markLength(bytes) : undefined;
  const text = start === undefined ? await firstText(path) : bytes.subarray(start);
  if (text.length === 0) throw emptyFile(label);
  const head = text.subarray(0, HEAD_BYTES);
  const sniffed = format ?? sniffFormat(head);
  if (sniffed === 'blank') throw emptyFile(label);
  if (sniffed === 'binary' || sniffed === 'unknown') throw noLog(label, sniffed === 'binary');
  const textBytes = start === undefined ? size * UNZIPPED : size;
  const lineEstimate = Math.ceil((textBytes * linesIn(head)) / head.length);
  return { path, label, format: sniffed, size, start, lineEstimate };
}

function linesIn(text: Buffer): number {
  let lines = 1;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) lines++;
  return lines;
}

const LF = 0x0a;

/** How much longer the text of a log is than its gzip, about. */
const UNZIPPED = 12;

/** The first text of a file that is zipped or not UTF-8; empty where there is none. */
async function firstText(path: string): Promise<Buffer> {
  const context: Pick<PullContext, 'signal' | 'progress'> = {
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  for await (const chunk of readText(path, context)) if (chunk.length > 0) return chunk;
  return Buffer.alloc(0);
}
