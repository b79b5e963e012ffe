import { readLevel, type Decoded } from '../logs/decode';
import type { Entry } from '../logs/entry';
import { readHeader } from '../logs/header';
import { readPayload } from '../logs/payload';
import { PlainText, type TextEntry } from '../logs/plainText';
import { decodeAll } from './innerRecords';
import { Lines } from './lines';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/** Reads a file of lines: each a JSON object, or text. A bad record's `at` is its line from 1. */
export class LineReader implements RecordReader {
  readonly #lines = new Lines();
  readonly #text: PlainText;
  readonly #page = new PageBuilder();
  readonly #now: Date;
  #hasJson: boolean;

  /** `now` completes times that are written without a year. `hasJson`: there are JSON lines in the file. */
  constructor(now: Date, hasJson = false) {
    this.#now = now;
    this.#text = new PlainText(now);
    this.#hasJson = hasJson;
  }

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#lines.push(chunk), (line) => this.#read(line, 'is not valid JSON'));
  }

  end(): Page[] {
    const last = this.#lines.end();
    if (last) this.#read(last, 'is cut off: the file ends in the middle of it');
    this.#add(this.#text.end());
    return this.#page.take();
  }

  /** A line that starts as JSON does, in a file in which others were JSON, is a bad record when it cannot be read. */
  #read(record: RawRecord, invalid: string): void {
    if (record.text === undefined) return this.#page.bad(record.at, record.why, record.head);
    const { at, text } = record;
    const prefixed = prefixedRecord(text, this.#now);
    if (prefixed) {
      this.#add(this.#text.end());
      this.#page.entry(prefixed);
      return;
    }
    const decoded = text.startsWith('{') ? parse(text, invalid) : [];
    const entries = decoded.flatMap((one) => ('entry' in one ? [one.entry] : []));
    const [bad] = decoded.flatMap((one) => ('why' in one ? [one.why] : []));
    if (entries.length > 0) {
      this.#hasJson = true;
      this.#add(this.#text.end());
      for (const entry of entries) this.#page.entry(entry);
    }
    if (bad !== undefined && this.#hasJson) this.#page.bad(at, bad, text);
    else if (entries.length === 0) this.#add(this.#text.push(text, at));
  }

  #add(done: readonly TextEntry[]): void {
    for (const { entry } of done) this.#page.entry(entry);
  }
}

function parse(text: string, invalid: string): readonly Decoded[] {
  try {
    return decodeAll(JSON.parse(text));
  } catch {
    return [{ why: invalid }];
  }
}

/**
 * The record of a logger behind a time and names that something else put before it: `2025-01-07T15:42:02Z app {"level":…}`. One
 * that has no level and message of its own belongs to the text before it.
 */
function prefixedRecord(text: string, now: Date): Entry | undefined {
  if (text.startsWith('{') || !text.endsWith('}')) return undefined;
  const start = text.slice(0, MAX_PREFIX).indexOf('{"');
  const timestamp = start > 0 ? readHeader(text.slice(0, start), now)?.timestamp : undefined;
  if (timestamp === undefined) return undefined;
  const [entry] = parse(text.slice(start), '').flatMap((decoded) =>
    'entry' in decoded ? [decoded.entry] : [],
  );
  const payload = entry?.jsonPayload;
  if (!payload || !readLevel(payload) || readPayload(payload).message === undefined) return undefined;
  return { timestamp, ...entry };
}

/** In characters. */
const MAX_PREFIX = 200;
