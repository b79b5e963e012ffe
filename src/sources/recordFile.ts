import { closeSync, openSync, readSync } from 'node:fs';
import type { Moment } from '../logs/moment';
import { RecordScan } from '../logs/recordScan';
import type { RecordStore } from '../logs/samples';

/** A log file of lines, whose records are read again where they are to be kept. It is opened when it is first read. */
export class RecordFile implements RecordStore {
  readonly #path: string;
  #scan: RecordScan | undefined;
  #handle: number | undefined;
  /** A piece for many records: one for each would cost more than the record. */
  #memory = GONE;
  #used = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads up to `length` bytes into `into`, and returns how many.
   *
   * @throws a system error, where the file cannot be read.
   */
  readInto(into: Uint8Array, length: number, position: number): number {
    this.#handle ??= openSync(this.#path, 'r');
    return readSync(this.#handle, into, 0, length, position);
  }

  read(position: number, length: number, { seconds, nanos }: Moment): Uint8Array {
    this.#scan ??= new RecordScan();
    const line = this.#scan.memoryFor(length);
    try {
      if (this.readInto(line, length, position) < length) return GONE;
    } catch {
      return GONE;
    }
    line[length] = LF;
    // The file may have been written anew since. A line may end with CR LF.
    const isSame = this.#scan.scan(line, 0) >= length - 1;
    if (!isSame || !Object.is(this.#scan.seconds, seconds) || this.#scan.nanos !== nanos) return GONE;
    if (this.#used + length > this.#memory.length) {
      this.#memory = new Uint8Array(Math.max(length, MEMORY_BYTES));
      this.#used = 0;
    }
    const record = this.#memory.subarray(this.#used, this.#used + length);
    record.set(line.subarray(0, length));
    this.#used += length;
    return record;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

const GONE = new Uint8Array(0);
const LF = 0x0a;
const MEMORY_BYTES = 256 * 1024;
