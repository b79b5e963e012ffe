import { MAX_RECORD_BYTES, RecordBytes, type RawRecord } from './rawRecord';

/**
 * Divides CSV that comes in chunks into its records: a line break in quotes is part of a cell. Where a quote is not closed,
 * a record takes in lines that are others', and then has not as many cells as the first: its first line is bad, and those
 * behind it are read again. `at` counts lines from 1.
 * Source: https://www.rfc-editor.org/rfc/rfc4180
 */
export class CsvRecords {
  readonly #open = new RecordBytes();
  #line = 1;
  /** The line that the open record starts on. */
  #at = 1;
  #inQuotes = false;
  #cellCount = 0;
  #separator = ',';

  *push(chunk: Buffer): Generator<RawRecord> {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.#countQuotes(chunk, start, end);
      const isWhole = !this.#inQuotes || this.#open.size > MAX_RECORD_BYTES;
      this.#open.add(chunk.subarray(start, isWhole ? end : end + 1));
      start = end + 1;
      this.#line++;
      if (isWhole) yield* this.#take();
    }
    this.#countQuotes(chunk, start, chunk.length);
    this.#open.add(chunk.subarray(start));
  }

  /** What is left when no more comes. */
  *end(): Generator<RawRecord> {
    for (let tries = 0; this.#inQuotes && this.#open.size > 0 && tries < MAX_TRIES; tries++) {
      const record = this.#open.take(this.#at);
      if (record.text === undefined) yield record;
      else yield* this.#again(record.text);
    }
    if (this.#open.size > 0) yield* this.#take();
  }

  /** Quotes come in pairs, also those that stand for one in a cell. */
  #countQuotes(chunk: Buffer, start: number, end: number): void {
    let inQuotes = this.#inQuotes;
    for (let i = start; i < end; i++) if (chunk[i] === QUOTE) inQuotes = !inQuotes;
    this.#inQuotes = inQuotes;
  }

  *#take(): Generator<RawRecord> {
    const record = this.#open.take(this.#at);
    const text = record.text?.endsWith('\r') ? record.text.slice(0, -1) : record.text;
    if (text?.includes('\n') && this.#cellCount > 0 && this.#cellsIn(text) !== this.#cellCount) {
      yield* this.#again(`${text}\n`);
      return;
    }
    if (text !== undefined && this.#cellCount === 0) {
      this.#separator = separatorOf(text);
      this.#cellCount = this.#cellsIn(text);
    }
    this.#at = this.#line;
    this.#inQuotes = false;
    yield text === undefined ? record : { at: record.at, text };
  }

  #cellsIn(record: string): number {
    return csvCells(record, this.#separator).length;
  }

  /** Gives the first of a record's lines as bad, and reads the others again. */
  *#again(text: string): Generator<RawRecord> {
    const lineEnd = text.indexOf('\n');
    const head = lineEnd < 0 ? text : text.slice(0, lineEnd);
    yield { at: this.#at, why: 'has a quote that is not closed', head };
    this.#inQuotes = false;
    this.#line = ++this.#at;
    if (lineEnd >= 0) yield* this.push(Buffer.from(text.slice(lineEnd + 1)));
  }
}

/** The cells of a record, without their quotes; `separator` is one character. */
export function csvCells(record: string, separator = ','): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= record.length; at++) {
    const isQuoted = record[at] === '"';
    const end = isQuoted ? closingQuote(record, at + 1) : nextSeparator(record, at, separator);
    cells.push(isQuoted ? record.slice(at + 1, end).replaceAll('""', '"') : record.slice(at, end));
    at = isQuoted ? nextSeparator(record, end, separator) : end;
  }
  return cells;
}

/** What separates the cells of a table, told by its first record: the one of comma, semicolon and tab that it has most of. */
export function separatorOf(header: string): string {
  const counts = SEPARATORS.map((separator) => ({ separator, count: csvCells(header, separator).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).separator;
}

const SEPARATORS = [',', ';', '\t'] as const satisfies readonly [string, ...string[]];

function nextSeparator(record: string, from: number, separator: string): number {
  const at = record.indexOf(separator, from);
  return at < 0 ? record.length : at;
}

function closingQuote(record: string, from: number): number {
  let quote = record.indexOf('"', from);
  while (quote >= 0 && record[quote + 1] === '"') quote = record.indexOf('"', quote + 2);
  return quote < 0 ? record.length : quote;
}

/** A quote too many turns what is quoted in all that follows; each try takes out one. */
const MAX_TRIES = 3;

const LF = 0x0a;
const QUOTE = 0x22;
