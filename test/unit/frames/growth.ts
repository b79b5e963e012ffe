/**
 * How many times as much work an input of `large` takes as one of `small`, by the time that this process had on the
 * processor: other processes do not count. Each is done for long enough that the clock's grain does not decide (15 ms on
 * Windows), and the least of several rounds is taken, since a round may be in for a collection of garbage.
 */
export function growth(work: (size: number, round: number) => void, small: number, large: number): number {
  work(small, -1); // compiled before the clock runs
  const rounds = [1, 2, 3].map(() => [cost(work, small), cost(work, large)] as const);
  return Math.min(...rounds.map(([, cost]) => cost)) / Math.min(...rounds.map(([cost]) => cost));
}

const LEAST_MS = 30;
let round = 0;

/** In milliseconds of one call. */
function cost(work: (size: number, round: number) => void, size: number): number {
  const start = cpuMs();
  let calls = 0;
  while (cpuMs() - start < LEAST_MS) {
    work(size, round++);
    calls++;
  }
  return (cpuMs() - start) / calls;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
