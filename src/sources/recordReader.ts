import type { Mutable } from '../frames/mutable';
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

  /** An entry without an id gets one from its place and its text, so that reading the file again finds the same. */
  entry(entry: Mutable<Entry>, at: number, text: string): void {
    entry.insertId ??= `${at}-${checksum(text)}`;
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

/** Tells one text of a place from another (FNV-1a, 32 bits), by how it starts and how long it is. */
function checksum(text: string): string {
  let sum = 0x811c9dc5 ^ text.length;
  const end = Math.min(text.length, MAX_SUMMED_CHARS);
  for (let i = 0; i < end; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(16);
}

const MAX_SUMMED_CHARS = 1000;
