import { RecordBytes, type RawRecord } from './rawRecord';

/** Divides a text that comes in chunks into lines, without their line breaks (LF or CRLF). */
export class Lines {
  #line = 1;
  readonly #open = new RecordBytes();

  *push(chunk: Buffer): Generator<RawRecord> {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.#open.add(chunk.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    this.#open.add(chunk.subarray(start));
  }

  /** The last line, where the text does not end in a line break. */
  end(): RawRecord | undefined {
    return this.#open.size > 0 ? this.#take() : undefined;
  }

  #take(): RawRecord {
    const line = this.#open.take(this.#line++);
    return line.text?.endsWith('\r') ? { at: line.at, text: line.text.slice(0, -1) } : line;
  }
}

const LF = 0x0a;
