/** Remembers when the writers of a log last wrote a line, to tell which lines may be parts of one event. */
export class Writers {
  readonly #names = new Int32Array(SLOTS);
  readonly #times = new Float64Array(SLOTS);
  readonly #expecting = new Uint8Array(SLOTS);

  /**
   * Notes a line that a writer wrote at a time in milliseconds, and returns whether it may belong to the writer's line
   * before it. `look` tells of the line what takes reading it; it is called for writers alone that write often.
   */
  note(writer: number, timeMs: number, look: () => { continues: boolean; awaitsMore: boolean }): boolean {
    const slot = writer & (SLOTS - 1);
    const isKnown = this.#names[slot] === writer;
    const isClose = isKnown && Math.abs(timeMs - (this.#times[slot] ?? 0)) <= MAX_GAP_MS;
    const expected = this.#expecting[slot] !== NOTHING;
    this.#names[slot] = writer;
    this.#times[slot] = timeMs;
    this.#expecting[slot] = ANYTHING;
    if (!isKnown) return false;
    const { continues, awaitsMore } = look();
    if (!continues && !awaitsMore) this.#expecting[slot] = NOTHING;
    // In a log with the newest first a line comes after those that continue it.
    return isClose && (continues || awaitsMore || expected);
  }
}

const SLOTS = 4096;
/** Lines of one event come at most so far apart, and some: see `Stitch`. */
const MAX_GAP_MS = 100;

/** Whether a line may go on with the writer's next. */
const ANYTHING = 0;
const NOTHING = 1;
