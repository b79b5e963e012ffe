/** A commit as far as it is shown. */
export interface Commit {
  /** The whole hash. */
  readonly hash: string;
  /** When it was committed, in milliseconds since 1970. */
  readonly timeMs: number;
  /** The first line of its message. */
  readonly subject: string;
}

/** What `readCommits` reads: hash, time and subject, a NUL between them, one commit a line. */
export const COMMIT_FORMAT = '--format=%H%x00%ct%x00%s';

/** Reads what `git log` prints with `COMMIT_FORMAT`; other lines are passed over. */
export function readCommits(log: string): Commit[] {
  return log.split('\n').flatMap((line) => {
    const [hash = '', seconds = '', subject] = line.split('\0');
    if (subject === undefined || !isHash(hash)) return [];
    return [{ hash, timeMs: Number(seconds) * 1000, subject }];
  });
}

/**
 * The commit that `git blame --porcelain` gives for one line; undefined for a line that is not committed yet.
 * Source: https://git-scm.com/docs/git-blame#_the_porcelain_format
 */
export function readBlame(porcelain: string): Commit | undefined {
  const lines = porcelain.split('\n');
  const hash = lines[0]?.split(' ')[0] ?? '';
  if (!isHash(hash) || /^0+$/.test(hash)) return undefined;
  const value = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  return { hash, timeMs: Number(value('committer-time') ?? 0) * 1000, subject: value('summary') ?? '' };
}

/** Whether a text is a whole hash, by SHA-1 or SHA-256. */
export function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** A hash as people read it. */
export function shortHash(hash: string): string {
  return hash.slice(0, 7);
}

/** How long ago something was, in words: `3 days ago`. */
export function ageOf(timeMs: number, nowMs: number): string {
  const seconds = Math.max(0, (nowMs - timeMs) / 1000);
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
