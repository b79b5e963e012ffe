import { compareTimestamps } from '../../logs/timestamp';
import { identityOf, type EntryHead } from './identity';

/**
 * The furthest time that a listing reached, and the entries at it. Where a page token is refused, the listing begins
 * anew at that time and passes over these.
 */
export class Edge {
  readonly #sign: 1 | -1;
  #time: string | undefined;
  #keys: string[] = [];

  constructor(order: 'newest first' | 'oldest first', time?: string, keys: readonly string[] = []) {
    this.#sign = order === 'newest first' ? -1 : 1;
    this.#time = time;
    this.#keys = [...keys];
  }

  get time(): string | undefined {
    return this.#time;
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  see(entry: EntryHead): void {
    const { timestamp } = entry;
    if (timestamp === undefined) return;
    const order = this.#time === undefined ? 1 : compareTimestamps(timestamp, this.#time) * this.#sign;
    if (order < 0) return;
    if (order > 0) {
      this.#time = timestamp;
      this.#keys = [];
    }
    const key = identityOf(entry);
    if (key !== undefined && this.#keys.length < MAX_KEYS) this.#keys.push(key);
  }
}

/** Entries of one nanosecond are few; a writer that cuts its times to seconds has more. */
const MAX_KEYS = 2_000;
