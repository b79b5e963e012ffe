import type { BadRecord, Entry } from '../logs/entry';
import type { Page } from './source';

/** Reads the chunks of one file into pages. */
export interface RecordReader {
  push(chunk: Buffer): Iterable<Page>;
  end(): Iterable<Page>;
}

/** A bad record is looked at by a person. */
const MAX_BAD_CHARS = 2000;

/** How many records make a page; one that holds several entries is not divided. */
const PAGE_RECORDS = 1000;

/** Gathers what was read into pages. */
export class PageBuilder {
  #entries: Entry[] = [];
  #bad: BadRecord[] = [];

  /** Has records read one after the other, and gives the pages that come of it. */
  *pagesOf<T>(records: Iterable<T>, read: (record: T) => void): Generator<Page> {
    for (const record of records) {
      read(record);
      if (this.#entries.length + this.#bad.length >= PAGE_RECORDS) yield* this.take();
    }
    yield* this.take();
  }

  entry(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Notes a record that is no entry, with how it starts. */
  bad(at: number, why: string, text: string): void {
    this.#bad.push({ at, why, text: text.slice(0, MAX_BAD_CHARS) });
  }

  /** The page with what was gathered since the last one; nothing where there is nothing. */
  take(): Page[] {
    if (this.#entries.length + this.#bad.length === 0) return [];
    const page = { entries: this.#entries, bad: this.#bad };
    this.#entries = [];
    this.#bad = [];
    return [page];
  }
}
