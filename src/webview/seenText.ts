import type { Seen } from '../whys/page';

/** All problems' patterns together; undefined where none is known. */
export function seenTogether(seen: readonly (Seen | null)[]): Seen | undefined {
  const known = seen.filter((one) => one !== null);
  if (known.length === 0) return undefined;
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    firstSeen: known.map(({ firstSeen }) => firstSeen).reduce((a, b) => (a < b ? a : b)),
    lastSeen: known.map(({ lastSeen }) => lastSeen).reduce((a, b) => (a > b ? a : b)),
  };
}

/** `27 times · last 2025-01-07 15:42 UTC` */
export function seenText({ count, lastSeen }: Seen): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'time' : 'times'} · last ${minuteOf(lastSeen)}`;
}

function minuteOf(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
