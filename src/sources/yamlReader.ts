import { decode } from '../logs/decode';
import { Lines } from './lines';
import { parseYaml } from './parseYaml';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/**
 * Reads what `gcloud logging read` prints unless it is told a format: entries as YAML documents, each below a line of three
 * hyphens. A bad record's `at` is its first line, from 1.
 */
export class YamlReader implements RecordReader {
  readonly #lines = new Lines();
  readonly #page = new PageBuilder();
  #document: string[] = [];
  #chars = 0;
  #at = 1;

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#lines.push(chunk), (line) => this.#read(line));
  }

  end(): Page[] {
    const last = this.#lines.end();
    if (last) this.#read(last);
    this.#take();
    return this.#page.take();
  }

  #read(line: RawRecord): void {
    if (line.text === undefined) return this.#page.bad(line.at, line.why, line.head);
    if (line.text === YAML_START) {
      this.#take();
      this.#at = line.at + 1;
      return;
    }
    this.#chars += line.text.length;
    // Of a longer one the start is kept, to say which it is.
    if (this.#chars <= MAX_CHARS || this.#document.length === 0) this.#document.push(line.text);
  }

  #take(): void {
    const text = this.#document.join('\n');
    const isTooLong = this.#chars > MAX_CHARS;
    this.#document = [];
    this.#chars = 0;
    if (text.trim() === '') return;
    if (isTooLong) return this.#page.bad(this.#at, 'is longer than an entry of Cloud Logging can be', text);
    const parsed = STARTS_WITH_NAME.test(text) ? parseYaml(text) : undefined;
    if (parsed === undefined) return this.#page.bad(this.#at, 'is not an entry in YAML', text);
    const decoded = decode(parsed);
    if ('entry' in decoded) this.#page.entry(decoded.entry);
    else this.#page.bad(this.#at, decoded.why, text);
  }
}

/** Whether the lines of a text are those of entries in YAML. */
export function isYamlLog(lines: readonly string[]): boolean {
  return lines[0] === YAML_START && lines.some((line) => ENTRY_FIELD.test(line));
}

const YAML_START = '---';
const STARTS_WITH_NAME = /^\s*[a-zA-Z]\w{0,40}:(?:\s|$)/;
const ENTRY_FIELD = /^(?:insertId|logName): /;

/** Cloud Logging takes entries of 256 kB; written as YAML they are longer. */
const MAX_CHARS = 512 * 1024;
