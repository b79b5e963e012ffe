/**
 * Work that is done once for all who ask for it, and kept. It goes on while anyone waits for it; when the last one gives up it
 * is aborted and forgotten, as it is when it fails. The result that was asked for longest ago gives way to a new one.
 */
export class SharedWork<T> {
  readonly #most: number;
  /** The one that was asked for last stands last. */
  readonly #jobs = new Map<string, Job<T>>();

  /** @param most how many results are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** The result of that name; `run` makes it where it is not there. Rejects with the signal's reason as soon as that is aborted. */
  get(name: string, run: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const job = this.#jobs.get(name) ?? this.#begin(name, run);
    this.#jobs.delete(name);
    this.#jobs.set(name, job);
    if (!signal) {
      job.waiting = Infinity;
      return job.result;
    }
    return this.#wait(name, job, signal);
  }

  /** Forgets all results; who waits for one still gets it. */
  clear(): void {
    this.#jobs.clear();
  }

  #begin(name: string, run: (signal: AbortSignal) => Promise<T>): Job<T> {
    const stop = new AbortController();
    const job: Job<T> = { result: run(stop.signal), stop, waiting: 0, isDone: false };
    job.result.then(
      () => (job.isDone = true),
      () => {
        job.isDone = true;
        this.#forget(name, job);
      },
    );
    const [oldest] = this.#jobs.keys();
    if (oldest !== undefined && this.#jobs.size >= this.#most) this.#jobs.delete(oldest);
    return job;
  }

  #forget(name: string, job: Job<T>): void {
    if (this.#jobs.get(name) === job) this.#jobs.delete(name);
  }

  async #wait(name: string, job: Job<T>, signal: AbortSignal): Promise<T> {
    job.waiting++;
    try {
      return await Promise.race([job.result, abortion(signal)]);
    } finally {
      job.waiting--;
      if (job.waiting === 0 && !job.isDone) {
        this.#forget(name, job);
        job.stop.abort();
      }
    }
  }
}

/** Rejects when the signal is aborted. */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = (): void => reject(new DOMException('Nobody waits for it any more.', 'AbortError'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

interface Job<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
  isDone: boolean;
}
