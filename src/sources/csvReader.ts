import { decode, ENTRY_FIELDS, LEVEL_FIELDS, TIME_FIELDS } from '../logs/decode';
import { TELLING_FIELDS } from '../logs/payload';
import { csvCells, CsvRecords, separatorOf } from './csvRecords';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/**
 * Reads CSV, separated by commas, semicolons or tabs, as the Logs Explorer downloads it, with a column for each field of its entries (`jsonPayload.message`,
 * `resource.labels.service_name`), or the table of another tool, whose rows are read as records of a logger. A bad
 * record's `at` is its line from 1.
 */
export class CsvReader implements RecordReader {
  readonly #records = new CsvRecords();
  readonly #page = new PageBuilder();
  #columns: Columns | undefined;
  #separator = ',';

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#records.push(chunk), (record) => this.#read(record));
  }

  end(): Iterable<Page> {
    return this.#page.pagesOf(this.#records.end(), (record) => this.#read(record));
  }

  #read(record: RawRecord): void {
    if (record.text === undefined) return this.#page.bad(record.at, record.why, record.head);
    const { at, text } = record;
    if (text === '') return;
    if (!this.#columns) {
      this.#separator = separatorOf(text);
      this.#columns = new Columns(csvCells(text, this.#separator));
      return;
    }
    const decoded = decode(this.#columns.record(csvCells(text, this.#separator)));
    if ('entry' in decoded) this.#page.entry(decoded.entry);
    else this.#page.bad(at, decoded.why, text);
  }
}

/** Whether a line names the columns of a log. */
export function isCsvHeader(line: string): boolean {
  if (line.length > MAX_HEADER_CHARS) return false;
  const names = csvCells(line, separatorOf(line)).map(commonName);
  if (names.length < 2 || !names.every((name) => COLUMN_NAME.test(name))) return false;
  return names.some((name) => LOG_COLUMNS.has(name) || name.startsWith('jsonPayload.'));
}

const MAX_HEADER_CHARS = 32 * 1024;
const COLUMN_NAME = /^[@\w][\w.@/ :-]{0,200}$/;
const LOG_COLUMNS: ReadonlySet<string> = new Set([
  ...ENTRY_FIELDS,
  ...TIME_FIELDS,
  ...LEVEL_FIELDS,
  ...TELLING_FIELDS,
  'insertId',
]);

/** The columns of a table as a tree of fields. */
class Columns {
  readonly #root: Column = { cell: -1, inner: new Map() };

  constructor(names: readonly string[]) {
    const isEntry = names.some((name) => ENTRY_FIELDS.includes(name.split('.', 1)[0] ?? ''));
    for (const [cell, name] of names.entries()) {
      let column = this.#root;
      for (const step of isEntry ? stepsOf(name) : [commonName(name)]) {
        const next = column.inner.get(step) ?? { cell: -1, inner: new Map() };
        column.inner.set(step, next);
        column = next;
      }
      column.cell = cell;
    }
  }

  /** The record of a row; a field without a value is left out. */
  record(cells: readonly string[]): unknown {
    return valueOf(this.#root, cells) ?? {};
  }
}

interface Column {
  /** Which cell has its value; -1 where it has none. */
  cell: number;
  readonly inner: Map<string, Column>;
}

function valueOf({ cell, inner }: Column, cells: readonly string[]): unknown {
  const fields: [string, unknown][] = [];
  for (const [name, column] of inner) {
    const value = valueOf(column, cells);
    if (value !== undefined) fields.push([name, value]);
  }
  if (fields.length > 0) return Object.fromEntries(fields);
  const text = cells[cell] ?? '';
  return text === '' ? undefined : parsed(text);
}

/** An object or a list of objects that stands in one cell, else its text. */
function parsed(text: string): unknown {
  if (!/^(?:\{"|\[\{)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The way to a field. The names of labels have dots of their own: `labels.compute.googleapis.com/resource_name`. */
function stepsOf(name: string): string[] {
  const labels = /^(?:resource\.|metadata\.)?(?:system|user)?[lL]abels\./.exec(name)?.[0];
  if (labels !== undefined) return [...labels.split('.').slice(0, -1), name.slice(labels.length)];
  const steps = name.split('.');
  return steps.length <= MAX_STEPS ? steps : [...steps.slice(0, MAX_STEPS), steps.slice(MAX_STEPS).join('.')];
}

const MAX_STEPS = 10;

/** A column's name as loggers write it: `Timestamp`, `TIMESTAMP` and `timestamp [UTC]` are `timestamp`. */
function commonName(name: string): string {
  const trimmed = name.trim().replace(/ \[[^\]]{1,40}\]$/, '');
  return /^(?:[A-Z][a-z]+|[A-Z]+)$/.test(trimmed) ? trimmed.toLowerCase() : trimmed;
}
