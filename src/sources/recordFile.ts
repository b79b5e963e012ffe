import { closeSync, openSync, readSync } from 'node:fs';
import type { Moment } from '../logs/moment';
import { RecordScan, SCAN_MARGIN } from '../logs/recordScan';
import type { RecordStore } from '../logs/samples';

/** A log file of lines, whose records are read again where they are to be kept. It is opened when it is first read. */
export class RecordFile implements RecordStore {
  readonly #path: string;
  readonly #scan = new RecordScan();
  #handle: number | undefined;
  /** A piece for many records: one for each would cost more than the record. A Buffer, as `RecordScan` is used to. */
  #memory: Buffer = Buffer.alloc(0);
  #used = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads up to `length` bytes into `into`, from its start or from `at` on, and returns how many.
   *
   * @throws a system error, where the file cannot be read.
   */
  readInto(into: Uint8Array, length: number, position: number, at = 0): number {
    this.#handle ??= openSync(this.#path, 'r');
    return readSync(this.#handle, into, at, length, position);
  }

  read(position: number, length: number, { seconds, nanos }: Moment): Uint8Array {
    if (this.#used + length > this.#memory.length - SCAN_MARGIN) {
      this.#memory = Buffer.alloc(Math.max(length, MEMORY_BYTES) + SCAN_MARGIN);
      this.#used = 0;
    }
    const memory = this.#memory;
    const start = this.#used;
    const end = start + length;
    try {
      if (this.readInto(memory, length, position, start) < length) return GONE;
    } catch {
      return GONE;
    }
    // The file may have been written anew since. A line may end with CR LF.
    const scan = this.#scan;
    const isSame = scan.scan(memory, start, end) >= end - 1;
    if (!isSame || !Object.is(scan.seconds, seconds) || scan.nanos !== nanos) return GONE;
    this.#used = end;
    return new Uint8Array(memory.buffer, memory.byteOffset + start, length);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

const GONE = new Uint8Array(0);
const MEMORY_BYTES = 256 * 1024;
