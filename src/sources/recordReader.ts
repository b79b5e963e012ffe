import type { BadRecord, Entry } from '../logs/entry';
import type { Page } from './source';

/** Reads the chunks of one file into pages. */
export interface RecordReader {
  push(chunk: Buffer): Iterable<Page>;
  end(): Iterable<Page>;
}

/** A bad record is looked at by a person. */
const MAX_BAD_CHARS = 2000;

/** Gathers what was read into pages of at most 1,000 entries. */
export class PageBuilder {
  #entries: Entry[] = [];
  #bad: BadRecord[] = [];

  get isFull(): boolean {
    return this.#entries.length + this.#bad.length >= 1000;
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
