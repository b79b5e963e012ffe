import { decode } from '../logs/decode';
import type { Entry } from '../logs/entry';
import { Forms } from '../logs/forms';
import type { Identities } from '../logs/identities';
import type { Place } from '../logs/patterns';
import { readEvent } from '../logs/readEvent';
import { RecordScan } from '../logs/recordScan';
import { isRelevant } from '../logs/relevance';
import { awaitsMore, mayContinue } from '../logs/traceLines';
import { HeldRecords, type ScannedRecord } from './heldRecords';
import type { Intake } from './intake';
import type { BlockTaker } from './lineBlocks';
import type { RecordReader } from './recordReader';
import { Writers } from './writers';

/**
 * Takes in a file of lines, each a JSON record or text, from its bytes. A record of a form that was seen before is counted
 * without being parsed; whatever else stands in a line goes to a reader.
 *
 * Records that are no more than a line of text are held back for a block: only then is it known whether they are parts of
 * one event, and only then are they parsed and stitched.
 */
export class RecordIntake implements BlockTaker {
  readonly #intake: Intake;
  readonly #identities: Identities;
  readonly #reader: RecordReader;
  readonly #scan = new RecordScan();
  readonly #forms = new Forms();
  /** Where the records of a form are counted, by the form's number. */
  readonly #places: (Place | typeof LEFT_OUT | typeof UNLISTED)[] = [];
  readonly #writers = new Writers();
  readonly #record = {
    seconds: 0,
    nanos: 0,
    tie: 0,
    bytes: EMPTY,
    start: 0,
    end: 0,
    revision: 0,
    trace: 0,
    instance: 0,
    latencyMs: 0,
  };
  #held = new HeldRecords();
  #before = new HeldRecords();
  /** Lines taken in, and how many of them went to the reader. */
  #lineCount = 0;
  #readCount = 0;
  #hasText = false;

  /** `reader` reads the lines that are no records. */
  constructor(intake: Intake, identities: Identities, reader: RecordReader) {
    this.#intake = intake;
    this.#identities = identities;
    this.#reader = reader;
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  /**
   * Takes in the whole lines between `first` and `length`. The bytes have to stay as they are until the next but one call.
   */
  block(bytes: Buffer, first: number, length: number): void {
    this.#held.startAfresh(bytes);
    let text = -1;
    for (let start = first; start < length;) {
      const end = bytes.indexOf(LF, start);
      const isRecord = bytes[start] === OPEN_BRACE && this.#endsAt(end, bytes, start);
      if (!isRecord && text < 0) text = start;
      if (isRecord && text >= 0) {
        this.#read(bytes.subarray(text, start));
        text = -1;
      }
      this.#lineCount++;
      if (isRecord) this.#recordLine(bytes, start, end);
      start = end + 1;
    }
    if (text >= 0) this.#read(bytes.subarray(text, length));
    this.#release();
  }

  /** Takes in a part of a line that is too long for a block, with the line break at its end. */
  part(bytes: Buffer): void {
    this.#read(bytes);
    if (bytes.at(-1) === LF) this.#lineCount++;
  }

  /** Takes in what is held back, when no more lines come. */
  end(): void {
    this.#endText();
    this.#release();
    this.#held.startAfresh(EMPTY);
    this.#release();
    this.#intake.end();
  }

  #endsAt(end: number, bytes: Buffer, start: number): boolean {
    const after = this.#scan.scan(bytes, start, end);
    return after === end || (after === end - 1 && bytes[after] === CR);
  }

  #recordLine(bytes: Buffer, start: number, end: number): void {
    if (this.#hasText) this.#endText();
    const scan = this.#scan;
    this.#intake.seen(scan);
    if (!scan.isLine) {
      this.#count(scan, bytes, start, end);
      return;
    }
    const timeMs = scan.seconds * 1000 + scan.nanos / 1e6;
    const isPart = this.#writers.note(scan.writer, timeMs, () => lookAt(bytes, scan.textStart));
    this.#held.add(scan, start, end, isPart);
  }

  /** Counts the records that were held back with the block before, or stitches them where some may be parts of an event. */
  #release(): void {
    const [before, held] = [this.#before, this.#held];
    const mayHaveParts = before.hasParts || before.followsParts || held.hasParts;
    for (let i = 0; i < before.count; i++) {
      const record = before.at(i);
      if (mayHaveParts) this.#stitch(before.bytes, record.start, record.end);
      else this.#count(record, before.bytes, record.start, record.end);
    }
    held.followsParts = before.hasParts;
    this.#before = held;
    this.#held = before;
  }

  #stitch(bytes: Buffer, start: number, end: number): void {
    const entry = entryIn(bytes, start, end);
    if (entry) this.#intake.lineEntry(entry);
    else this.#read(bytes.subarray(start, end + 1));
  }

  #count(scanned: ScannedRecord, bytes: Buffer, start: number, end: number): void {
    let form = this.#forms.get(scanned.formHigh, scanned.formLow);
    if (form < 0) form = this.#learn(scanned, bytes, start, end);
    const place = this.#places[form];
    if (place === undefined) return;
    if (place === LEFT_OUT) {
      this.#intake.leaveOut();
      return;
    }
    const { idHigh, idLow } = scanned;
    if ((idHigh !== 0 || idLow !== 0) && !this.#identities.add(idHigh, idLow)) return;
    if (place === UNLISTED) {
      this.#intake.patterns.addUnlisted();
      return;
    }
    const record = this.#record;
    record.seconds = scanned.seconds;
    record.nanos = scanned.nanos;
    record.tie = idHigh;
    record.bytes = bytes;
    record.start = start;
    record.end = end;
    record.revision = scanned.revision;
    record.trace = scanned.trace;
    record.instance = scanned.instance;
    record.latencyMs = scanned.latencyMs;
    this.#intake.patterns.count(place, record);
  }

  /** Reads a record of a form that is new, and returns the form's number; -1 of what turns out to be no record. */
  #learn(scanned: ScannedRecord, bytes: Buffer, start: number, end: number): number {
    const entry = entryIn(bytes, start, end);
    if (!entry) {
      this.#read(bytes.subarray(start, end + 1));
      return -1;
    }
    const event = readEvent([entry]);
    const isWanted = isRelevant(event, this.#intake.query.minimumSeverity);
    const place = isWanted ? (this.#intake.patterns.placeOf(event) ?? UNLISTED) : LEFT_OUT;
    if (this.#places.length >= MOST_FORMS) this.#forget();
    const form = this.#places.push(place) - 1;
    this.#forms.set(scanned.formHigh, scanned.formLow, form);
    return form;
  }

  #forget(): void {
    this.#forms.clear();
    this.#places.length = 0;
  }

  #read(lines: Buffer): void {
    this.#hasText = true;
    const before = this.#readCount;
    // The reader counts the lines that it was given; the file has others between them.
    for (const page of this.#reader.push(lines)) this.#intake.page(page, this.#lineCount - before);
    for (let at = lines.indexOf(LF); at >= 0; at = lines.indexOf(LF, at + 1)) this.#readCount++;
  }

  #endText(): void {
    for (const page of this.#reader.end()) this.#intake.page(page, this.#lineCount - this.#readCount);
    this.#hasText = false;
  }
}

const LEFT_OUT = 'left out';
const UNLISTED = 'unlisted';
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const EMPTY: Buffer = Buffer.alloc(0);
/** Each takes some dozen bytes; there are few in a log in which errors repeat. */
const MOST_FORMS = 100_000;
/** A line is told to be a part of an event by its start. In bytes. */
const MAX_LOOK = 400;

function entryIn(bytes: Buffer, start: number, end: number): Entry | undefined {
  try {
    const decoded = decode(JSON.parse(bytes.toString('utf8', start, end)));
    return 'entry' in decoded ? decoded.entry : undefined;
  } catch {
    return undefined;
  }
}

/** What the start of a line tells of the lines around it. */
function lookAt(bytes: Buffer, start: number): { continues: boolean; awaitsMore: boolean } {
  let end = start;
  while (end < start + MAX_LOOK && bytes[end] !== QUOTE && (bytes[end] ?? 0) >= 0x20) end++;
  const line = bytes.toString('utf8', start, end).replaceAll('\\t', '\t');
  return { continues: mayContinue(line), awaitsMore: awaitsMore(line) };
}
