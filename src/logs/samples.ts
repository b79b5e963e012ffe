import { compareMoments, type Moment, orderOf } from './moment';

/** Where and when a record was seen, for one who may keep it. */
export interface Sighting extends Moment {
  /** Puts records of the same time in an order that is always the same. */
  readonly tie: number;
  /**
   * The record as JSON: an entry, or a list of the entries of one event. Better no Buffer, of which a part takes several
   * times as long to be had.
   */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Where `bytes` start in the store that keeps them; left out where a record is gone unless it is copied. */
  readonly position?: number | undefined;
}

/** Where records stay as they were seen, such as a file. */
export interface RecordStore {
  /** The record of that moment, in memory of its own; empty where it is there no more. */
  read(position: number, length: number, moment: Moment): Uint8Array;
}

/** Which records are kept: the latest, or the earliest; only those before or after a moment where one is given. */
export interface SampleWindow {
  readonly keep: 'latest' | 'earliest';
  readonly limit: number;
  /** The record that none of those kept may reach or pass. */
  readonly bound?: Moment & { readonly tie: number };
}

/** How much memory records may take that are kept together, and where those are kept that are not copied. */
export class SampleBudget {
  readonly store: RecordStore | undefined;
  #left: number;
  #slab: Uint8Array = new Uint8Array(0);
  #used = 0;

  constructor(bytes: number, store?: RecordStore) {
    this.#left = bytes;
    this.store = store;
  }

  /** Whether there is as much left; what is needed at the least may go over. */
  has(bytes: number): boolean {
    return this.#left >= bytes;
  }

  take(bytes: number): void {
    this.#left -= bytes;
  }

  /** Memory for a record, and where in it: small pieces of a large one, since each of them costs more than the record. */
  room(bytes: number): [memory: Uint8Array, start: number] {
    if (bytes > SLAB_BYTES / 4) return [new Uint8Array(bytes), 0];
    if (this.#used + bytes > this.#slab.length) {
      this.#slab = new Uint8Array(SLAB_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += bytes;
    return [this.#slab, start];
  }
}

const SLAB_BYTES = 256 * 1024;

/** Keeps some of the records that pass by, in memory that is used again; one at least, unless it is too long. */
export class Samples {
  readonly #budget: SampleBudget;
  readonly #limit: number;
  readonly #sign: number;
  readonly #bound: { readonly order: number; readonly tie: number } | undefined;
  /** From the worst, which goes first when a better one comes, to the best; a ring, so that none has to be moved then. */
  readonly #kept: KeptRecord[] = [];
  #worst = 0;

  constructor({ keep, limit, bound }: SampleWindow, budget: SampleBudget) {
    this.#budget = budget;
    this.#limit = limit;
    this.#sign = keep === 'latest' ? 1 : -1;
    this.#bound = bound && { order: orderOf(bound), tie: bound.tie };
  }

  /** Keeps a record where it belongs to those that are kept. `order` is that of its moment. */
  see(sighting: Sighting, order: number): void {
    const { tie } = sighting;
    if (this.#isOutside(order, tie)) return;
    // One without a time is kept where there is none with a time.
    const rank = order === Number.NEGATIVE_INFINITY ? order : this.#sign * order;
    const kept = this.#kept;
    const count = kept.length;
    const isFull = count >= this.#limit || (count > 0 && !this.#budget.has(sighting.end - sighting.start));
    const worst = kept[this.#worst];
    let record: KeptRecord;
    if (!isFull || !worst) {
      record = new KeptRecord(this.#budget);
      if (this.#worst > 0) kept.push(...kept.splice(0, this.#worst));
      this.#worst = 0;
      kept.push(record);
    } else {
      if (!this.#isBefore(worst.rank, worst.tie, rank, tie)) return;
      record = worst;
      this.#worst = this.#worst + 1 < count ? this.#worst + 1 : 0;
    }
    record.fill(sighting);
    record.rank = rank;
    // Logs are in order, mostly: the next one is the best so far, and stands last where it is.
    const last = this.#before(this.#worst);
    let at = last;
    while (at !== this.#worst) {
      const before = kept[this.#before(at)];
      if (!before || !this.#isBefore(rank, tie, before.rank, before.tie)) break;
      kept[at] = before;
      at = this.#before(at);
    }
    if (at !== last) kept[at] = record;
  }

  /** The kept records, the newest first. */
  list(): Sighting[] {
    return this.#kept
      .map((record) => record.sighting())
      .filter(isKept)
      .sort((a, b) => compareMoments(b, a) || b.tie - a.tie);
  }

  #isOutside(order: number, tie: number): boolean {
    if (!this.#bound) return false;
    const after = order === this.#bound.order ? tie - this.#bound.tie : order - this.#bound.order;
    return this.#sign * after >= 0;
  }

  /** The place before another in the ring. */
  #before(at: number): number {
    return at > 0 ? at - 1 : this.#kept.length - 1;
  }

  #isBefore(rank: number, tie: number, other: number, otherTie: number): boolean {
    return rank < other || (rank === other && this.#sign * (tie - otherTie) < 0);
  }
}

/** Whether there is anything of a record: it may have been too long to be kept, or be gone from where it stood. */
export function isKept({ start, end }: Sighting): boolean {
  return end > start;
}

/** One record in memory that is used again for the next. */
export class KeptRecord {
  /** How good it is to keep, the better the higher. */
  rank = 0;
  seconds = Number.NaN;
  nanos = 0;
  tie = 0;
  readonly #budget: SampleBudget;
  #memory: Uint8Array = EMPTY;
  #start = 0;
  #room = 0;
  /** What was taken of the budget. */
  #size = 0;
  #length = 0;
  /** Where it stands in the store; `NaN` where it was copied. */
  #position = Number.NaN;

  constructor(budget: SampleBudget) {
    this.#budget = budget;
  }

  /** The record as it is now; it is empty where it was too long to be kept, and its bytes change with the next. */
  sighting(): Sighting {
    const { seconds, nanos, tie } = this;
    const [bytes, start] = [this.#memory, this.#start];
    if (Number.isNaN(this.#position)) return { seconds, nanos, tie, bytes, start, end: start + this.#length };
    const stored = this.#budget.store?.read(this.#position, this.#length, this) ?? EMPTY;
    return { seconds, nanos, tie, bytes: stored, start: 0, end: stored.length };
  }

  fill({ seconds, nanos, tie, bytes, start, end, position }: Sighting): void {
    this.seconds = seconds;
    this.nanos = nanos;
    this.tie = tie;
    this.#length = end - start;
    if (this.#size < this.#length) this.#takeMore();
    if (this.#length === 0) return;
    // Most are replaced again and again: to read those that are left in the end is less work than to copy each.
    const isStored = position !== undefined && this.#budget.store !== undefined;
    this.#position = isStored ? position + start : Number.NaN;
    if (!isStored) this.#copy(bytes, start, end);
  }

  #takeMore(): void {
    // Records of a pattern are about as long as each other.
    const size = Math.ceil((this.#length + 64) / 256) * 256;
    if (size > MOST_BYTES && !this.#budget.has(size)) {
      this.#length = 0;
      return;
    }
    this.#budget.take(size - this.#size);
    this.#size = size;
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    if (this.#room < this.#size) {
      [this.#memory, this.#start] = this.#budget.room(this.#size);
      this.#room = this.#size;
    }
    this.#memory.set(bytes.subarray(start, end), this.#start);
  }
}

const EMPTY = new Uint8Array(0);
/** A record up to this is kept whatever the budget says, where it is the only one. */
const MOST_BYTES = 16 * 1024;
