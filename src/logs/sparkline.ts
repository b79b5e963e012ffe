import type { Series } from './pattern';

/** How wide a sparkline gets, in characters: more would push the rest of a tree item out of a narrow sidebar. */
export const SPARKLINE_WIDTH = 12;

/** Unicode's lower block elements, U+2581 to U+2588; the lowest stands for nothing at all. */
const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** How often over time as blocks, the newest at the right; empty where one moment is all there is. */
export function sparkline({ counts }: Series, width: number = SPARKLINE_WIDTH): string {
  if (counts.length < 2) return '';
  const cells = cellsOf(counts, width);
  const most = cells.reduce((a, b) => Math.max(a, b), 0);
  return cells.map((cell) => blockOf(cell, most)).join('');
}

/** From when to when a series goes, and how long each block of its sparkline is: "2025-03-01 10:00 to …, 8 h each". */
export function sparklineSpan(
  { startMs, bucketMs, counts }: Series,
  width: number = SPARKLINE_WIDTH,
): string {
  const endMs = startMs + bucketMs * counts.length;
  const each = durationText(bucketMs * perCell(counts.length, width));
  return `${minuteText(startMs)} to ${minuteText(endMs)} UTC, ${each} each`;
}

/** Sums of as many counts each, but for the oldest, which has what is left over. */
function cellsOf(counts: readonly number[], width: number): number[] {
  const each = perCell(counts.length, width);
  const cells: number[] = [];
  for (let end = counts.length; end > 0; end -= each) {
    cells.push(counts.slice(Math.max(0, end - each), end).reduce((a, b) => a + b, 0));
  }
  return cells.reverse();
}

function perCell(length: number, width: number): number {
  return Math.max(1, Math.ceil(length / Math.max(1, width)));
}

/** A cell with anything in it never looks empty. */
function blockOf(cell: number, most: number): string {
  const level = cell > 0 && most > 0 ? Math.max(1, Math.round((cell / most) * (BLOCKS.length - 1))) : 0;
  return BLOCKS[level] ?? '';
}

function minuteText(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? 'unknown' : time.toISOString().slice(0, 16).replace('T', ' ');
}

const UNITS: readonly [ms: number, unit: string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** In the largest unit that the duration reaches: `36 h` is `1.5 d`. */
function durationText(ms: number): string {
  const [inUnit, unit] = UNITS.find(([size]) => ms >= size) ?? [1, 'ms'];
  return `${Math.round((ms / inUnit) * 10) / 10} ${unit}`;
}
