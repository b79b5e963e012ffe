import { SCAN_MARGIN } from '../logs/recordScan';

/**
 * Divides bytes that come in pieces into blocks of whole lines. There are two blocks by turns. A line that is too long for a
 * block is handed out in parts.
 */
export class LineBlocks {
  readonly #take: BlockTaker;
  #block: Buffer;
  #other: Buffer;
  /** How much of the block is filled. */
  #length = 0;
  #isInLongLine = false;
  #position: number | undefined;

  /** `position`: where the first bytes stand in a store, for one who takes what stands there. */
  constructor(take: BlockTaker, position?: number) {
    this.#take = take;
    const memory = take.memoryFor(2 * ROOM_BYTES);
    this.#block = memory.subarray(0, ROOM_BYTES);
    this.#other = memory.subarray(ROOM_BYTES, 2 * ROOM_BYTES);
    this.#position = position;
  }

  /** Where the next bytes are to be written; `written` says how many were. */
  get room(): Buffer {
    return this.#block.subarray(this.#length, Math.min(this.#length + PIECE_BYTES, BLOCK_BYTES));
  }

  written(count: number): void {
    this.#length += count;
    const lines = this.#afterLongLine();
    const end = this.#block.subarray(0, this.#length).lastIndexOf(LF) + 1;
    if (end <= lines) {
      this.#block.copyWithin(0, lines, this.#length);
      this.#length -= lines;
      this.#pass(lines);
      this.#maybeLongLine();
      return;
    }
    const block = this.#block;
    const rest = this.#length - end;
    this.#take.block(block, lines, end, this.#position);
    this.#pass(end);
    // Only now is the other block done with.
    block.copy(this.#other, 0, end, this.#length);
    this.#block = this.#other;
    this.#other = block;
    this.#length = rest;
    this.#maybeLongLine();
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const count = bytes.copy(this.room, 0, at);
      this.written(count);
      at += count;
    }
  }

  /** Hands out the last line, which has no line break. */
  end(): void {
    if (this.#length === 0) return;
    // What does not end as a record does may be one that is cut off.
    const isWhole = !this.#isInLongLine && this.#block[this.#length - 1] === CLOSE_BRACE;
    if (!isWhole) this.#take.part(Buffer.from(this.#block.subarray(0, this.#length)));
    else {
      this.#block[this.#length] = LF;
      this.#take.block(this.#block, 0, this.#length + 1, this.#position);
    }
    this.#length = 0;
  }

  /** Hands out what belongs to a long line, and returns where the next line starts. */
  #afterLongLine(): number {
    if (!this.#isInLongLine) return 0;
    const end = this.#block.subarray(0, this.#length).indexOf(LF) + 1;
    if (end === 0) return 0;
    this.#take.part(Buffer.from(this.#block.subarray(0, end)));
    this.#isInLongLine = false;
    return end;
  }

  #maybeLongLine(): void {
    if (this.#length <= BLOCK_BYTES - PIECE_BYTES && !this.#isInLongLine) return;
    this.#take.part(Buffer.from(this.#block.subarray(0, this.#length)));
    this.#isInLongLine = true;
    this.#pass(this.#length);
    this.#length = 0;
  }

  /** Notes that the block starts so much further on. */
  #pass(count: number): void {
    if (this.#position !== undefined) this.#position += count;
  }
}

export interface BlockTaker {
  /** Memory of so many bytes for the blocks, in which the taker reads them. */
  memoryFor(bytes: number): Buffer;
  /**
   * Whole lines between `start` and `end`, the last with its line break. They stay as they are until the next but one.
   * `position`: where the bytes stand in the store that they come from.
   */
  block(bytes: Buffer, start: number, end: number, position?: number): void;
  /** Some of a line that is too long, or is the last; its last part ends in its line break, where it has one. */
  part(bytes: Buffer): void;
}

/** How much is read at once: two blocks of twice as much stay in the cache of a processor core. */
const PIECE_BYTES = 256 * 1024;
const BLOCK_BYTES = 2 * PIECE_BYTES;
const ROOM_BYTES = BLOCK_BYTES + SCAN_MARGIN;
const LF = 0x0a;
const CLOSE_BRACE = 0x7d;
