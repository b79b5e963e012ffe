import { RecordBytes, type RawRecord } from './rawRecord';

/**
 * Divides JSON that comes in chunks into its outermost objects, without parsing it: the elements of an array
 * (`gcloud --format json`), or objects one after the other, on one line or many. Commas too many and text between objects
 * do no harm. An object that is broken ends where the next one starts at its indentation.
 */
export class JsonObjects {
  readonly #open = new RecordBytes();
  #index = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Spaces since the line began; -1 once there was anything else. */
  #indent = 0;
  #recordIndent = -1;
  /** Whether what is inside an object was seen to stand further right than the object: then indentation tells. */
  #isPretty = false;
  #arrays = 0;
  #inGarbage = false;

  push(chunk: Buffer): RawRecord[] {
    const records: RawRecord[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#inString) {
        if (!this.#escaped) i = stringEnd(chunk, i);
        this.#readString(chunk[i]);
        continue;
      }
      const byte = chunk[i];
      if (byte === SPACE || byte === TAB) {
        if (this.#indent >= 0) this.#indent++;
        continue;
      }
      if (byte === LF || byte === CR) {
        this.#indent = 0;
        continue;
      }
      if (this.#depth > 0) {
        if (
          byte === OPEN_BRACE &&
          this.#isPretty &&
          this.#indent >= 0 &&
          this.#indent === this.#recordIndent
        ) {
          this.#open.add(chunk.subarray(start, i));
          records.push(this.#broken());
          start = this.#begin(i);
        } else if (this.#readInside(byte)) {
          this.#open.add(chunk.subarray(start, i + 1));
          records.push(this.#open.take(this.#index));
        }
      } else if (byte === OPEN_BRACE) start = this.#begin(i);
      else if (this.#readBetween(byte))
        records.push({
          at: ++this.#index,
          why: 'is no object',
          head: chunk.toString('utf8', i, i + MAX_GARBAGE_BYTES),
        });
      this.#indent = -1;
    }
    if (this.#depth > 0) this.#open.add(chunk.subarray(start));
    return records;
  }

  /** What is wrong with the end of the file, if anything. */
  end(): RawRecord | undefined {
    const at = this.#index;
    if (this.#depth > 0)
      return this.#open.refuse(at, `is cut off: the file ends in the middle of entry ${at}`);
    if (this.#arrays <= 0) return undefined;
    return { at, why: 'is the last one, and the file is cut off after it: its list is not closed', head: '' };
  }

  #begin(i: number): number {
    this.#index++;
    this.#depth = 1;
    this.#recordIndent = this.#indent;
    this.#inGarbage = false;
    return i;
  }

  #broken(): RawRecord {
    return this.#open.refuse(this.#index, 'is not closed before the next entry starts');
  }

  #readString(byte: number | undefined): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    // JSON has no line breaks in strings: the closing quote is missing.
    else if (byte === LF) {
      this.#inString = false;
      this.#indent = 0;
    }
  }

  /** Whether the object ends with this byte. */
  #readInside(byte: number | undefined): boolean {
    if (this.#indent > this.#recordIndent && this.#recordIndent >= 0) this.#isPretty = true;
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth--;
    return this.#depth === 0;
  }

  /** Whether something that is neither an object nor a list starts with this byte. */
  #readBetween(byte: number | undefined): boolean {
    if (byte === OPEN_BRACKET) this.#arrays++;
    else if (byte === CLOSE_BRACKET) this.#arrays--;
    else if (byte === COMMA) this.#inGarbage = false;
    else if (!this.#inGarbage) {
      this.#inGarbage = true;
      return true;
    }
    return false;
  }
}

/** The next byte that means something in a string, from `start` on; the chunk's length where there is none. */
function stringEnd(chunk: Buffer, start: number): number {
  let i = start;
  while (i < chunk.length && chunk[i] !== QUOTE && chunk[i] !== BACKSLASH && chunk[i] !== LF) i++;
  return i;
}

/** What is shown of a list's element that is no object. */
const MAX_GARBAGE_BYTES = 200;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
