import type { Mutable } from '../frames/mutable';
import { decode } from '../logs/decode';
import type { Entry } from '../logs/entry';
import type { Envelope, Enveloped } from './envelopes';
import { Lines } from './lines';
import type { RawRecord } from './rawRecord';
import { PageBuilder, type RecordReader } from './recordReader';
import type { Page } from './source';

/**
 * Reads a file in which each line is wrapped: with a time, with the name of what wrote it. What is wrapped is a line of
 * text, which `Stitch` joins to others of its writer, or the JSON of a logger. A line that is not wrapped goes with the one
 * before it. A bad record's `at` is its line from 1.
 */
export class EnvelopeReader implements RecordReader {
  readonly #lines = new Lines();
  readonly #page = new PageBuilder();
  readonly #envelope: Envelope;
  readonly #now: Date;
  /** Lines whose rest is still to come, by their writers. */
  readonly #partial = new Map<string, Partial>();
  #before: Omit<Enveloped, 'text'> = {};

  /** `now` completes times that are written without a year. */
  constructor(envelope: Envelope, now: Date) {
    this.#envelope = envelope;
    this.#now = now;
  }

  push(chunk: Buffer): Iterable<Page> {
    return this.#page.pagesOf(this.#lines.push(chunk), (line) => this.#read(line));
  }

  end(): Page[] {
    const last = this.#lines.end();
    if (last) this.#read(last);
    for (const { at, parts, line } of this.#partial.values()) this.#entry(at, parts.join(''), line);
    this.#partial.clear();
    return this.#page.take();
  }

  #read(record: RawRecord): void {
    if (record.text === undefined) return this.#page.bad(record.at, record.why, record.head);
    const { at } = record;
    const { text, ...line } = this.#envelope(record.text, this.#now) ?? {
      ...this.#before,
      text: record.text,
    };
    const { isPartial, ...writer } = line;
    this.#before = writer;
    if (isPartial || this.#partial.size > 0) this.#join(at, text, line);
    else this.#entry(at, text, line);
  }

  #join(at: number, text: string, line: Omit<Enveloped, 'text'>): void {
    const key = writerOf(line);
    const open = this.#partial.get(key);
    if (!line.isPartial || (open && open.chars + text.length > MAX_CHARS)) {
      this.#partial.delete(key);
      this.#entry(open?.at ?? at, [...(open?.parts ?? []), text].join(''), open?.line ?? line);
      return;
    }
    if (open) {
      open.parts.push(text);
      open.chars += text.length;
      return;
    }
    this.#partial.set(key, { at, line, parts: [text], chars: text.length });
    const [oldest] = this.#partial;
    if (this.#partial.size <= MAX_WRITERS || !oldest) return;
    this.#partial.delete(oldest[0]);
    this.#entry(oldest[1].at, oldest[1].parts.join(''), oldest[1].line);
  }

  #entry(at: number, text: string, line: Omit<Enveloped, 'text'>): void {
    if (text.trim() === '') return;
    const { timestamp, severity, stream, resource, labels } = line;
    const entry: Mutable<Entry> = inner(text);
    if (timestamp !== undefined) entry.timestamp ??= timestamp;
    if (severity) entry.severity ??= severity;
    if (stream !== undefined) entry.logName ??= stream;
    if (resource) entry.resource ??= resource;
    if (labels) entry.labels ??= labels;
    this.#page.entry(entry);
  }
}

/** A line of which the rest is still to come. */
interface Partial {
  readonly at: number;
  readonly line: Omit<Enveloped, 'text'>;
  readonly parts: string[];
  chars: number;
}

/** A line of more characters is divided; an entry is read by a person. */
const MAX_CHARS = 1024 * 1024;
const MAX_WRITERS = 1000;

function writerOf({ stream, resource, labels }: Omit<Enveloped, 'text'>): string {
  const place = resource?.labels;
  return `${stream}|${place?.['pod_name']}|${place?.['container_name']}|${labels?.['instanceId']}`;
}

/** What a program wrote: the record of its logger, or a line of text. */
function inner(text: string): Entry {
  if (text.startsWith('{') && text.trimEnd().endsWith('}')) {
    try {
      const decoded = decode(JSON.parse(text));
      if ('entry' in decoded) return decoded.entry;
    } catch {
      // It is text that looks like JSON.
    }
  }
  return { textPayload: text };
}
