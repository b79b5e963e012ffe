import type { Series } from './pattern';

/** Plain data of a `SeriesCount`, which can be sent to another thread. */
export interface SeriesData {
  readonly widthSeconds: number;
  /** The number of the first bucket, counted from 1970 in widths. */
  readonly first: number;
  readonly counts: readonly number[];
}

/**
 * Counts over time in at most 64 buckets. The buckets are as narrow as that allows, by powers of two, and stand at multiples
 * of their width since 1970: so the counts do not depend on the order in which times come, and two series can be added.
 */
export class SeriesCount {
  /** The first times, in seconds: many errors happen a few times only, and need no buckets. */
  #times: number[] | undefined = [];
  /** By the bucket's number, modulo their count. */
  #counts = NONE;
  #widthSeconds = 1;
  #first = 0;
  #last = -1;

  /** Counts an event at a time in seconds since 1970; one without a time, `NaN`, is left out. */
  add(seconds: number): void {
    if (Number.isNaN(seconds)) return;
    if (!this.#times) this.#count(seconds, 1);
    else if (this.#times.push(seconds) >= BUCKETS) this.#fill();
  }

  merge({ widthSeconds, first, counts }: SeriesData): void {
    if (this.#times) this.#fill();
    this.#widen(widthSeconds);
    counts.forEach((count, i) => {
      if (count > 0) this.#count((first + i) * widthSeconds, count);
    });
  }

  data(): SeriesData {
    if (this.#times) this.#fill();
    const counts: number[] = [];
    for (let bucket = this.#first; bucket <= this.#last; bucket++) {
      counts.push(this.#counts[bucket & (BUCKETS - 1)] ?? 0);
    }
    return { widthSeconds: this.#widthSeconds, first: this.#first, counts };
  }

  /** Puts the first times into buckets. */
  #fill(): void {
    const times = this.#times ?? [];
    this.#times = undefined;
    this.#counts = new Uint32Array(BUCKETS);
    if (times.length === 0) return;
    this.#cover(Math.floor(Math.min(...times)));
    this.#cover(Math.floor(Math.max(...times) / this.#widthSeconds));
    for (const seconds of times) this.#count(seconds, 1);
  }

  #count(seconds: number, count: number): void {
    let bucket = Math.floor(seconds / this.#widthSeconds);
    if (bucket < this.#first || bucket > this.#last) {
      this.#cover(bucket);
      bucket = Math.floor(seconds / this.#widthSeconds);
    }
    const at = bucket & (BUCKETS - 1);
    this.#counts[at] = (this.#counts[at] ?? 0) + count;
  }

  /** Widens the buckets as much as it takes to reach to one more. */
  #cover(bucket: number): void {
    const isEmpty = this.#last < this.#first;
    const first = isEmpty ? bucket : Math.min(bucket, this.#first);
    const last = isEmpty ? bucket : Math.max(bucket, this.#last);
    let factor = 1;
    while (Math.floor(last / factor) - Math.floor(first / factor) >= BUCKETS) factor *= 2;
    if (factor > 1) this.#widen(this.#widthSeconds * factor);
    this.#first = Math.floor(first / factor);
    this.#last = Math.floor(last / factor);
  }

  /** Makes the buckets at least so wide: a power of two. */
  #widen(widthSeconds: number): void {
    if (widthSeconds <= this.#widthSeconds) return;
    const factor = widthSeconds / this.#widthSeconds;
    const counts = new Uint32Array(BUCKETS);
    for (let bucket = this.#first; bucket <= this.#last; bucket++) {
      const at = Math.floor(bucket / factor) & (BUCKETS - 1);
      counts[at] = (counts[at] ?? 0) + (this.#counts[bucket & (BUCKETS - 1)] ?? 0);
    }
    const isEmpty = this.#last < this.#first;
    this.#counts = counts;
    this.#widthSeconds = widthSeconds;
    this.#first = isEmpty ? 0 : Math.floor(this.#first / factor);
    this.#last = isEmpty ? -1 : Math.floor(this.#last / factor);
  }
}

const NONE = new Uint32Array(0);
/** As many as a chart of a pattern can show; a power of two. */
const BUCKETS = 64;

/** A series as users of patterns see it. */
export function seriesOf({ widthSeconds, first, counts }: SeriesData): Series {
  return { startMs: first * widthSeconds * 1000, bucketMs: widthSeconds * 1000, counts };
}
