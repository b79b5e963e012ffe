import { decodeAll } from './innerRecords';
import { JsonObjects } from './jsonObjects';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/** Reads a file of JSON objects that may each span many lines. A bad record's `at` is its index from 1. */
export class ObjectReader implements RecordReader {
  readonly #objects = new JsonObjects();
  readonly #page = new PageBuilder();

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#objects.push(chunk), (record) => this.#read(record));
  }

  end(): Page[] {
    const cut = this.#objects.end();
    if (cut) this.#read(cut);
    return this.#page.take();
  }

  #read(record: RawRecord): void {
    if (record.text === undefined) return this.#page.bad(record.at, record.why, record.head);
    const { at, text } = record;
    try {
      for (const decoded of decodeAll(JSON.parse(text))) {
        if ('entry' in decoded) this.#page.entry(decoded.entry);
        else this.#page.bad(at, decoded.why, text);
      }
    } catch {
      this.#page.bad(at, 'is not valid JSON', text);
    }
  }
}
