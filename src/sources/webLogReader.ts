import type { Entry } from '../logs/entry';
import { compact } from '../logs/entryFields';
import { readTimestamp } from '../logs/timestamp';
import { Lines } from './lines';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/**
 * Reads the access logs of IIS, CloudFront and Azure in W3C's extended format: `#Fields: ` names the columns of the lines
 * below it, which are separated by spaces or tabs. A bad record's `at` is its line from 1.
 * Source: https://www.w3.org/TR/WD-logfile
 */
export class WebLogReader implements RecordReader {
  readonly #lines = new Lines();
  readonly #page = new PageBuilder();
  #columns: readonly string[] = [];

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#lines.push(chunk), (line) => this.#read(line));
  }

  end(): Page[] {
    const last = this.#lines.end();
    if (last) this.#read(last);
    return this.#page.take();
  }

  #read(record: RawRecord): void {
    if (record.text === undefined) return this.#page.bad(record.at, record.why, record.head);
    const { at, text } = record;
    if (text.startsWith('#') || text.trim() === '') {
      if (isWebLogHeader(text)) this.#columns = text.slice(FIELDS.length).trim().split(/\s+/);
      return;
    }
    const cells = text.trimEnd().split(text.includes('\t') ? '\t' : ' ');
    const { length } = this.#columns;
    if (cells.length === length) return this.#page.entry(entryOf(this.#columns, cells));
    this.#page.bad(at, `has ${cells.length} values where #Fields names ${length}`, text);
  }
}

/** Whether a line names the columns of such a log. */
export function isWebLogHeader(line: string): boolean {
  return line.startsWith(FIELDS);
}

const FIELDS = '#Fields: ';

function entryOf(columns: readonly string[], cells: readonly string[]): Entry {
  const fields = new Map<string, string>();
  for (const [i, name] of columns.entries()) {
    const value = cells[i] ?? '-';
    if (value !== '-') fields.set(name, value);
  }
  const status = Number(fields.get('sc-status') ?? Number.NaN);
  const httpRequest = {
    requestMethod: fields.get('cs-method'),
    requestUrl: fields.get('cs-uri-stem') ?? fields.get('cs-uri'),
    status: Number.isNaN(status) ? undefined : status,
    latency: latencyOf(fields.get('time-taken')),
  };
  return compact({
    timestamp: readTimestamp(`${fields.get('date')}T${fields.get('time')}Z`),
    httpRequest: compact(httpRequest),
    jsonPayload: Object.fromEntries(fields),
  });
}

/** IIS writes milliseconds, CloudFront seconds with three digits behind the point. */
function latencyOf(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  return time.includes('.') ? `${time}s` : `${Number(time) / 1000}s`;
}
