import { type Moment, orderOf } from './moment';
import { KeptRecord, type SampleBudget, type Sighting } from './samples';

/** What is counted of one deployed revision. */
export interface RevisionData {
  /** Of the revision's name. */
  readonly hash: number;
  readonly count: number;
  readonly last: Moment;
}

/** The same with its earliest record. */
export interface CountedRevision extends RevisionData {
  readonly earliest: Sighting;
}

/** Counts the records of each revision; of the latest few, since some platforms deploy one every few minutes. */
export class RevisionCounts {
  readonly #budget: SampleBudget;
  readonly #revisions: RevisionCount[] = [];
  readonly #byHash = new Map<number, RevisionCount>();
  #recent: RevisionCount | undefined;

  constructor(budget: SampleBudget) {
    this.#budget = budget;
  }

  /** Counts one record. `order` is that of its moment. */
  see(hash: number, sighting: Sighting, order: number): void {
    const revision = this.#recent?.hash === hash ? this.#recent : this.#of(hash, order);
    this.#recent = revision;
    revision?.add(1, sighting, sighting, order);
  }

  merge(revisions: readonly CountedRevision[]): void {
    for (const { hash, count, last, earliest } of revisions) {
      const order = orderOf(last);
      this.#of(hash, order)?.add(count, earliest, last, order);
    }
  }

  list(): CountedRevision[] {
    return this.#revisions.map(({ hash, count, seconds, nanos, earliest }) => {
      return { hash, count, last: { seconds, nanos }, earliest: earliest.sighting() };
    });
  }

  /**
   * The count of a revision. A new one takes the place of one that was last seen before it, where there are too many; one
   * that is older than all of them has none.
   */
  #of(hash: number, order: number): RevisionCount | undefined {
    const known = this.#byHash.get(hash);
    if (known) return known;
    let revision: RevisionCount | undefined;
    if (this.#revisions.length < MOST_REVISIONS) {
      revision = new RevisionCount(this.#budget);
      this.#revisions.push(revision);
    } else {
      revision = this.#olderThan(order);
      if (!revision) return undefined;
      this.#byHash.delete(revision.hash);
    }
    revision.begin(hash);
    this.#byHash.set(hash, revision);
    return revision;
  }

  /** The one that was last seen before all others, if that was before `order`. */
  #olderThan(order: number): RevisionCount | undefined {
    let oldest: RevisionCount | undefined;
    for (const revision of this.#revisions) {
      if (!oldest || revision.order < oldest.order) oldest = revision;
    }
    return oldest && oldest.order < order ? oldest : undefined;
  }
}

/** How many revisions of a pattern are counted. */
const MOST_REVISIONS = 20;

class RevisionCount {
  hash = 0;
  count = 0;
  /** When it was last seen: a moment, and what orders it. */
  seconds = Number.NaN;
  nanos = 0;
  order = Number.NEGATIVE_INFINITY;
  readonly earliest: KeptRecord;

  constructor(budget: SampleBudget) {
    this.earliest = new KeptRecord(budget);
  }

  begin(hash: number): void {
    this.hash = hash;
    this.count = 0;
  }

  add(count: number, earliest: Sighting, last: Moment, order: number): void {
    const isNew = this.count === 0;
    this.#noteEarliest(earliest, isNew);
    if (isNew || order > this.order) {
      this.seconds = last.seconds;
      this.nanos = last.nanos;
      this.order = order;
    }
    this.count += count;
  }

  #noteEarliest(sighting: Sighting, isFirst: boolean): void {
    const order = orderOf(sighting);
    // One without a time is kept where there is none with a time.
    const rank = order === Number.NEGATIVE_INFINITY ? order : -order;
    const known = this.earliest;
    const isEarlier = rank > known.rank || (rank === known.rank && sighting.tie < known.tie);
    if (!isFirst && !isEarlier) return;
    known.fill(sighting);
    known.rank = rank;
  }
}
