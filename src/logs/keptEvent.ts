import type { Exception } from '../frames/exception';
import type { Frame } from '../frames/frame';
import { decode } from './decode';
import type { Entry, Severity } from './entry';
import type { LogEvent } from './event';
import { readOrigin } from './origin';
import { readEvent } from './readEvent';

/** An event that was kept as the JSON of its record, or of the list of its entries, and is read when it is looked at. */
export class KeptEvent implements LogEvent {
  readonly #bytes: Uint8Array;
  #entries: readonly [Entry, ...Entry[]] | undefined;
  #origin: ReturnType<typeof readOrigin> | undefined;
  #read: LogEvent | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get id(): string {
    return this.#event.id;
  }

  get timestamp(): string {
    return this.entries[0].timestamp ?? '';
  }

  get severity(): Severity {
    return this.#event.severity;
  }

  get title(): string {
    return this.#event.title;
  }

  get headline(): string {
    return this.#event.headline;
  }

  get text(): string {
    return this.#event.text;
  }

  get exception(): Exception | undefined {
    return this.#event.exception;
  }

  get frames(): readonly Frame[] {
    return this.#event.frames;
  }

  get request(): LogEvent['request'] {
    return this.#event.request;
  }

  get service(): string | undefined {
    return this.#from.service;
  }

  get revision(): string | undefined {
    return this.#from.revision;
  }

  get commit(): string | undefined {
    return this.#from.commit;
  }

  get environment(): string | undefined {
    return this.#from.environment;
  }

  get entries(): readonly [Entry, ...Entry[]] {
    return (this.#entries ??= entriesIn(this.#bytes));
  }

  get #from(): ReturnType<typeof readOrigin> {
    return (this.#origin ??= readOrigin(this.entries[0]));
  }

  get #event(): LogEvent {
    return (this.#read ??= readEvent(this.entries));
  }
}

/** An event as the JSON that a `KeptEvent` reads. */
export function bytesOf({ entries }: LogEvent): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(entries));
}

function entriesIn(bytes: Uint8Array): [Entry, ...Entry[]] {
  const record: unknown = JSON.parse(new TextDecoder().decode(bytes));
  // A list was written of entries that were read.
  if (Array.isArray(record)) {
    const [first = {}, ...more]: readonly Entry[] = record;
    return [first, ...more];
  }
  const decoded = decode(record);
  return ['entry' in decoded ? decoded.entry : {}];
}
