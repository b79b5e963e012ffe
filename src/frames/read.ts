import { asideLines } from './asides';
import { withoutColours } from './colours';
import { type Existing, ExistingPaths, type IsFile } from './existing';
import { type Found, foundIn } from './found';
import type { Frame } from './frame';
import { isLibrary } from './library';
import type { Mutable } from './mutable';
import { type Quoted, quotedBelow } from './quoted';
import { repeatCue, repeatsToTell } from './repeats';
import type { Shape } from './shapes';

/**
 * The locations that a text names, in its order: frames of stack traces, `path:line` forms of tools, and those that people
 * write in reports. Never throws; takes time linear in the text. `path:508,519` is two frames, the second standing at `519`.
 *
 * With `isFile`, forms that are too weak to trust by themselves are read too, where their path is that of a file: `serve 12:5`,
 * `"my notes",12`, `LICENSE(3)`, `src/app.ts` alone, and line numbers below a path.
 */
export function readFrames(text: string, isFile?: IsFile): Frame[] {
  const plain = withoutColours(text);
  const lines = plain.text.split('\n');
  const asides = asideLines(lines, plain.text);
  const existing = isFile && new ExistingPaths(isFile);
  const frames: Frame[] = [];
  let offset = 0;
  let quotedLine = -1;
  for (let index = 0; index < lines.length; index++) {
    const whole = lines[index] ?? '';
    const lineStart = offset;
    offset += whole.length + 1;
    if (index === quotedLine) continue;
    const line = whole.length > lineLimit ? whole.slice(0, lineLimit) : whole;
    const there = existing?.in(line) ?? [];
    const found = withoutOverlaps(foundIn(line), there);
    const isRepeat = line.includes(repeatCue);
    if (found.length === 0 && there.length === 0 && !isRepeat) continue;
    const at: Offset = (column) => plain.at(lineStart + column);
    const inLine: Mutable<Frame>[] = isRepeat ? repeated(line, frames, at) : [];
    for (const location of found) {
      const quoted = quotedBelow(lines, index, location.shape, location.formStart);
      if (location.shape.quotes && quoted) quotedLine = index + 1;
      inLine.push(...toFrames(location, lines[index - 1], quoted, at));
    }
    for (const location of there) {
      if (!found.some((other) => overlaps(other, location))) inLine.push(toFrame(location, at));
    }
    if (there.length > 0) inLine.sort((a, b) => a.start - b.start);
    const aside = asides.get(index);
    if (aside) for (const frame of inLine) frame.aside = aside;
    frames.push(...inLine);
  }
  return frames;
}

/** What stands behind this in a line is not looked at, in characters: a minified file or a dump, not a trace. */
const lineLimit = 8_000;

/** The offset in the text of a column of the line. */
type Offset = (column: number) => number;

interface Span {
  readonly start: number;
  readonly end: number;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** What people write gives way to a path that is there and starts before it: `my file.ts:12` is not `file.ts:12`. */
function withoutOverlaps(found: readonly Found[], there: readonly Existing[]): readonly Found[] {
  if (there.length === 0) return found;
  return found.filter(
    (location) =>
      location.shape.language !== 'text' ||
      !there.some((other) => other.start < location.start && other.end >= location.end),
  );
}

function toFrame({ path, line, column, start, end }: Existing, at: Offset): Frame {
  const frame: Mutable<Frame> = { path, library: isLibrary(path), start: at(start), end: at(end) };
  if (line !== undefined) frame.line = line;
  if (column !== undefined) frame.column = column;
  return frame;
}

/** The frame above, as often as the line says that it was repeated; each stands at the line. */
function repeated(line: string, frames: readonly Frame[], at: Offset): Frame[] {
  const last = frames.at(-1);
  const before = frames.at(-2);
  if (last === undefined) return [];
  const printed = before?.path === last.path && before.line === last.line ? 2 : 1;
  const span = { start: at(0), end: at(line.length) };
  return Array.from({ length: repeatsToTell(line, printed) }, () => Object.assign({}, last, span));
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
  if (told.aside) first.aside = told.aside;
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
