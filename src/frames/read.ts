import type { Frame } from './frame';
import { isLibrary } from './library';
import type { Mutable } from './mutable';
import { remembering } from './remembering';
import { type Shape, shapes } from './shapes';
import { isSourceFile } from './sourceFile';
import { withoutColours } from './colours';

/**
 * The locations that a text names, in its order: frames of stack traces, `path:line` forms of tools, and those that people
 * write in reports. Never throws; takes time linear in the text. `path:508,519` is two frames, the second standing at `519`.
 */
export function readFrames(text: string): Frame[] {
  const plain = withoutColours(text);
  const lines = plain.text.split('\n');
  const frames: Frame[] = [];
  let offset = 0;
  let quotedLine = -1;
  for (const [index, line] of lines.entries()) {
    const lineStart = offset;
    offset += line.length + 1;
    if (index === quotedLine) continue;
    for (const found of readLine(line.slice(0, lineLimit))) {
      const quoted = quotedBelow(lines, index, found);
      if (found.shape.quotes && quoted) quotedLine = index + 1;
      frames.push(...toFrames(found, lines[index - 1], quoted, (column) => plain.at(lineStart + column)));
    }
  }
  return frames;
}

/** What stands behind this in a line is not looked at, in characters: a minified file or a dump, not a trace. */
const lineLimit = 8_000;

/** The offset in the text of a column of the line. */
type Offset = (column: number) => number;

/** A location in a line, with what the line alone tells of it. Columns count from 0. */
interface Found {
  readonly shape: Shape;
  readonly told: Omit<Frame, 'start' | 'end'>;
  readonly start: number;
  readonly end: number;
  /** Where the whole form starts, `File "` and all. */
  readonly formStart: number;
  /** `,519,530` behind `websocket.py:508`. */
  readonly more?: { readonly text: string; readonly start: number };
}

/**
 * The locations of one line, in order. Where two shapes find the same characters, the one that stands first in the table has
 * them, and a line of a stack is not searched for what people write.
 */
const readLine = remembering((line): readonly Found[] => {
  const found: Found[] = [];
  let taken: Uint8Array | undefined;
  for (const shape of shapes) {
    if (!holds(line, shape.cue)) continue;
    if (shape.language === 'text' && found.length > 0 && found[0]?.shape.language !== 'text') break;
    shape.pattern.lastIndex = 0;
    for (let match = shape.pattern.exec(line); match !== null; match = shape.pattern.exec(line)) {
      const { path = '' } = match.groups ?? {};
      const [start, end] = match.indices?.groups?.['form'] ?? [match.index, match.index + match[0].length];
      if (!isLocation(shape, path) || taken?.subarray(start, end).includes(1)) continue;
      taken ??= new Uint8Array(line.length);
      taken.fill(1, start, end);
      found.push(toFound(shape, match, start, end));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}, 2_000);

function holds(line: string, cue: Shape['cue']): boolean {
  return typeof cue === 'string' ? line.includes(cue) : cue.test(line);
}

function toFound(shape: Shape, match: RegExpExecArray, start: number, end: number): Found {
  const { path = '', line, column, function: name, more } = match.groups ?? {};
  const func = name?.trim();
  const moreStart = match.indices?.groups?.['more']?.[0];
  const told: Mutable<Found['told']> = { path, library: isLibrary(path, func) };
  if (Number(line) > 0) told.line = Number(line);
  if (column !== undefined) told.column = Number(column);
  if (func) told.function = func;
  return {
    shape,
    told,
    start,
    end: moreStart ?? end,
    formStart: match.index,
    ...(more !== undefined && moreStart !== undefined && { more: { text: more, start: moreStart } }),
  };
}

function isLocation(shape: Shape, path: string): boolean {
  if (shape.anyPath) return /[\p{L}\]>]/u.test(path);
  return isSourceFile(path) || (shape.module === true && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(path));
}

function toFrames(
  { shape, told, start, end, more }: Found,
  above: string | undefined,
  quoted: Quoted | undefined,
  at: Offset,
): Frame[] {
  const func = told.function ?? functionAbove(shape, above);
  const line = told.line ?? quoted?.line;
  const library = told.library || (shape.above !== undefined && isLibrary(told.path, func));
  const first: Mutable<Frame> = { path: told.path, library, start: at(start), end: at(end) };
  if (line) first.line = line;
  if (told.column !== undefined) first.column = told.column;
  if (func) first.function = func;
  if (quoted?.source) first.source = quoted.source;
  return more === undefined ? [first] : [first, ...furtherLines(first, more.text, at, more.start)];
}

/** The frames of `,519,530` behind `websocket.py:508`, each standing at its number. */
function furtherLines(first: Frame, more: string, at: Offset, moreStart: number): Frame[] {
  return [...more.matchAll(/\d+/g)].map((number) => {
    const column = moreStart + number.index;
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

function quotedBelow(
  lines: readonly string[],
  index: number,
  { shape, formStart }: Found,
): Quoted | undefined {
  if (shape.quotes) return indentedBelow(lines, index, formStart);
  return shape.arrow ? atArrow(lines, index) : undefined;
}

/**
 * The source line that Python prints below a frame, indented deeper than the frame; none where the next line is a frame or the
 * exception. A log prefix on both lines (`[12:00:01] ERROR `) is passed over when it differs in digits alone.
 */
function indentedBelow(lines: readonly string[], index: number, frameAt: number): Quoted | undefined {
  const prefix = (lines[index] ?? '').slice(0, frameAt);
  const below = (lines[index + 1] ?? '').slice(0, lineLimit);
  const sameStart = below.startsWith(prefix) || masked(below.slice(0, frameAt)) === masked(prefix);
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
