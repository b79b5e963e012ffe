import { readFrames } from '../frames/read';
import { decode } from '../logs/decode';
import { readHeader } from '../logs/header';

/**
 * How a log file is divided into records. `objects`: JSON objects in a list or one after the other, over any number of
 * lines. `lines`: one JSON object a line, text, or both mixed.
 */
export type FileFormat = 'objects' | 'lines';

/** How much of a file is looked at to tell what it is. */
export const HEAD_BYTES = 64 * 1024;

/** Tells the format from the start of a file; never from its name. `unknown` is text but no log. */
export function sniffFormat(head: Buffer): FileFormat | 'blank' | 'binary' | 'unknown' {
  const text = head.toString('utf8');
  if (isBinary(head, text)) return 'binary';
  if (text.trim() === '') return 'blank';
  if (/^\s*\[\s*[{\]]/.test(text)) return 'objects';
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.some(isJsonEntry)) return 'lines';
  if (/^\s*\{/.test(text)) return 'objects';
  return isLog(lines) ? 'lines' : 'unknown';
}

/** The record of a line that is JSON and a log entry. */
function isJsonEntry(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false;
  try {
    return 'entry' in decode(JSON.parse(line));
  } catch {
    return false;
  }
}

/** Control characters, and bytes that are not UTF-8, are rare in text: a few Latin-1 letters or a NUL do no harm. */
function isBinary(head: Buffer, text: string): boolean {
  let strange = 0;
  for (const byte of head) if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) strange++;
  strange += text.split('\ufffd').length - 1;
  return strange > head.length * 0.05;
}

/** Backspace, tab, line feed, form feed, carriage return, escape (colours). */
const TEXT_CONTROLS = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** A log starts with a time or a level, or one line in ten does, or names a place in code: a README or source does not. */
function isLog(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  if (readHeader(first) || first.startsWith('Traceback (most recent call last)')) return true;
  const headers = lines.filter((line) => readHeader(line)).length;
  const frames = readFrames(lines.join('\n')).filter((frame) => frame.line !== undefined).length;
  return (headers + frames) * 10 >= lines.length;
}
