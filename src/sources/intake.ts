import type { BadRecord, Entry } from '../logs/entry';
import { compareMoments, type Moment, momentOf, timestampOf } from '../logs/moment';
import type { Patterns } from '../logs/patterns';
import { readEvent } from '../logs/readEvent';
import { RecordScan } from '../logs/recordScan';
import { isRelevant } from '../logs/relevance';
import { Stitch } from '../logs/stitch';
import { FormCounts } from './formCounts';
import type { ScannedRecord } from './heldRecords';
import type { LogQuery, Page } from './source';

/** What was taken in from one source. Plain data. */
export interface TakenIn {
  readonly entryCount: number;
  /** Events left out: below the query's severity, and without an error in them. */
  readonly leftOutCount: number;
  readonly badCount: number;
  /** The first bad records, at most `MAX_BAD`. */
  readonly bad: readonly BadRecord[];
  /** RFC 3339, of all entries that were read; empty when none has a time. */
  readonly firstTime: string;
  readonly lastTime: string;
}

/** How many bad records are kept to be looked at. */
export const MAX_BAD = 100;

/** Takes the entries of one source into patterns: stitches them to events, leaves out what was not asked for, and counts. */
export class Intake {
  readonly patterns: Patterns;
  readonly query: LogQuery;
  readonly #forms: FormCounts;
  readonly #stitch = new Stitch();
  #scan: RecordScan | undefined;
  readonly #bad: BadRecord[] = [];
  #entryCount = 0;
  #leftOutCount = 0;
  #badCount = 0;
  readonly #first = { seconds: Number.NaN, nanos: 0 };
  readonly #last = { seconds: Number.NaN, nanos: 0 };

  constructor(patterns: Patterns, query: LogQuery) {
    this.patterns = patterns;
    this.query = query;
    this.#forms = new FormCounts(patterns, query);
  }

  result(): TakenIn {
    return {
      entryCount: this.#entryCount,
      leftOutCount: this.#leftOutCount,
      badCount: this.#badCount,
      bad: [...this.#bad],
      firstTime: timestampOf(this.#first),
      lastTime: timestampOf(this.#last),
    };
  }

  /** Takes in a page. `lines`: how many lines stand before those that its bad records are counted from. */
  page({ entries, bad }: Page, lines = 0): void {
    this.bad(bad.map((record) => ({ ...record, at: record.at + lines })));
    for (const entry of entries) this.entry(entry);
  }

  entry(entry: Entry): void {
    this.seen(momentOf(entry.timestamp ?? ''));
    this.lineEntry(entry);
  }

  /** Takes in an entry that was noted as seen. */
  lineEntry(entry: Entry): void {
    for (const group of this.#stitch.push(entry)) this.#add(group);
  }

  /** Notes that an entry was read. */
  seen(moment: Moment): void {
    this.#entryCount++;
    if (Number.isNaN(moment.seconds)) return;
    const isFirst = Number.isNaN(this.#first.seconds) || compareMoments(moment, this.#first) < 0;
    if (isFirst) set(this.#first, moment);
    if (compareMoments(moment, this.#last) > 0) set(this.#last, moment);
  }

  /**
   * Counts a record that was scanned and noted as seen; false where it is none after all. `position` says where the bytes
   * stand in the store of the patterns.
   */
  count(scanned: ScannedRecord, bytes: Buffer, start: number, end: number, position?: number): boolean {
    const counted = this.#forms.count(scanned, bytes, start, end, position);
    if (counted === 'left out') this.#leftOutCount++;
    return counted !== 'none';
  }

  bad(records: readonly BadRecord[]): void {
    this.#badCount += records.length;
    if (this.#bad.length < MAX_BAD) this.#bad.push(...records.slice(0, MAX_BAD - this.#bad.length));
  }

  /** Takes in the events that wait for more entries. */
  end(): void {
    for (const group of this.#stitch.end()) this.#add(group);
  }

  #add(group: readonly Entry[]): void {
    const [first, ...more] = group;
    if (!first || (more.length === 0 && this.#countAsRecord(first))) return;
    const event = readEvent([first, ...more]);
    if (isRelevant(event, this.query.minimumSeverity)) this.patterns.add(event);
    else this.#leftOutCount++;
  }

  /** Counts an entry by its form, as if it had come as a record; false where that takes reading it. */
  #countAsRecord(entry: Entry): boolean {
    const json = jsonOf(entry);
    if (json === undefined) return false;
    this.#scan ??= new RecordScan();
    // Three bytes are the most that a UTF-16 unit takes.
    const line = this.#scan.memoryFor(json.length * 3);
    const end = line.write(json);
    line[end] = LF;
    return this.#scan.scan(line, 0) === end && this.count(this.#scan, line, 0, end);
  }
}

const LF = 0x0a;

/** An entry as a record; undefined where it is too large. */
function jsonOf(entry: Entry): string | undefined {
  const json = JSON.stringify(entry);
  return json.length <= MOST_CHARS ? json : undefined;
}

const MOST_CHARS = 1024 * 1024;

function set(to: { seconds: number; nanos: number }, { seconds, nanos }: Moment): void {
  to.seconds = seconds;
  to.nanos = nanos;
}
