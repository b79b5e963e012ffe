import type { Hunk } from './hunks';

/** Where a line of an older text stands in a newer one. */
export interface Drift {
  /**
   * `same`: at the same number. `moved`: unchanged, at another number. `changed`: other lines stand in its place. `deleted`:
   * nothing does.
   */
  readonly how: 'same' | 'moved' | 'changed' | 'deleted';
  /** Counted from 1, in the newer text; for a line that is gone the one nearest to where it stood. */
  readonly line: number;
}

/**
 * Follows a line, counted from 1, through the edits that were made after it was counted: each step is the hunks from one text
 * to the next (deployed commit to working tree, working tree to unsaved buffer), in order. Hunks stand in the order of the text.
 */
export function drift(line: number, ...steps: readonly (readonly Hunk[])[]): Drift {
  let how: Drift['how'] = 'same';
  let at = line;
  for (const hunks of steps) {
    const step = through(at, hunks);
    at = step.line;
    if (step.how === 'changed' || step.how === 'deleted') how = how === 'deleted' ? how : step.how;
  }
  if (how === 'same' && at !== line) how = 'moved';
  return { how, line: at };
}

function through(line: number, hunks: readonly Hunk[]): Drift {
  const hunk = hunks[lastStartingBy(line, hunks)];
  if (!hunk) return { how: 'same', line };
  const { oldStart, oldCount, newStart, newCount } = hunk;
  const into = line - oldStart;
  if (oldCount > 0 && into < oldCount) {
    if (newCount === 0) return { how: 'deleted', line: Math.max(newStart, 1) };
    return { how: 'changed', line: newStart + Math.min(into, newCount - 1) };
  }
  const oldEnd = oldStart + Math.max(oldCount, 1);
  const newEnd = newStart + Math.max(newCount, 1);
  const to = line - oldEnd + newEnd;
  return { how: to === line ? 'same' : 'moved', line: to };
}

/** The index of the last hunk that starts at or before a line, found by halving; one that only inserts starts behind its line. */
function lastStartingBy(line: number, hunks: readonly Hunk[]): number {
  let low = 0;
  let high = hunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const hunk = hunks[middle];
    const first = hunk === undefined ? Infinity : hunk.oldStart + (hunk.oldCount === 0 ? 1 : 0);
    if (first <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
