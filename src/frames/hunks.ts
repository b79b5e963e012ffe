/**
 * Lines of one text that others stand for in the next: `oldCount` lines from `oldStart` became `newCount` lines from
 * `newStart`. Lines count from 1; where a count is 0, its start is the line before, as in a unified diff without context.
 */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/**
 * The hunks that lead from one text's lines to another's. Lines that stand once in both hold the texts together, then those that
 * stand once between two of these, and so on (Cohen's patience diff). Each level takes time linear in the lines but for a sort.
 * Source: https://bramcohen.livejournal.com/73318.html
 */
export function hunksBetween(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  compare(
    { lines: before, from: 0, to: before.length },
    { lines: after, from: 0, to: after.length },
    hunks,
    0,
  );
  return hunks;
}

/** Lines of a text, by their indexes from 0; `to` is the index behind them. */
interface Part {
  readonly lines: readonly string[];
  from: number;
  to: number;
}

/** Deeper, texts differ too much for their lines to be told apart. */
const mostLevels = 10;

function compare(old: Part, now: Part, hunks: Hunk[], level: number): void {
  while (old.from < old.to && now.from < now.to && old.lines[old.from] === now.lines[now.from]) {
    old.from++;
    now.from++;
  }
  while (old.from < old.to && now.from < now.to && old.lines[old.to - 1] === now.lines[now.to - 1]) {
    old.to--;
    now.to--;
  }
  if (old.from === old.to && now.from === now.to) return;
  const held = level < mostLevels ? anchors(old, now) : [];
  if (held.length === 0) {
    hunks.push(toHunk(old.from, old.to, now.from, now.to));
    return;
  }
  for (const anchor of [...held, { old: old.to, now: now.to }]) {
    const oldPart = { lines: old.lines, from: old.from, to: anchor.old };
    const nowPart = { lines: now.lines, from: now.from, to: anchor.now };
    compare(oldPart, nowPart, hunks, level + 1);
    old.from = anchor.old + 1;
    now.from = anchor.now + 1;
  }
}

function toHunk(old: number, oldEnd: number, now: number, nowEnd: number): Hunk {
  const oldCount = oldEnd - old;
  const newCount = nowEnd - now;
  return {
    oldStart: oldCount === 0 ? old : old + 1,
    oldCount,
    newStart: newCount === 0 ? now : now + 1,
    newCount,
  };
}

/** One line in both texts, by its index from 0. */
interface Anchor {
  readonly old: number;
  readonly now: number;
}

/** The longest run of lines that stand once in each part and in the same order in both. */
function anchors(old: Part, now: Part): Anchor[] {
  const onceNow = standingOnce(now);
  const once: Anchor[] = [];
  for (const [line, index] of standingOnce(old)) {
    const other = onceNow.get(line);
    if (other !== undefined) once.push({ old: index, now: other });
  }
  return longestRising(once);
}

/** The lines that stand once, with their indexes, in the order of the text. */
function standingOnce({ lines, from, to }: Part): Map<string, number> {
  const indexes = new Map<string, number>();
  const again = new Set<string>();
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? '';
    if (indexes.has(line)) again.add(line);
    else indexes.set(line, index);
  }
  for (const line of again) indexes.delete(line);
  return indexes;
}

/** The longest subsequence whose `now` rises, by laying the anchors on piles as in the card game. */
function longestRising(once: readonly Anchor[]): Anchor[] {
  const tops: Link[] = [];
  for (const anchor of once) {
    const pile = firstPileNotBelow(tops, anchor.now);
    const below = tops[pile - 1];
    tops[pile] = below ? { anchor, below } : { anchor };
  }
  const run: Anchor[] = [];
  for (let link = tops.at(-1); link; link = link.below) run.push(link.anchor);
  return run.reverse();
}

interface Link {
  readonly anchor: Anchor;
  readonly below?: Link;
}

function firstPileNotBelow(tops: readonly Link[], now: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle]?.anchor.now ?? 0) < now) low = middle + 1;
    else high = middle;
  }
  return low;
}
