import type { Decoded } from '../logs/decode';
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
  #hasJson: boolean;

  /** `now` completes times that are written without a year. `hasJson`: there are JSON lines in the file. */
  constructor(now: Date, hasJson = false) {
    this.#text = new PlainText(now);
    this.#hasJson = hasJson;
  }

  *push(chunk: Buffer): Generator<Page> {
    for (const line of this.#lines.push(chunk)) {
      this.#read(line, 'is not valid JSON');
      if (this.#page.isFull) yield* this.#page.take();
    }
    yield* this.#page.take();
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
