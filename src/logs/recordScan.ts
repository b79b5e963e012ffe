import { FIELD_USES } from './recordFields';
import { FLOATS, Float, WORDS, Word } from './scanner/layout';
import { instantiate } from './scanner/record.wasm';

/**
 * Reads a log record from its bytes, without parsing it: the few values that differ from record to record, and its form, a
 * number for all that decides which pattern it is. Two records of one form are of one pattern, so that of a million records
 * only the first of each form has to be parsed, read and fingerprinted.
 *
 * The form is made of what `decode`, `readEvent` and `fingerprint` look at. The work is done in `scanner/`, which is
 * WebAssembly, since it reads every byte of logs of gigabytes; it reads records in its own memory alone.
 */
export class RecordScan {
  readonly #scanner = instantiate();
  readonly #start = this.#scanner.memory.buffer.byteLength;
  #words = new Int32Array(0);
  #floats = new Float64Array(0);
  #memory: Buffer = Buffer.alloc(0);

  constructor() {
    const { memory, fields } = this.#scanner;
    FIELD_USES.forEach(({ slots }, table) => {
      new Int32Array(memory.buffer, fields.value + table * slots.byteLength, slots.length).set(slots);
    });
    this.#view();
  }

  /**
   * Memory that records can be scanned in, of at least so many bytes and `SCAN_MARGIN`. When more is asked for than before,
   * what was had before is of no more use.
   */
  memoryFor(bytes: number): Buffer {
    const missing = bytes + SCAN_MARGIN - this.#memory.length;
    if (missing > 0) {
      this.#scanner.memory.grow(Math.ceil(missing / PAGE_BYTES));
      this.#view();
    }
    return this.#memory;
  }

  /**
   * Reads the record that starts at `start` in `bytes`, which are of this one's memory, with a `{`. Returns where it ends,
   * behind its `}`; -1 where it is no JSON or says things in a way that takes a parser. There has to be a line break behind
   * the record, and `SCAN_MARGIN` from there.
   */
  scan(bytes: Uint8Array, start: number): number {
    const offset = bytes.byteOffset;
    const end = this.#scanner.scan(offset + start);
    return end === 0 ? -1 : end - offset;
  }

  /** Two halves of 32 bits each of the record's form. */
  get formHigh(): number {
    return this.#words[Word.formHigh] ?? 0;
  }

  get formLow(): number {
    return this.#words[Word.formLow] ?? 0;
  }

  /** Seconds since 1970 and nanoseconds; `NaN` without a time. */
  get seconds(): number {
    return this.#floats[Float.seconds] ?? 0;
  }

  get nanos(): number {
    return this.#floats[Float.nanos] ?? 0;
  }

  /** Two halves of what tells the record from all others; both 0 where it has no insertId. */
  get idHigh(): number {
    return this.#words[Word.idHigh] ?? 0;
  }

  get idLow(): number {
    return this.#words[Word.idLow] ?? 0;
  }

  /** Hashes of names; 0 where the record has none. The revision's is of all that may be its name. */
  get revision(): number {
    return this.#words[Word.revision] ?? 0;
  }

  get trace(): number {
    return this.#words[Word.trace] ?? 0;
  }

  /** What wrote it: the instance, the pod or the machine. */
  get instance(): number {
    return this.#words[Word.instance] ?? 0;
  }

  /** The instance with the log and the container, within which lines follow each other. */
  get writer(): number {
    return this.#words[Word.writer] ?? 0;
  }

  /** How long its request took. */
  get latencyMs(): number {
    return this.#floats[Float.latencyMs] ?? 0;
  }

  /** Whether it is no more than a line of text, which may be a part of an event. */
  get isLine(): boolean {
    return this.#words[Word.isLine] === 1;
  }

  /** Where its text starts in `bytes`, behind the quote. */
  textStart(bytes: Uint8Array): number {
    return (this.#words[Word.textStart] ?? 0) - bytes.byteOffset;
  }

  /** Looks at the memory as it is after it has grown. */
  #view(): void {
    const { memory, words, floats } = this.#scanner;
    this.#words = new Int32Array(memory.buffer, words.value, WORDS);
    this.#floats = new Float64Array(memory.buffer, floats.value, FLOATS);
    this.#memory = Buffer.from(memory.buffer, this.#start);
  }
}

/** How many bytes there have to be from the end of a record on, since sixteen are read at once. */
export const SCAN_MARGIN = 16;

const PAGE_BYTES = 64 * 1024;
