import { definitionsOf } from './definition';
import type { Frame } from './frame';
import { squeezed } from './squeezed';

/** Where the code of a frame stands in a file as it is now. */
export interface MovedLine {
  /** Counted from 1; the frame's own line where the new one is unknown. */
  readonly line: number;
  readonly how: 'same' | 'moved' | 'unknown';
  /** In words for the user, such as "the quoted line stands 4 lines further down". */
  readonly reason: string;
}

/**
 * Finds the source line that the frame quotes in the lines of the file as it is now, without regard to white space: at the
 * frame's line, else where it stands alone, else within the frame's function, else nearest. Two that are equally near are
 * not told apart, and a line that is only brackets finds nothing.
 *
 * Where the trace quotes nothing, a line that does not lie in the frame's function any more gives way to the function's start.
 */
export function movedLine(frame: Frame, lines: readonly string[]): MovedLine {
  const line = frame.line ?? 1;
  const unknown = (reason: string): MovedLine => ({ line, how: 'unknown', reason });
  if (frame.source === undefined)
    return outsideOfFunction(frame, lines) ?? unknown('the trace does not quote the line');
  const source = squeezed(frame.source);
  if (squeezed(lines[line - 1] ?? '') === source)
    return { line, how: 'same', reason: 'the line is as the trace quotes it' };
  if (!/\w/.test(source)) return unknown('the line that the trace quotes says too little to be found again');
  const all = lines.flatMap((text, index) => (squeezed(text) === source ? [index + 1] : []));
  const [only] = all;
  if (only === undefined) return unknown('the line that the trace quotes is not in the file any more');
  const moved = (to: number, where: string): MovedLine => ({
    line: to,
    how: 'moved',
    reason: `the quoted line stands ${where}`,
  });
  if (all.length === 1) return moved(only, `${distance(line, only)}, and nowhere else`);
  const inside = all.filter((at) => isInside(lines, at, frame.function));
  const near = nearest(inside.length > 0 ? inside : all, line);
  if (near === undefined)
    return unknown(`the quoted line stands at ${all.length} places, two of them equally near`);
  const where = inside.length > 0 ? `in ${frame.function ?? ''}` : 'nearest';
  return moved(near, `${distance(line, near)}: ${where} of ${all.length} places`);
}

function outsideOfFunction(frame: Frame, lines: readonly string[]): MovedLine | undefined {
  const line = frame.line ?? 1;
  const starts = definitionsOf(lines, frame.function);
  const [only] = starts;
  if (only === undefined || starts.length > 1 || isWithin(lines, only, line)) return undefined;
  return {
    line: only,
    how: 'moved',
    reason: `${frame.function ?? ''} begins here, and line ${line} is outside of it now`,
  };
}

/** Whether a line belongs to the body that begins at `start`: all between are indented deeper, or close a bracket. */
function isWithin(lines: readonly string[], start: number, line: number): boolean {
  if (line < start || line > lines.length) return false;
  const depth = indentation(lines[start - 1] ?? '');
  return lines
    .slice(start, line)
    .every((text) => text.trim() === '' || indentation(text) > depth || /^\s*[)\]}]/.test(text));
}

function distance(from: number, to: number): string {
  const lines = Math.abs(to - from);
  return `${lines} ${lines === 1 ? 'line' : 'lines'} further ${to > from ? 'down' : 'up'}`;
}

function nearest(candidates: readonly number[], line: number): number | undefined {
  const [first, second] = candidates.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line));
  if (first !== undefined && second !== undefined && Math.abs(first - line) === Math.abs(second - line))
    return undefined;
  return first;
}

/** Whether one of the lines that enclose a line, by their smaller indentation, names the function. */
function isInside(lines: readonly string[], at: number, func: string | undefined): boolean {
  const name = /(?<name>[\w$]+)[^\w$]*$/.exec(func ?? '')?.groups?.['name'];
  if (name === undefined) return false;
  const named = new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`);
  let depth = indentation(lines[at - 1] ?? '');
  for (let i = at - 2; i >= 0 && depth > 0; i--) {
    const line = lines[i] ?? '';
    if (line.trim() === '' || indentation(line) >= depth) continue;
    if (named.test(line)) return true;
    depth = indentation(line);
  }
  return false;
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
