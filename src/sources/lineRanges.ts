import { closeSync, openSync, readSync } from 'node:fs';
import { readHeader } from '../logs/header';
import { momentOf, orderOf } from '../logs/moment';
import { RecordScan } from '../logs/recordScan';

/**
 * Divides a file of lines in ranges of about the same length that start with a line, for as many threads. Where the lines
 * have times, a range starts after a pause of the log, so that no event is in two.
 */
export function lineRanges(
  file: string,
  start: number,
  size: number,
  count: number,
): (readonly [start: number, end: number])[] {
  const bounds = [start];
  const handle = openSync(file, 'r');
  try {
    for (let i = 1; i < count; i++) {
      const bound = lineAfter(handle, start + Math.floor(((size - start) * i) / count));
      if (bound > (bounds.at(-1) ?? 0) && bound < size) bounds.push(bound);
    }
  } finally {
    closeSync(handle);
  }
  // The file may have grown since: the last thread reads on to its end.
  return bounds.map((bound, i) => [bound, bounds[i + 1] ?? Number.MAX_SAFE_INTEGER]);
}

/** How far is looked for a pause. */
const LOOK_BYTES = 1024 * 1024;
/** Lines of one event come closer to each other. */
const PAUSE_SECONDS = 0.1;
const LF = 0x0a;
/** A line of text says its time at its start. In bytes. */
const HEADER_BYTES = 200;

/** When a line was written, since 1970; `NaN` where it does not say. */
function secondsOf(bytes: Buffer, start: number, end: number, scan: RecordScan): number {
  if (scan.scan(bytes, start) >= 0) return scan.seconds + scan.nanos / 1e9;
  const header = readHeader(bytes.toString('utf8', start, Math.min(end, start + HEADER_BYTES)));
  return header?.timestamp === undefined ? Number.NaN : orderOf(momentOf(header.timestamp));
}

/** Where the first line after `position` starts that comes after a pause; else the first; else the end of what is looked at. */
function lineAfter(handle: number, position: number): number {
  const scan = new RecordScan();
  const bytes = scan.memoryFor(LOOK_BYTES);
  const length = readSync(handle, bytes, 0, LOOK_BYTES, position);
  const first = bytes.subarray(0, length).indexOf(LF) + 1;
  let before = Number.NaN;
  for (let start = first; start > 0 && start < length;) {
    const end = bytes.indexOf(LF, start);
    if (end < 0 || end >= length) break;
    const seconds = secondsOf(bytes, start, end, scan);
    if (Math.abs(seconds - before) > PAUSE_SECONDS) return position + start;
    // A line without a time belongs to the one before it.
    if (!Number.isNaN(seconds)) before = seconds;
    start = end + 1;
  }
  // Up to the end of the file there is no pause: what is left is no range of its own.
  const endsFile = length < LOOK_BYTES;
  return position + (first > 0 && !endsFile ? first : length);
}
