/** What counting a record takes, as `RecordScan` has it. */
export interface ScannedRecord {
  readonly formHigh: number;
  readonly formLow: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly idHigh: number;
  readonly idLow: number;
  readonly revision: number;
  readonly trace: number;
  readonly instance: number;
  readonly latencyMs: number;
}

/** Records of a block that are held back, each with where it stands. */
export class HeldRecords {
  bytes: Buffer = Buffer.alloc(0);
  /** Where the bytes stand in the store of the patterns; undefined where they are in none. */
  position: number | undefined;
  /** Whether any of them may be a part of an event of several records. */
  hasParts = false;
  /** Whether any of the block before may. */
  followsParts = false;
  readonly #record = {
    formHigh: 0,
    formLow: 0,
    seconds: 0,
    nanos: 0,
    idHigh: 0,
    idLow: 0,
    revision: 0,
    trace: 0,
    instance: 0,
    /** A line of text is no request log. */
    latencyMs: 0,
    start: 0,
    end: 0,
  };
  #rows = new Float64Array(COLUMNS * 256);
  #count = 0;

  startAfresh(bytes: Buffer, position?: number): void {
    this.bytes = bytes;
    this.position = position;
    this.hasParts = false;
    this.#count = 0;
  }

  add(record: ScannedRecord, start: number, end: number, isPart: boolean): void {
    let at = this.#count++ * COLUMNS;
    if (at + COLUMNS > this.#rows.length) this.#grow();
    const rows = this.#rows;
    rows[at++] = record.formHigh;
    rows[at++] = record.formLow;
    rows[at++] = record.seconds;
    rows[at++] = record.nanos;
    rows[at++] = record.idHigh;
    rows[at++] = record.idLow;
    rows[at++] = record.revision;
    rows[at++] = record.trace;
    rows[at++] = record.instance;
    rows[at++] = start;
    rows[at] = end;
    this.hasParts ||= isPart;
  }

  get count(): number {
    return this.#count;
  }

  /** The record of that index, in an object that is used again for the next. */
  at(index: number): ScannedRecord & { readonly start: number; readonly end: number } {
    const record = this.#record;
    const rows = this.#rows;
    let at = index * COLUMNS;
    record.formHigh = rows[at++] ?? 0;
    record.formLow = rows[at++] ?? 0;
    record.seconds = rows[at++] ?? 0;
    record.nanos = rows[at++] ?? 0;
    record.idHigh = rows[at++] ?? 0;
    record.idLow = rows[at++] ?? 0;
    record.revision = rows[at++] ?? 0;
    record.trace = rows[at++] ?? 0;
    record.instance = rows[at++] ?? 0;
    record.start = rows[at++] ?? 0;
    record.end = rows[at] ?? 0;
    return record;
  }

  #grow(): void {
    const rows = new Float64Array(this.#rows.length * 2);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}

const COLUMNS = 11;
