import { codeIn, readBlocks, type Block } from './blocks';
import { lineStart, linesIn, trimEnd } from './lines';

/**
 * Markdown of the user's own that fills a section of the report. What would end the section or reach beyond it is
 * written with a backslash before it: headings of the section's depth or above, footnotes, conflict markers, and fences
 * and HTML that nothing closes. A line that has such a backslash already gets one more, so that reading gives back
 * the very same text.
 * @param depth of the section's heading
 */
export function writeSection(text: string, depth: number): string {
  const plain = text.split('\n');
  const escaped = new Set<number>();
  const lines = (): string[] =>
    plain.map((line, number) => (escaped.has(number) ? line.replace(PLACE, '\\') : line));
  // Taking the meaning from a line can give meaning to those behind it, so look again until nothing is found.
  for (let pass = 0; pass < plain.length; pass++) {
    const reaching = linesReachingOut(lines(), depth);
    if (reaching.size === 0) break;
    for (const number of reaching) escaped.add(number);
  }
  for (const number of escapedIn(lines())) escaped.add(number);
  return lines().join('\n');
}

/** The text that `writeSection` wrote. */
export function readSection(markdown: string): string {
  const lines = markdown.split(/\r\n|\r|\n/);
  const escaped = escapedIn(lines);
  return lines.map((line, number) => (escaped.has(number) ? line.replace(ESCAPED, '$1$2') : line)).join('\n');
}

/** Starts of lines that mean something to Markdown by themselves. */
const START = '#{1,6}(?=[ \\t]|$)|`{3}|~{3}|<|\\[\\^|=+[ \\t]*$|-+[ \\t]*$';
const ESCAPED = new RegExp(`^( {0,3})\\\\(\\\\*(?:${START}))`);
/** Where a line gets its backslash. */
const PLACE = new RegExp(`(?<=^ {0,3})(?=\\\\*(?:${START}))`);
const CONFLICT = /^<{7}(?: |$)/;

/** Numbers of lines, from 0, that start with a backslash before something that means something. */
function escapedIn(lines: readonly string[]): Set<number> {
  return numbersOutsideCode(lines, (line) => ESCAPED.test(line));
}

function linesReachingOut(lines: readonly string[], depth: number): Set<number> {
  const text = lines.join('\n');
  const blocks = readBlocks(`${text}\n\n# probe`);
  const numberAt = lineNumbers(text);
  const reaching = new Set<number>();
  for (const block of blocks.slice(0, -1)) {
    if (block.type === 'footnoteDefinition') reaching.add(numberAt(block.start));
    if (block.type === 'heading' && block.depth <= depth) reaching.add(numberAt(markOf(text, block)));
  }
  const last = blocks.at(-1);
  if (last && last.start < text.length) reaching.add(numberAt(last.start));
  for (const number of numbersOutsideCode(lines, (line) => CONFLICT.test(line))) reaching.add(number);
  return reaching;
}

/** Where the heading's mark stands: its `#`, or the line below it. */
function markOf(text: string, { start, end }: Block): number {
  return text.slice(start, end).includes('\n') ? end - 1 : start;
}

function numbersOutsideCode(lines: readonly string[], wanted: (line: string) => boolean): Set<number> {
  const numbers = new Set(lines.flatMap((line, number) => (wanted(line) ? [number] : [])));
  if (numbers.size === 0) return numbers;
  const text = lines.join('\n');
  const numberAt = lineNumbers(text);
  for (const code of codeIn(text)) {
    const { start, end } = trimEnd(text, code);
    for (let number = numberAt(start); number <= numberAt(end); number++) numbers.delete(number);
  }
  return numbers;
}

/** From an offset to the number of its line, from 0. */
function lineNumbers(text: string): (offset: number) => number {
  const numbers = new Map(
    linesIn(text, { start: 0, end: text.length }).map((line, number) => [line.start, number]),
  );
  return (offset) => numbers.get(lineStart(text, offset)) ?? 0;
}
