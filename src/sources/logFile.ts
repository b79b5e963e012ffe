import { basename } from 'node:path';
import type { FileFormat } from './formats';
import type { LogFileReader } from './logFileReader';
import type {
  AggregateContext,
  PullEstimate,
  LogQuery,
  LogSource,
  Page,
  PatternPage,
  PullContext,
} from './source';

/**
 * A file of any of the `FORMATS`, gzipped or not. It is read in pieces, never whole, in its own order. `format` says what
 * the file is, where the user knows better than a look at it.
 */
export function logFile(path: string, label: string = basename(path), format?: FileFormat): LogSource {
  return new LogFile(path, label, format);
}

class LogFile implements LogSource {
  readonly id: string;
  readonly label: string;
  readonly can = { tail: false, aggregate: true };
  readonly #path: string;
  readonly #given: FileFormat | undefined;
  #reader: LogFileReader | undefined;

  constructor(path: string, label: string, format: FileFormat | undefined) {
    this.id = `file:${label}`;
    this.label = label;
    this.#path = path;
    this.#given = format;
  }

  get format(): FileFormat | undefined {
    return this.#reader?.format ?? this.#given;
  }

  async estimate(): Promise<PullEstimate> {
    return (await this.#load()).estimate();
  }

  async *aggregate(query: LogQuery, context: AggregateContext): AsyncGenerator<PatternPage> {
    yield* (await this.#load()).aggregate(query, context);
  }

  async *list(query: LogQuery, context: PullContext): AsyncGenerator<Page> {
    yield* (await this.#load()).list(query, context);
  }

  async #load(): Promise<LogFileReader> {
    const { LogFileReader } = await import('./logFileReader');
    return (this.#reader ??= new LogFileReader(this.#path, this.label, this.#given));
  }
}
