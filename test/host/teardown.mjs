import { constants } from 'node:os';

/**
 * What must be undone before the process ends, newest first: when the work is done, and on Ctrl-C and SIGTERM
 * too. Where a signal ends the process its exit code is the usual 128 + the signal's number.
 */
export class Teardown {
  /** @type {(() => unknown)[]} */
  #steps = [];
  /** @type {Promise<void> | undefined} */
  #running;
  #onSignal = (/** @type {NodeJS.Signals} */ signal) =>
    void this.run().then(() => process.exit(128 + constants.signals[signal]));

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  /** @param {() => unknown} step may be async; a step that fails does not hold up the others */
  add(step) {
    this.#steps.push(step);
  }

  /** Whether it has begun, and processes that end do so by it. */
  get begun() {
    return this.#running !== undefined;
  }

  /** Undoes all; a second call waits for the first. */
  run() {
    this.#running ??= this.#undo();
    return this.#running;
  }

  async #undo() {
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error(error);
      }
    }
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}

const SIGNALS = /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']);
