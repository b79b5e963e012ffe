import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { UserError } from '../errors';
import type { PullContext } from './source';

/**
 * The text of a file as UTF-8, in pieces of about 1 MB: unzipped where it is gzip, recoded where it is UTF-16, without a
 * byte order mark. Reports progress in bytes of the file; ends early on abort.
 *
 * @throws UserError when the file cannot be opened, is a folder, is empty, or is damaged gzip.
 */
export async function* readText(
  path: string,
  context: Pick<PullContext, 'signal' | 'progress'>,
): AsyncGenerator<Buffer> {
  const file = await openFile(path);
  try {
    const size = await sizeOf(file, path);
    yield* asUtf8(unzipped(readBytes(file, size, context), basename(path)));
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * The first bytes of a file as they stand on the disk, at most so many, and its size.
 *
 * @throws UserError as `readText`.
 */
export async function readStart(path: string, most: number): Promise<{ size: number; bytes: Buffer }> {
  const file = await openFile(path);
  try {
    const size = await sizeOf(file, path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(most), 0, most, 0);
    return { size, bytes: buffer.subarray(0, bytesRead) };
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function sizeOf(file: FileHandle, path: string): Promise<number> {
  const stat = await file.stat();
  if (stat.isDirectory()) throw new UserError(`${basename(path)} is a folder. Choose a log file in it.`);
  return stat.size;
}

async function* readBytes(
  file: FileHandle,
  totalBytes: number,
  context: Pick<PullContext, 'signal' | 'progress'>,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let next = readChunk(file);
  while (!context.signal.aborted) {
    const chunk = await next;
    if (chunk.length === 0) return;
    next = readChunk(file); // while this one is worked on
    yield chunk;
    bytes += chunk.length;
    context.progress({ bytes, totalBytes: Math.max(bytes, totalBytes) });
  }
}

/** The next bytes of a file, none at its end. What goes wrong is said to who waits for them, if someone does. */
function readChunk(file: FileHandle): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const reading = file.read(chunk, 0, CHUNK_BYTES).then(({ bytesRead }) => chunk.subarray(0, bytesRead));
  reading.catch(() => undefined);
  return reading;
}

async function* unzipped(chunks: AsyncGenerator<Buffer>, name: string): AsyncGenerator<Buffer> {
  const first = await chunks.next();
  if (first.done) return;
  if (!isGzip(first.value)) {
    yield first.value;
    yield* chunks;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // The iteration below meets every error of the pipeline.
  pipeline(Readable.from(rejoin(first.value, chunks)), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    const what = `${name} is compressed (gzip), and damaged or cut off: what stands before the damage was read.`;
    throw new UserError(`${what} Fetch the file again.`, { cause });
  }
}

async function* rejoin(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* asUtf8(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) decoder = utf16Decoder(chunk);
    const text = decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
    yield isFirst ? text.subarray(markLength(text)) : text;
    isFirst = false;
  }
}

/** How long the byte order mark is that some editors put before UTF-8. */
export function markLength(start: Buffer): number {
  return start.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? UTF8_MARK.length : 0;
}

export const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether the bytes of a file that starts so are UTF-8 as they are. */
export function isPlainText(start: Buffer): boolean {
  return !isGzip(start) && utf16Decoder(start) === undefined;
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** PowerShell's `>` writes UTF-16 with a byte order mark; without one, every other byte of ASCII is 0. */
function utf16Decoder(start: Buffer): TextDecoder | undefined {
  const unmarked = start[0] !== 0 && start[1] === 0 && start[2] !== 0 && start[3] === 0;
  if ((start[0] === 0xff && start[1] === 0xfe) || unmarked) return new TextDecoder('utf-16le');
  return start[0] === 0xfe && start[1] === 0xff ? new TextDecoder('utf-16be') : undefined;
}

function unreadable(path: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const name = basename(path);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError(`There is no file ${name}. Choose another, or mend its path.`, { cause });
    case 'EACCES':
    case 'EPERM':
      return new UserError(`${name} may not be read by your account. Give it read permission.`, { cause });
    case 'EISDIR':
      return new UserError(`${name} is a folder. Choose a log file in it.`, { cause });
    default:
      return new UserError(`${name} could not be read (${code || String(cause)}). Try again.`, { cause });
  }
}
