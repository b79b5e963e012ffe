import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long work took, in milliseconds: by the clock, and of the processors' time, to which each thread adds. */
export interface Duration {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Starts a clock, which tells how long ago that was. */
export function stopwatch(): () => Duration {
  const began = performance.now();
  const beganCpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(beganCpu);
    return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 };
  };
}

/** Of work on one thread the time that it had: less than by the clock when other processes kept it waiting. */
export function ownMs({ wallMs, cpuMs }: Duration): number {
  return Math.min(wallMs, cpuMs);
}

/**
 * The longest time for which `run` kept everything else on this thread from running, in milliseconds; without the time
 * for which the thread itself had to wait for a processor, where the system tells it.
 */
export async function longestBlock(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  const end = new AbortController();
  const watch = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const began = performance.now() - queuedMs();
      await sleep(TICK_MS);
      longest = Math.max(longest, performance.now() - queuedMs() - began);
    }
  };
  const watching = watch();
  await run().finally(() => end.abort());
  await watching;
  return longest;
}

const TICK_MS = 1;

/**
 * For how long this thread has been ready to run while others had the processors.
 * Source: https://docs.kernel.org/scheduler/sched-stats.html ("/proc/<pid>/schedstat").
 */
function queuedMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0; // not on Linux
  }
}
