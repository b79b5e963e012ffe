import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Threads that read log files, each one of them. A thread that has just started takes several times as long for what it does
 * first, since its code is not compiled yet: so `prepare` starts some ahead, which rehearse.
 */
class ScanThreads {
  /** Those that wait for a task, each with what to do when it ends. */
  readonly #ready = new Map<Worker, () => void>();
  #timer: NodeJS.Timeout | undefined;

  /** How many threads a log is worth sharing among: disks and memory have enough to do with four. */
  readonly most = Math.min(availableParallelism(), 4);

  /**
   * Starts the threads that a large log is read in, for one who is about to read one. Each takes a processor for about a
   * second; they end when they are not used for `KEPT_MS`.
   */
  prepare(): void {
    while (this.#ready.size < this.most) {
      const worker = start(true);
      const forget = (): void => {
        this.#ready.delete(worker);
      };
      worker.on('exit', forget).on('error', forget).unref();
      this.#ready.set(worker, forget);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dispose(), KEPT_MS).unref();
  }

  /** A thread that waits for a `ScanTask`, and answers with `ScanMessage`s. */
  take(): Worker {
    const [ready] = this.#ready;
    if (!ready) return start(false);
    const [worker, forget] = ready;
    forget();
    worker.off('exit', forget).off('error', forget).ref();
    return worker;
  }

  /** Ends the threads that wait. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const worker of this.#ready.keys()) void worker.terminate();
    this.#ready.clear();
  }
}

/** Those of this process. */
export const scanThreads = new ScanThreads();

/** What a thread is told when it starts. */
export interface ScanThreadData {
  /** It has time until its first task. */
  readonly rehearses: boolean;
}

/** Set where the thread's code does not stand beside this. */
declare const LOG_WORKER: string | undefined;
const WORKER = typeof LOG_WORKER === 'string' ? LOG_WORKER : path.join(__dirname, 'logWorker.js');

/**
 * What a record leaves behind is soon dead. V8 lets a heap that may be large grow to four times of what is alive before it
 * looks for the dead, and one that may not to less than twice.
 */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 1024 };
/** A thread that waits takes memory. */
const KEPT_MS = 60_000;

function start(rehearses: boolean): Worker {
  const workerData: ScanThreadData = { rehearses };
  return new Worker(WORKER, { workerData, resourceLimits: LIMITS });
}
