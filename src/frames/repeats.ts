/**
 * How many times more the frame above is to be told for `[Previous line repeated 3 more times]`. CPython prints a frame three
 * times before it counts the rest, and three are enough to see a recursion; where a tool has left one, it is told as often as
 * was counted. `printed` is how often it stands in a row above; at most ten.
 * Source: https://docs.python.org/3/library/traceback.html#traceback.StackSummary.format
 */
export function repeatsToTell(line: string, printed: number): number {
  if (printed !== 1) return 0;
  const count = /^[\s|]*\[Previous line repeated (?<count>\d{1,7}) more times?\]/.exec(line)?.groups?.[
    'count'
  ];
  return Math.min(Number(count ?? 0), mostTold);
}

/** What such a line holds, cheap to look for. */
export const repeatCue = '[Previous line repeated ';

const mostTold = 10;
