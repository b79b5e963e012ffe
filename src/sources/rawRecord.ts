/** One record of a file as text, or why there is none; `at` counts lines or array elements from 1. */
export type RawRecord =
  | { readonly at: number; readonly text: string; readonly why?: undefined }
  | { readonly at: number; readonly text?: undefined; readonly why: string };

/** A larger record is not read: no log entry is, and it would hold up everything else. */
const MAX_RECORD_BYTES = 8 * 1024 * 1024;

const TOO_LARGE = 'is larger than 8 MB';

/** The bytes of a record that may be spread over chunks; those past the limit are dropped. */
export class RecordBytes {
  #parts: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(part: Buffer): void {
    this.#size += part.length;
    if (this.#size <= MAX_RECORD_BYTES) this.#parts.push(part);
    else this.#parts = [];
  }

  /** The text of all parts, or that it is too large; starts anew. */
  take(at: number): RawRecord {
    const record: RawRecord =
      this.#size > MAX_RECORD_BYTES ? { at, why: TOO_LARGE } : { at, text: this.#join().toString('utf8') };
    this.#parts = [];
    this.#size = 0;
    return record;
  }

  #join(): Buffer {
    const [first] = this.#parts;
    return first && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
  }
}
