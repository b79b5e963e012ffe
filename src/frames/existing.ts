import { suffixAt } from './lineSuffix';

/** Whether a path, as a text writes it, is that of a file. It is asked for at most a few hundred paths a line. */
export type IsFile = (path: string) => boolean;

/** A location whose path is there. Columns of the text count from 0. */
export interface Existing {
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads, line by line, the locations that are trusted only since their file is there: any path with a line behind it, a path
 * with a folder in it, a dotted module, and numbers at the start of the lines below a path (as ripgrep, ESLint and diffs print them).
 */
export class ExistingPaths {
  /** The path that stood alone on a line, to which the numbers below belong. */
  #heading: string | undefined;
  /** The path of a diff's new side, to which its hunks belong. */
  #diffed: string | undefined;

  constructor(private readonly isFile: IsFile) {}

  /** Of the next line of the text. */
  in(line: string): Existing[] {
    const numbered = this.#numbered(line);
    if (numbered) return [numbered];
    const found = this.#paths(line.replace(webAddress, (address) => ' '.repeat(address.length)));
    const [only] = found;
    if (only && only.line === undefined && line.trim() === line.slice(only.start, only.end))
      this.#heading = only.path;
    if (only && line.startsWith('+++ ')) this.#diffed = only.path;
    if (line.trim() === '') this.#heading = undefined;
    return found;
  }

  #numbered(line: string): Existing | undefined {
    const hunk = this.#diffed === undefined ? null : hunkStart.exec(line);
    const place = hunk ?? (this.#heading === undefined ? null : numberFirst.exec(line));
    const path = hunk ? this.#diffed : this.#heading;
    const { before = '', line: number, column } = place?.groups ?? {};
    if (!place || path === undefined || Number(number) === 0) return undefined;
    return {
      path,
      line: Number(number),
      ...(column !== undefined && { column: Number(column) }),
      start: before.length,
      end: place[0].length,
    };
  }

  #paths(line: string): Existing[] {
    const found: Existing[] = [];
    const starts = isDiffHeader.test(line) ? diffStarts : pathStarts;
    starts.lastIndex = 0;
    let asked = 0;
    for (let match = starts.exec(line); match !== null && asked < mostAsked; match = starts.exec(line)) {
      const start = match.index;
      for (const end of pathEnds(line, start)) {
        const suffix = suffixAt(line, end);
        const path = line.slice(start, end);
        if (suffix === undefined && !isTelling.test(path)) continue;
        asked++;
        if (!this.isFile(path)) continue;
        const location = { path, start, end, ...suffix };
        found.push(location);
        starts.lastIndex = location.end;
        break;
      }
    }
    return found;
  }
}

/** What it names is on another machine, or in another repository. */
const webAddress = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>()]+/g;

/** A line of hostile text does not make the files be asked for more often than this. */
const mostAsked = 400;

/** What is looked for without a line behind it: a path with a folder in it, or a dotted module of three names or more. */
const isTelling = /[\\/].|^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,}$/;

/** Where a path may start: at the line's start, or behind what sets words apart. */
const pathStarts = /(?<=^|[\s"'`([{<>|=,;:])[^\s"'`()[\]{}<>|=,;:]/g;

/** In the header of a diff behind the `a/` and `b/` with which git tells the sides apart. */
const diffStarts = /(?<=\s[abciow]\/)\S/g;
const isDiffHeader = /^(?:\+\+\+ |--- |diff --git )[abciow]\//;

/** `@@ -7,6 +5,7 @@` */
const hunkStart = /^(?<before>@@ -\d{1,7}(?:,\d{1,7})? \+)(?<line>\d{1,7})/;

/** `5: text`, `  5:3  error`; not a time of day. */
const numberFirst = /^(?<before>\s{0,20})(?!\d\d:\d\d:\d\d)(?<line>\d{1,7}):(?:(?<column>\d{1,7})(?=[\s:]))?/;

/** In characters. */
const longestPath = 400;
const mostEnds = 16;

/** Where a path that starts at a column may end, the longest first. Only a path with a folder or in quotes may hold spaces. */
function pathEnds(line: string, start: number): number[] {
  const ends: number[] = [];
  const last = Math.min(line.length, start + longestPath);
  let mayHoldSpaces = /["'`]/.test(line.charAt(start - 1));
  for (let end = start + 1; end <= last && ends.length < mostEnds; end++) {
    const next = line.charAt(end);
    if (/[\\/]/.test(next)) mayHoldSpaces = true;
    const isEnd = next === '' || /[\s"'`()[\]{}<>|,;:#?*]/.test(next);
    if (isEnd || (next === '.' && /^\s?$/.test(line.charAt(end + 1)))) ends.push(end);
    if (/\s/.test(next) && !mayHoldSpaces) break;
  }
  return ends.reverse();
}
