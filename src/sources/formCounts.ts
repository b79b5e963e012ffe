import { decode } from '../logs/decode';
import type { Entry } from '../logs/entry';
import { Forms } from '../logs/forms';
import type { CountedRecord, Patterns, Place } from '../logs/patterns';
import { readEvent } from '../logs/readEvent';
import { isRelevant } from '../logs/relevance';
import type { ScannedRecord } from './heldRecords';
import type { LogQuery } from './source';

/** What became of a record. `none`: it is no record. */
export type Counted = 'counted' | 'left out' | 'none';

/**
 * Counts records by their form, which `RecordScan` reads: the first of each form is parsed, read and given its place, and
 * those that follow are counted there without being parsed.
 */
export class FormCounts {
  readonly #patterns: Patterns;
  readonly #query: LogQuery;
  readonly #forms = new Forms();
  /** Where the records of a form are counted, by the form's number. */
  readonly #places: (Place | typeof LEFT_OUT | typeof UNLISTED)[] = [];
  #buffer = EMPTY;
  /** The same bytes as those of the buffer. */
  #bytes = NOTHING;
  readonly #record: { -readonly [Name in keyof CountedRecord]: CountedRecord[Name] } = {
    seconds: 0,
    nanos: 0,
    tie: 0,
    bytes: NOTHING,
    start: 0,
    end: 0,
    revision: 0,
    trace: 0,
    instance: 0,
    latencyMs: 0,
    position: undefined,
  };

  constructor(patterns: Patterns, query: LogQuery) {
    this.#patterns = patterns;
    this.#query = query;
  }

  /** Counts the record that was scanned between `start` and `end`. `position`: as a `Sighting` has it. */
  count(scanned: ScannedRecord, bytes: Buffer, start: number, end: number, position?: number): Counted {
    let form = this.#forms.get(scanned.formHigh, scanned.formLow);
    if (form < 0) form = this.#learn(scanned, bytes, start, end);
    const place = this.#places[form];
    if (place === undefined) return 'none';
    if (place === LEFT_OUT) return 'left out';
    const { idHigh, idLow } = scanned;
    if ((idHigh !== 0 || idLow !== 0) && !this.#patterns.identities.add(idHigh, idLow)) return 'counted';
    if (place === UNLISTED) {
      this.#patterns.addUnlisted();
      return 'counted';
    }
    if (this.#buffer !== bytes) {
      this.#buffer = bytes;
      this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const record = this.#record;
    record.seconds = scanned.seconds;
    record.nanos = scanned.nanos;
    record.tie = idHigh;
    record.bytes = this.#bytes;
    record.start = start;
    record.end = end;
    record.position = position;
    record.revision = scanned.revision;
    record.trace = scanned.trace;
    record.instance = scanned.instance;
    record.latencyMs = scanned.latencyMs;
    this.#patterns.count(place, record);
    return 'counted';
  }

  /** Reads a record of a form that is new, and returns the form's number; -1 of what turns out to be no record. */
  #learn(scanned: ScannedRecord, bytes: Buffer, start: number, end: number): number {
    const entry = entryIn(bytes, start, end);
    if (!entry) return -1;
    const event = readEvent([entry]);
    const isWanted = isRelevant(event, this.#query.minimumSeverity);
    const place = isWanted ? (this.#patterns.placeOf(event) ?? UNLISTED) : LEFT_OUT;
    if (this.#places.length >= MOST_FORMS) this.#forget();
    const form = this.#places.push(place) - 1;
    this.#forms.set(scanned.formHigh, scanned.formLow, form);
    return form;
  }

  #forget(): void {
    this.#forms.clear();
    this.#places.length = 0;
  }
}

/** The entry that a record is; undefined where it is none. */
export function entryIn(bytes: Buffer, start: number, end: number): Entry | undefined {
  try {
    const decoded = decode(JSON.parse(bytes.toString('utf8', start, end)));
    return 'entry' in decoded ? decoded.entry : undefined;
  } catch {
    return undefined;
  }
}

const LEFT_OUT = 'left out';
const UNLISTED = 'unlisted';
const EMPTY: Buffer = Buffer.alloc(0);
const NOTHING: Uint8Array = new Uint8Array(0);
/** Each takes some dozen bytes; there are few in a log in which errors repeat. */
const MOST_FORMS = 100_000;
