import { decode } from '../logs/decode';
import { isFields, lookUp } from '../logs/fields';
import { JsonObjects } from './jsonObjects';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/** Reads a file of JSON objects that may each span many lines. A bad record's `at` is its index from 1. */
export class ObjectReader implements RecordReader {
  readonly #objects = new JsonObjects();
  readonly #page = new PageBuilder();

  *push(chunk: Buffer): Generator<Page> {
    for (const record of this.#objects.push(chunk)) {
      this.#read(record);
      if (this.#page.isFull) yield* this.#page.take();
    }
    yield* this.#page.take();
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
      for (const part of unwrapped(JSON.parse(text))) {
        const decoded = decode(part);
        if ('entry' in decoded) this.#page.entry(decoded.entry);
        else this.#page.bad(at, decoded.why, text);
      }
    } catch {
      this.#page.bad(at, 'is not valid JSON', text);
    }
  }
}

/** The entries of an answer of the API's `entries.list`, else the record itself. */
function unwrapped(record: unknown): readonly unknown[] {
  const entries = isFields(record) ? lookUp(record, 'entries') : undefined;
  return Array.isArray(entries) ? entries : [record];
}
