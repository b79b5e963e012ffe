import { closeSync, openSync, readSync } from 'node:fs';
import { RecordScan } from '../logs/recordScan';

/**
 * Divides a file of lines in ranges of about the same length that start with a line, for as many threads. Where the lines are
 * records with times, a range starts after a pause of the log, so that no event is in two.
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

/** Where the first line after `position` starts that comes after a pause; else the first; else the end of what is looked at. */
function lineAfter(handle: number, position: number): number {
  const bytes = Buffer.alloc(LOOK_BYTES + 1);
  const length = readSync(handle, bytes, 0, LOOK_BYTES, position);
  const scan = new RecordScan();
  const first = bytes.subarray(0, length).indexOf(LF) + 1;
  let before = Number.NaN;
  for (let start = first; start > 0 && start < length;) {
    const end = bytes.indexOf(LF, start);
    if (end < 0 || end >= length) break;
    if (scan.scan(bytes, start, end) < 0) before = Number.NaN;
    else {
      const time = scan.seconds + scan.nanos / 1e9;
      if (Math.abs(time - before) > PAUSE_SECONDS) return position + start;
      before = time;
    }
    start = end + 1;
  }
  return position + (first > 0 ? first : length);
}
