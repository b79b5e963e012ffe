import { hash } from 'node:crypto';
import type { BadRecord, Entry } from '../logs/entry';
import type { Page } from './source';

/** Reads the chunks of one file into pages. */
export interface RecordReader {
  push(chunk: Buffer): Iterable<Page>;
  end(): Iterable<Page>;
}

/** Gathers what was read into pages of at most 1,000 entries. */
export class PageBuilder {
  #entries: Entry[] = [];
  #bad: BadRecord[] = [];

  get isFull(): boolean {
    return this.#entries.length + this.#bad.length >= 1000;
  }

  /** An entry without an id gets one from its place and its text, so that reading the file again finds the same. */
  entry(entry: Entry, at: number, text: string): void {
    this.#entries.push(
      entry.insertId ? entry : { ...entry, insertId: `${at}-${hash('sha1', text).slice(0, 8)}` },
    );
  }

  bad(at: number, why: string): void {
    this.#bad.push({ at, why });
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
