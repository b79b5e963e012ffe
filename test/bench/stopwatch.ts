/**
 * Starts a clock that gives milliseconds: the wall's, or the processor's where that is less, since then this process was
 * kept waiting by others.
 */
export function stopwatch(): () => number {
  const began = performance.now();
  const beganCpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(beganCpu);
    return Math.min(performance.now() - began, (user + system) / 1000);
  };
}

/** The longest time for which `run` kept everything else in this process from running, in milliseconds. */
export async function longestBlock(run: () => Promise<void>): Promise<number> {
  let longest = 0;
  const end = new AbortController();
  const watch = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const elapsed = stopwatch();
      await new Promise((resolve) => setImmediate(resolve));
      longest = Math.max(longest, elapsed());
    }
  };
  const watching = watch();
  await run().finally(() => end.abort());
  await watching;
  return longest;
}
