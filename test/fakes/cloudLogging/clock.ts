import type { Clock } from '../../../src/sources/googleCloud/clock';

/** A clock on which waiting takes no time: a test of minutes runs in milliseconds. */
export class FakeClock implements Clock {
  /** Every wait in milliseconds, in order. */
  readonly waits: number[] = [];
  #now: number;

  constructor(start = Date.UTC(2025, 8, 12, 12)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    // A turn of the event loop, so that whoever waits beside it comes to run.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    this.waits.push(ms);
    this.#now += ms;
  }
}
