import { RecordScan } from '../logs/recordScan';
import { awaitsMore, mayContinue } from '../logs/traceLines';
import { entryIn } from './formCounts';
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
  readonly #reader: RecordReader;
  readonly #scan: RecordScan;
  readonly #writers = new Writers();
  #held = new HeldRecords();
  #before = new HeldRecords();
  /** Lines taken in, and how many of them went to the reader. */
  #lineCount = 0;
  #readCount = 0;
  #hasText = false;

  /** `reader` reads the lines that are no records. */
  constructor(intake: Intake, reader: RecordReader, scan = new RecordScan()) {
    this.#intake = intake;
    this.#reader = reader;
    this.#scan = scan;
  }

  memoryFor(bytes: number): Buffer {
    return this.#scan.memoryFor(bytes);
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  /**
   * Takes in the whole lines between `first` and `length`. The bytes have to stay as they are until the next but one call.
   * `position` says where they stand in the store of the patterns.
   */
  block(bytes: Buffer, first: number, length: number, position?: number): void {
    this.#held.startAfresh(bytes, position);
    let text = -1;
    for (let start = first; start < length;) {
      const after = bytes[start] === OPEN_BRACE ? this.#scanLine(bytes, start) : -1;
      const isRecord = after >= 0;
      const end = isRecord ? after : bytes.indexOf(LF, start);
      if (!isRecord && text < 0) text = start;
      if (isRecord && text >= 0) {
        this.#read(bytes.subarray(text, start));
        text = -1;
      }
      if (isRecord) {
        this.#lineCount++;
        this.#recordLine(bytes, start, end);
      }
      start = end + 1;
    }
    if (text >= 0) this.#read(bytes.subarray(text, length));
    this.#release();
  }

  /** Takes in a part of a line that is too long for a block, with the line break at its end. */
  part(bytes: Buffer): void {
    this.#read(bytes);
  }

  /** Takes in what is held back, when no more lines come. */
  end(): void {
    this.#endText();
    this.#held.startAfresh(EMPTY);
    this.#release();
    this.#intake.end();
  }

  /** Scans the line that starts at `start`, and returns where its line break stands; -1 where it is no record, or no more. */
  #scanLine(bytes: Buffer, start: number): number {
    const after = this.#scan.scan(bytes, start);
    if (after < 0 || bytes[after] === LF) return after;
    return bytes[after] === CR && bytes[after + 1] === LF ? after + 1 : -1;
  }

  #recordLine(bytes: Buffer, start: number, end: number): void {
    if (this.#hasText) this.#endText();
    const scan = this.#scan;
    this.#intake.seen(scan);
    if (!scan.isLine) {
      this.#count(scan, bytes, start, end, this.#held.position);
      return;
    }
    const timeMs = scan.seconds * 1000 + scan.nanos / 1e6;
    const isPart = this.#writers.note(scan.writer, timeMs, () => lookAt(bytes, scan.textStart(bytes)));
    this.#held.add(scan, start, end, isPart);
  }

  /** Counts the records that were held back with the block before, or stitches them where some may be parts of an event. */
  #release(): void {
    const [before, held] = [this.#before, this.#held];
    const mayHaveParts = before.hasParts || before.followsParts || held.hasParts;
    for (let i = 0; i < before.count; i++) {
      const record = before.at(i);
      if (mayHaveParts) this.#stitch(before.bytes, record.start, record.end);
      else this.#count(record, before.bytes, record.start, record.end, before.position);
    }
    held.followsParts = before.hasParts;
    this.#before = held;
    this.#held = before;
  }

  #stitch(bytes: Buffer, start: number, end: number): void {
    const entry = entryIn(bytes, start, end);
    if (entry) this.#intake.lineEntry(entry);
    else this.#refuse(bytes.subarray(start, end + 1));
  }

  #count(scanned: ScannedRecord, bytes: Buffer, start: number, end: number, position?: number): void {
    if (!this.#intake.count(scanned, bytes, start, end, position))
      this.#refuse(bytes.subarray(start, end + 1));
  }

  /** Has the next lines read that are no records. */
  #read(lines: Buffer): void {
    this.#hasText = true;
    // The reader counts the lines that it was given; the file has others between them.
    const others = this.#lineCount - this.#readCount;
    for (const page of this.#reader.push(lines)) this.#intake.page(page, others);
    let count = 0;
    for (let at = lines.indexOf(LF); at >= 0; at = lines.indexOf(LF, at + 1)) count++;
    this.#readCount += count;
    this.#lineCount += count;
  }

  /** Has a line read that turned out to be no record: it was counted already. */
  #refuse(line: Buffer): void {
    this.#lineCount--;
    this.#read(line);
  }

  #endText(): void {
    for (const page of this.#reader.end()) this.#intake.page(page, this.#lineCount - this.#readCount);
    this.#hasText = false;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const EMPTY: Buffer = Buffer.alloc(0);
/** A line is told to be a part of an event by its start. In bytes. */
const MAX_LOOK = 400;

/** What the start of a line tells of the lines around it. */
function lookAt(bytes: Buffer, start: number): { continues: boolean; awaitsMore: boolean } {
  let end = start;
  while (end < start + MAX_LOOK && bytes[end] !== QUOTE && (bytes[end] ?? 0) >= 0x20) end++;
  const line = bytes.toString('utf8', start, end).replaceAll('\\t', '\t');
  return { continues: mayContinue(line), awaitsMore: awaitsMore(line) };
}
