import { AFTER_MS, type ErrorSeen, type RequestSeen, type Tie, Ties } from './ties';

/**
 * Keeps from `Ties` the errors that no request can be meant for, which are most: an error is handed on once a request of its
 * trace or its writer was seen, before or after it. Costs a few nanoseconds for an error. Of errors that wait for their
 * request, the last few thousand are remembered.
 */
export class RequestTies {
  readonly #ties = new Ties();
  /** Traces and writers that requests were seen of, each where its hash says. */
  readonly #requested = new Int32Array(SLOTS);
  /** Writers, and between which times their requests were, with the time that errors may come after them. */
  readonly #served = new Int32Array(SLOTS);
  readonly #from = new Float64Array(SLOTS);
  readonly #until = new Float64Array(SLOTS);
  /** The number of the error that waits in each slot, by its trace or by its writer, plus one. */
  readonly #waiting = new Int32Array(SLOTS);
  readonly #errors = new Float64Array(ERRORS * COLUMNS);
  #errorCount = 0;

  request(request: RequestSeen): void {
    const { trace, writer, startMs, endMs } = request;
    this.#meet(trace);
    this.#meet(writer);
    const slot = writer & MASK;
    if (this.#served[slot] !== writer) {
      this.#served[slot] = writer;
      this.#from[slot] = startMs;
      this.#until[slot] = endMs + AFTER_MS;
    } else {
      this.#from[slot] = Math.min(startMs, this.#from[slot] ?? 0);
      this.#until[slot] = Math.max(endMs + AFTER_MS, this.#until[slot] ?? 0);
    }
    this.#ties.request(request);
  }

  /** The same as `Ties.error`, with its values one by one, since most of them are never made an object. */
  error(pattern: number, ms: number, trace: number, writer: number): void {
    if (this.#isRequested(trace) || this.#isServed(writer, ms)) {
      this.#ties.error({ pattern, ms, trace, writer });
      return;
    }
    if (trace === 0 && writer === 0) return;
    const number = this.#errorCount++ % ERRORS;
    let at = number * COLUMNS;
    this.#errors[at++] = pattern;
    this.#errors[at++] = ms;
    this.#errors[at++] = trace;
    this.#errors[at] = writer;
    if (trace !== 0) this.#waiting[trace & MASK] = number + 1;
    if (writer !== 0) this.#waiting[writer & MASK] = number + 1;
  }

  list(): Tie[] {
    return this.#ties.list();
  }

  #isRequested(hash: number): boolean {
    return hash !== 0 && this.#requested[hash & MASK] === hash;
  }

  /** Whether a writer served requests at a time, as far as its first and its last tell: enough where a log is in order. */
  #isServed(writer: number, ms: number): boolean {
    const slot = writer & MASK;
    const isKnown = writer !== 0 && this.#served[slot] === writer;
    return isKnown && ms >= (this.#from[slot] ?? 0) && ms <= (this.#until[slot] ?? 0);
  }

  /** Notes that there is a request, and hands on the error that waited for it. */
  #meet(hash: number): void {
    if (hash === 0) return;
    this.#requested[hash & MASK] = hash;
    const number = (this.#waiting[hash & MASK] ?? 0) - 1;
    if (number < 0) return;
    const error = this.#errorAt(number);
    if (error.trace !== hash && error.writer !== hash) return;
    this.#ties.error(error);
    for (const name of [error.trace, error.writer]) {
      if (this.#waiting[name & MASK] === number + 1) this.#waiting[name & MASK] = 0;
    }
  }

  #errorAt(number: number): ErrorSeen {
    const [pattern = 0, ms = 0, trace = 0, writer = 0] = this.#errors.subarray(
      number * COLUMNS,
      (number + 1) * COLUMNS,
    );
    return { pattern, ms, trace, writer };
  }
}

const SLOTS = 2 ** 15;
const MASK = SLOTS - 1;
const ERRORS = 2 ** 13;
const COLUMNS = 4;
