import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a job returned, and the most memory that its process had at any time. */
export interface JobResult<T> {
  readonly result: T;
  readonly peakMb: number;
}

/**
 * Calls an exported function of a module in a process of its own, so that neither its memory nor its compiled code is that
 * of what ran before.
 *
 * @throws where the function throws, or takes longer than `MAX_JOB_MS`.
 */
export function inOwnProcess<T>(moduleUrl: string, name: string, ...args: readonly unknown[]): JobResult<T> {
  const output = execFileSync(
    process.execPath,
    ['scripts/benchJob.mjs', fileURLToPath(moduleUrl), name, JSON.stringify(args)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: MAX_JOB_MS },
  );
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as JobResult<T>;
}

const MAX_JOB_MS = 5 * 60_000;
