import { closeSync, openSync, readSync } from 'node:fs';
import type { Moment } from '../logs/moment';
import { RecordScan, SCAN_MARGIN } from '../logs/recordScan';
import type { RecordStore } from '../logs/samples';

/** A log file of lines, whose records are read again where they are to be kept. It is opened when it is first read. */
export class RecordFile implements RecordStore {
  readonly #path: string;
  readonly #scan = new RecordScan();
  #handle: number | undefined;

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
    // A Buffer with whole numbers in it, as `RecordScan` is used to: for anything else V8 would have to compile it anew.
    const bytes = Buffer.alloc(length + SCAN_MARGIN);
    const end = bytes.length - SCAN_MARGIN;
    try {
      if (this.readInto(bytes, length, position) < length) return GONE;
    } catch {
      return GONE;
    }
    // The file may have been written anew since. A line may end with CR LF.
    const scan = this.#scan;
    const isSame = scan.scan(bytes, 0, end) >= end - 1;
    return isSame && Object.is(scan.seconds, seconds) && scan.nanos === nanos
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, end)
      : GONE;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

const GONE = new Uint8Array(0);
