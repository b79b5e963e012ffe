/** Keeps long work from blocking its thread: hands the thread back every few milliseconds. */
export class Breath {
  #since = performance.now();

  /** Whether this work has gone on for long enough. */
  get isDue(): boolean {
    return performance.now() - this.#since >= MAX_WORK_MS;
  }

  /** Lets others work. */
  async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}

const MAX_WORK_MS = 10;
