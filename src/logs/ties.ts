/** A request that was served. Traces and writers are hashes of their names; 0 is unknown. */
export interface RequestSeen {
  /** The number of its pattern, below `MAX_PATTERNS`. */
  readonly pattern: number;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly trace: number;
  /** The instance of one revision that served it. */
  readonly writer: number;
}

/** An error that an application logged. */
export interface ErrorSeen {
  readonly pattern: number;
  readonly ms: number;
  readonly trace: number;
  readonly writer: number;
}

/** How often requests of one pattern ended in errors of another. */
export interface Tie {
  readonly error: number;
  readonly request: number;
  readonly count: number;
  /** `likely`: no trace says it, but it was the only request that its writer was serving then. */
  readonly how: 'trace' | 'likely';
}

/**
 * Ties request logs to the errors that applications logged while they served them, whichever is seen first: by trace, else
 * where an error came from the writer that served the request, between its start and a second after its end, and no other
 * request may have been meant. (Where Cloud Run logs an error without a trace, it was measured to come 2 to 7 ms after the
 * end of its request.)
 *
 * Remembers the last 20,000 errors and traces, and the last 1,000 writers; takes constant time for each.
 */
export class Ties {
  readonly #errors = new Recent<OpenError>(MAX_RECENT);
  readonly #traces = new Meetings(MAX_RECENT, MAX_OF_TRACE);
  readonly #writers = new Meetings(MAX_WRITERS, MAX_OF_WRITER);
  /** Counts of ties that are sure to stay, by the pair and how it is known. */
  readonly #counts = new Map<number, number>();

  request(request: RequestSeen): void {
    if (request.trace !== 0) {
      const { errors } = this.#traces.at(request.trace).addRequest(request);
      for (const error of errors) error.meetTrace(request);
    }
    if (request.writer !== 0) {
      const { errors } = this.#writers.at(request.writer).addRequest(request);
      for (const error of errors) error.meetWriter(request);
    }
  }

  error(seen: ErrorSeen): void {
    const error = new OpenError(seen);
    const left = this.#errors.push(error);
    if (left) count(this.#counts, left);
    if (seen.trace !== 0) {
      const { requests } = this.#traces.at(seen.trace).addError(error);
      for (const request of requests) error.meetTrace(request);
    }
    if (seen.writer !== 0) {
      const writer = this.#writers.at(seen.writer).addError(error);
      for (const request of writer.requests) error.meetWriter(request);
      error.isCrowded = writer.isCrowdedAt(seen.ms);
    }
  }

  /** What was found so far, the most frequent first. */
  list(): Tie[] {
    const counts = new Map(this.#counts);
    for (const error of this.#errors.list()) count(counts, error);
    const ties = Array.from(counts, ([key, count]) => tieOf(key, count));
    return ties.sort(
      (a, b) => b.count - a.count || a.error - b.error || a.request - b.request || (a.how < b.how ? 1 : -1),
    );
  }
}

const MAX_RECENT = 20_000;
const MAX_WRITERS = 1000;
/** Requests that one instance may serve at once; an error among more has no likely one. */
const MAX_OF_WRITER = 128;
const MAX_OF_TRACE = 16;
const MAX_PATTERNS = 2 ** 25;
/** How long before or after a request an error of its trace may be logged. */
const TRACE_MS = 5 * 60_000;
/** How long after the end of a request its error may be logged. */
export const AFTER_MS = 1000;

/** An error, with the requests that it may belong to, as far as they were seen. */
class OpenError {
  readonly seen: ErrorSeen;
  /** More requests were served than could be remembered. */
  isCrowded = false;
  #traced: RequestSeen | undefined;
  #likely: RequestSeen | undefined;
  #likelyCount = 0;

  constructor(seen: ErrorSeen) {
    this.seen = seen;
  }

  /** The pattern of its request and how that is known; undefined where none is. */
  get tie(): { request: number; how: Tie['how'] } | undefined {
    if (this.#traced) return { request: this.#traced.pattern, how: 'trace' };
    const isOnly = this.#likely !== undefined && this.#likelyCount === 1 && !this.isCrowded;
    return isOnly ? { request: this.#likely?.pattern ?? 0, how: 'likely' } : undefined;
  }

  /** Of several requests with one trace, as where one service calls another, the one of the error's own instance. */
  meetTrace(request: RequestSeen): void {
    const { ms } = this.seen;
    if (!(ms >= request.startMs - TRACE_MS && ms <= request.endMs + TRACE_MS)) return;
    if (this.#traced && !this.#isNearer(request, this.#traced)) return;
    this.#traced = request;
  }

  meetWriter(request: RequestSeen): void {
    const { ms, trace } = this.seen;
    if (!(ms >= request.startMs && ms <= request.endMs + AFTER_MS)) return;
    if (trace !== 0 && request.trace !== 0 && trace !== request.trace) return;
    this.#likelyCount++;
    this.#likely = request;
  }

  #isNearer(a: RequestSeen, b: RequestSeen): boolean {
    const { ms, writer } = this.seen;
    const ownA = writer !== 0 && a.writer === writer;
    const ownB = writer !== 0 && b.writer === writer;
    if (ownA !== ownB) return ownA;
    const farA = Math.abs(ms - a.endMs);
    const farB = Math.abs(ms - b.endMs);
    return farA < farB || (farA === farB && a.pattern < b.pattern);
  }
}

/** The last requests and errors of each of many traces or writers. */
class Meetings {
  readonly #byName = new Map<number, Meeting>();
  /** The names in the order in which they came: a Map takes long to find its first where many were deleted. */
  readonly #names: Recent<number>;
  readonly #size: number;

  constructor(limit: number, size: number) {
    this.#names = new Recent(limit);
    this.#size = size;
  }

  at(name: number): Meeting {
    const known = this.#byName.get(name);
    if (known) return known;
    const meeting = new Meeting(this.#size);
    this.#byName.set(name, meeting);
    const oldest = this.#names.push(name);
    if (oldest !== undefined) this.#byName.delete(oldest);
    return meeting;
  }
}

/** The last requests and errors of one trace or of one writer. */
class Meeting {
  readonly requests: RequestSeen[] = [];
  readonly errors: OpenError[] = [];
  readonly #size: number;
  /** Of the requests that are no longer remembered. */
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(size: number) {
    this.#size = size;
  }

  addRequest(request: RequestSeen): this {
    this.requests.push(request);
    const left = this.requests.length > this.#size ? this.requests.shift() : undefined;
    if (left) {
      this.#firstMs = Math.min(this.#firstMs, left.startMs);
      this.#lastMs = Math.max(this.#lastMs, left.endMs + AFTER_MS);
    }
    return this;
  }

  addError(error: OpenError): this {
    this.errors.push(error);
    if (this.errors.length > this.#size) this.errors.shift();
    return this;
  }

  /** Whether a request may have been served then that is no longer remembered. */
  isCrowdedAt(ms: number): boolean {
    return ms >= this.#firstMs && ms <= this.#lastMs;
  }
}

/** The last things that were pushed. */
class Recent<T> {
  readonly #items: T[] = [];
  readonly #limit: number;
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns what is no longer among them. */
  push(item: T): T | undefined {
    const left = this.#items[this.#next];
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.#limit;
    return left;
  }

  list(): readonly T[] {
    return this.#items;
  }
}

function count(counts: Map<number, number>, error: OpenError): void {
  const { tie } = error;
  if (!tie) return;
  const key = (error.seen.pattern * MAX_PATTERNS + tie.request) * 2 + (tie.how === 'trace' ? 1 : 0);
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function tieOf(key: number, count: number): Tie {
  const pair = Math.floor(key / 2);
  return {
    error: Math.floor(pair / MAX_PATTERNS),
    request: pair % MAX_PATTERNS,
    count,
    how: key % 2 === 1 ? 'trace' : 'likely',
  };
}
