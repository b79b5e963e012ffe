/** One record of a file as text, or why there is none and how it starts; `at` counts lines or array elements from 1. */
export type RawRecord =
  | { readonly at: number; readonly text: string; readonly why?: undefined }
  | { readonly at: number; readonly text?: undefined; readonly why: string; readonly head: string };

/** A larger record is not read: no log entry is, and it would hold up everything else. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

const TOO_LARGE = 'is larger than 8 MB';

/** What is kept of a record that is too large, to be looked at. */
const HEAD_BYTES = 8 * 1024;

/** The bytes of a record that may be spread over chunks; of one past the limit, the head alone is kept. */
export class RecordBytes {
  #parts: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(part: Buffer): void {
    const wasRead = this.#size <= MAX_RECORD_BYTES;
    this.#size += part.length;
    if (this.#size <= MAX_RECORD_BYTES) this.#parts.push(part);
    // A copy, since a part of the chunk would keep all of it.
    else if (wasRead) this.#parts = [Buffer.from(firstBytes([...this.#parts, part]))];
  }

  /** The text of all parts, or that it is too large; starts anew. */
  take(at: number): RawRecord {
    const record: RawRecord =
      this.#size > MAX_RECORD_BYTES ? this.refuse(at, TOO_LARGE) : { at, text: this.#text() };
    this.#startAnew();
    return record;
  }

  /** The record as one that is bad; starts anew. */
  refuse(at: number, why: string): RawRecord {
    const head = firstBytes(this.#parts).toString('utf8');
    this.#startAnew();
    return { at, why, head };
  }

  #startAnew(): void {
    this.#parts = [];
    this.#size = 0;
  }

  #text(): string {
    const [first] = this.#parts;
    return (first && this.#parts.length === 1 ? first : Buffer.concat(this.#parts)).toString('utf8');
  }
}

function firstBytes(parts: readonly Buffer[]): Buffer {
  const head: Buffer[] = [];
  let left = HEAD_BYTES;
  for (const part of parts) {
    if (left <= 0) break;
    head.push(part.subarray(0, left));
    left -= part.length;
  }
  return Buffer.concat(head);
}
