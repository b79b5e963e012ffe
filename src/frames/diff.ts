import type { Hunk } from './hunks';

/** How one file differs between two commits, or between a commit and the working tree. */
export interface FileDiff {
  /** Relative to the repository; undefined for a file that is new. */
  readonly oldPath?: string;
  /** Relative to the repository; undefined for a file that was deleted. */
  readonly newPath?: string;
  /** In the order of the file; none for a binary file, a mere rename or a change of mode. */
  readonly hunks: readonly Hunk[];
}

/**
 * Reads what `git diff --unified=0 --find-renames --no-color --no-ext-diff --src-prefix=a/ --dst-prefix=b/` prints. Takes
 * linear time; what it does not know is passed over.
 * Source: https://git-scm.com/docs/diff-format#generate_patch_text_with_p
 */
export function readDiff(diff: string): FileDiff[] {
  const files: OpenFile[] = [];
  let file: OpenFile | undefined;
  /** Lines of the hunk that are still to come: they may look like headers. */
  let left = 0;
  for (const line of linesOf(diff)) {
    if (left > 0 && /^[-+ ]/.test(line)) left--;
    else if (line.startsWith('diff --git ')) files.push((file = { hunks: [] }));
    else if (file) left = readHeaderLine(line, file);
  }
  return files.filter(({ oldPath, newPath }) => oldPath !== undefined || newPath !== undefined);
}

interface OpenFile {
  oldPath?: string;
  newPath?: string;
  readonly hunks: Hunk[];
}

function* linesOf(text: string): Iterable<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  if (start < text.length) yield text.slice(start);
}

/** Reads a line above or between hunks; gives how many lines of a hunk follow it. */
function readHeaderLine(line: string, file: OpenFile): number {
  const path = /^(?<key>rename from|rename to|---|\+\+\+) (?<path>.+)$/.exec(line)?.groups;
  if (path) {
    setPath(file, path['key'] ?? '', path['path'] ?? '');
    return 0;
  }
  const hunk = /^@@ -(?<from>\d{1,9})(?:,(?<gone>\d{1,9}))? \+(?<to>\d{1,9})(?:,(?<come>\d{1,9}))? @@/.exec(
    line,
  )?.groups;
  if (!hunk) return 0;
  const oldCount = Number(hunk['gone'] ?? 1);
  const newCount = Number(hunk['come'] ?? 1);
  file.hunks.push({ oldStart: Number(hunk['from']), oldCount, newStart: Number(hunk['to']), newCount });
  return oldCount + newCount;
}

function setPath(file: OpenFile, key: string, written: string): void {
  const path = unquoted(written.replace(/\t$/, ''));
  if (path === '/dev/null') return;
  if (key === 'rename from') file.oldPath = path;
  else if (key === 'rename to') file.newPath = path;
  else if (key === '---') file.oldPath = path.slice('a/'.length);
  else file.newPath = path.slice('b/'.length);
}

/** A path that git quotes as C does: `"d\303\251j\303\240.py"`. */
function unquoted(path: string): string {
  if (!/^".*"$/.test(path)) return path;
  const bytes: number[] = [];
  const parts = /\\(?<octal>[0-7]{3})|\\(?<escape>.)|(?<plain>[^\\]+)/g;
  for (const { groups } of path.slice(1, -1).matchAll(parts)) {
    if (groups?.['octal'] !== undefined) bytes.push(Number.parseInt(groups['octal'], 8));
    else {
      const text = escapes[groups?.['escape'] ?? ''] ?? groups?.['escape'] ?? groups?.['plain'] ?? '';
      bytes.push(...new TextEncoder().encode(text));
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const escapes: Readonly<Record<string, string | undefined>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};
