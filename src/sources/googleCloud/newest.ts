import { compareTimestamps } from '../../logs/timestamp';
import type { Mark } from '../source';
import { identityOf, type EntryHead } from './identity';

/**
 * Entries arrive late and not in order: a pull of what is new begins so long before the newest entry that was seen, and
 * passes over what it knows.
 */
const OVERLAP_MS = 5 * 60_000;

/** Five minutes of a project that logs 60 errors a second. Past it, what is new brings some again that are known. */
const MAX_KEYS = 20_000;

/** Keeps the newest end of what was pulled, from which the next pull asks. */
export class Newest {
  #newest = '';
  /** The beginning of the overlap. */
  #start = '';
  /** The times of the entries in the overlap, by identity. */
  readonly #times = new Map<string, string>();

  /** Goes on from an earlier mark. */
  constructor(mark?: Mark) {
    if (!mark) return;
    this.#moveTo(mark.newest);
    for (const key of mark.keys) this.#times.set(key, key.slice(0, key.indexOf('|')));
  }

  see(entry: EntryHead): void {
    const { timestamp } = entry;
    if (timestamp === undefined || this.#isBefore(timestamp)) return;
    const key = identityOf(entry);
    if (key === undefined) return;
    if (compareTimestamps(timestamp, this.#newest) > 0) this.#moveTo(timestamp);
    if (this.#times.size === MAX_KEYS) this.#forgetOld();
    if (this.#times.size < MAX_KEYS) this.#times.set(key, timestamp);
  }

  /** Whether all that the mark needs was seen, when the listing goes from new to old and has come to this entry. */
  isPast(entry: EntryHead | undefined): boolean {
    return entry?.timestamp !== undefined && this.#isBefore(entry.timestamp);
  }

  /** Undefined while nothing was seen. */
  mark(): Mark | undefined {
    if (this.#newest === '') return undefined;
    this.#forgetOld();
    return { newest: this.#newest, keys: [...this.#times.keys()] };
  }

  #isBefore(time: string): boolean {
    return compareTimestamps(time, this.#start) < 0;
  }

  #moveTo(newest: string): void {
    this.#newest = newest;
    this.#start = before(newest, OVERLAP_MS);
  }

  #forgetOld(): void {
    for (const [key, time] of this.#times) if (this.#isBefore(time)) this.#times.delete(key);
  }
}

/** From when the next pull asks. */
export function startOf(mark: Mark): string {
  return before(mark.newest, OVERLAP_MS);
}

/** RFC 3339, so many milliseconds earlier, in its shortest form, which sorts before the others of the same time. */
function before(time: string, ms: number): string {
  const at = Date.parse(time);
  return Number.isNaN(at) ? time : new Date(at - ms).toISOString().replace(/\.?0*Z$/, 'Z');
}
