import type { Frame } from './frame';
import { isLibrary } from './library';
import { type Shape, shapes } from './shapes';
import { isSourceFile } from './sourceFile';
import { withoutColours } from './colours';

/**
 * The locations that a text names, in its order: frames of stack traces, `path:line` forms of tools, and those that people
 * write in reports. Never throws; takes time linear in the text. `path:508,519` is two frames, the second standing at `519`.
 */
export function readFrames(text: string): Frame[] {
  const plain = withoutColours(text);
  const used = shapes.filter((shape) => plain.text.includes(shape.cue));
  if (used.length === 0) return [];
  const lines = plain.text.split('\n');
  const frames: Frame[] = [];
  let offset = 0;
  let quotedLine = -1;
  for (const [index, line] of lines.entries()) {
    const at = (column: number): number => plain.at(offset + column);
    for (const found of index === quotedLine ? [] : readLine(line.slice(0, lineLimit), used)) {
      const quoted = quotedBelow(lines, index, found);
      if (found.shape.quotes && quoted) quotedLine = index + 1;
      frames.push(...toFrames(found, lines[index - 1], quoted, at));
    }
    offset += line.length + 1;
  }
  return frames;
}

/** What stands behind this in a line is not looked at, in characters: a minified file or a dump, not a trace. */
const lineLimit = 8_000;

/** The offset in the text of a column of the line. */
type Offset = (column: number) => number;

interface Found {
  readonly shape: Shape;
  readonly match: RegExpExecArray;
  readonly start: number;
  readonly end: number;
}

/**
 * The locations of one line, in order. Where two shapes find the same characters, the one that stands first in the table has
 * them, and a line of a stack is not searched for what people write.
 */
function readLine(line: string, used: readonly Shape[]): Found[] {
  const found: Found[] = [];
  const taken = new Uint8Array(line.length);
  for (const shape of used) {
    if (!line.includes(shape.cue)) continue;
    if (shape.language === 'text' && found.length > 0 && found[0]?.shape.language !== 'text') break;
    shape.pattern.lastIndex = 0;
    for (let match = shape.pattern.exec(line); match !== null; match = shape.pattern.exec(line)) {
      const [start, end] = match.indices?.groups?.['form'] ?? [match.index, match.index + match[0].length];
      if (!isLocation(shape, match.groups?.['path'] ?? '') || taken.subarray(start, end).includes(1))
        continue;
      taken.fill(1, start, end);
      found.push({ shape, match, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isLocation(shape: Shape, path: string): boolean {
  if (shape.anyPath) return /[\p{L}\]>]/u.test(path);
  return isSourceFile(path) || (shape.module === true && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(path));
}

function toFrames(found: Found, above: string | undefined, quoted: Quoted | undefined, at: Offset): Frame[] {
  const { shape, match } = found;
  const { path = '', line, column, more } = match.groups ?? {};
  const func = match.groups?.['function']?.trim() || functionAbove(shape, above);
  const lineNumber = line === undefined ? quoted?.line : Number(line);
  const moreAt = match.indices?.groups?.['more']?.[0];
  const first: Frame = {
    path,
    ...(lineNumber && { line: lineNumber }),
    ...(column !== undefined && { column: Number(column) }),
    ...(func && { function: func }),
    ...(quoted?.source && { source: quoted.source }),
    library: isLibrary(path, func),
    start: at(found.start),
    end: at(moreAt ?? found.end),
  };
  return moreAt === undefined ? [first] : [first, ...furtherLines(first, more ?? '', at, moreAt)];
}

/** The frames of `,519,530` behind `websocket.py:508`, each standing at its number. */
function furtherLines(first: Frame, more: string, at: Offset, moreAt: number): Frame[] {
  return [...more.matchAll(/\d+/g)].map((number) => {
    const column = moreAt + number.index;
    return Object.assign({}, first, {
      line: Number(number[0]),
      start: at(column),
      end: at(column + number[0].length),
    });
  });
}

function functionAbove(shape: Shape, above = ''): string | undefined {
  return shape.above?.exec(above.slice(0, lineLimit))?.groups?.['function'];
}

/** The source that stands below a frame, with its line number where that stands there. */
interface Quoted {
  readonly line?: number;
  readonly source: string;
}

function quotedBelow(lines: readonly string[], index: number, { shape, match }: Found): Quoted | undefined {
  if (shape.quotes) return indentedBelow(lines, index, match.index);
  return shape.arrow ? atArrow(lines, index) : undefined;
}

/**
 * The source line that Python prints below a frame, indented deeper than the frame; none where the next line is a frame or the
 * exception. A log prefix on both lines (`[12:00:01] ERROR `) is passed over when it differs in digits alone.
 */
function indentedBelow(lines: readonly string[], index: number, frameAt: number): Quoted | undefined {
  const prefix = (lines[index] ?? '').slice(0, frameAt);
  const below = (lines[index + 1] ?? '').slice(0, lineLimit);
  const sameStart = masked(below.slice(0, frameAt)) === masked(prefix);
  if (!sameStart || !/^\s+\S/.test(below.slice(frameAt))) return undefined;
  const source = below.slice(frameAt).trim();
  return /^[~^ ]+$/.test(source) ? undefined : { source };
}

function masked(prefix: string): string {
  return prefix.replace(/\d/g, '0');
}

/** The line at which IPython's arrow points (`---> 12 code`), within the block below a frame. */
function atArrow(lines: readonly string[], index: number): Quoted | undefined {
  for (const line of lines.slice(index + 1, index + arrowBlockLines)) {
    const arrow = /^-+> ?(?<line>\d{1,7})\s(?<source>.*)$/.exec(line.slice(0, lineLimit));
    if (arrow)
      return { line: Number(arrow.groups?.['line']), source: (arrow.groups?.['source'] ?? '').trim() };
    if (/^\S/.test(line)) return undefined;
  }
  return undefined;
}

/** IPython shows five lines around the arrow by default; a statement of many lines shows more. */
const arrowBlockLines = 40;
