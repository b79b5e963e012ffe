import type { Clock } from './clock';

/**
 * Keeps the calls of a project under its quota. Cloud Logging allows 60 reads a minute and project, which everyone who
 * looks at the project's logs shares; ten are left to the others. Calls may come at once until the minute's are used up.
 * Source: https://cloud.google.com/logging/quotas#api-limits
 */
export class Pacer {
  readonly #clock: Clock;
  /** When each of the last calls began, oldest first. */
  readonly #begun: number[] = [];
  #pausedUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until the next call may begin; 0 for now. */
  get waitMs(): number {
    const now = this.#clock.now();
    const oldest = this.#begun.length < CALLS_PER_MINUTE ? undefined : this.#begun[0];
    return Math.max(0, this.#pausedUntil - now, oldest === undefined ? 0 : oldest + WINDOW_MS - now);
  }

  /** Waits for the next call's turn and takes it. `onWait` hears of each wait. */
  async take(signal: AbortSignal, onWait: (ms: number) => void): Promise<void> {
    for (let ms = this.waitMs; ms > 0; ms = this.waitMs) {
      onWait(ms);
      await this.#clock.sleep(ms, signal);
    }
    signal.throwIfAborted();
    this.#begun.push(this.#clock.now());
    if (this.#begun.length > CALLS_PER_MINUTE) this.#begun.shift();
  }

  /** No call of the project begins for so long: the service said that the quota is used up. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
  }
}

export const CALLS_PER_MINUTE = 50;

/** A little over a minute: calls take different times to arrive, and the service counts when they do. */
const WINDOW_MS = 61_000;
