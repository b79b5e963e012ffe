/** Part of a text: offsets, the end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The line ending of a file: that of its first line. */
export function lineEnding(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  return start;
}

/** Where the line ends, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text[end])) end++;
  return end;
}

/** Where the next line starts; the end of the text behind its last line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** Whether there is a line at the offset and nothing stands in it. */
export function isBlankLine(text: string, offset: number): boolean {
  return offset < text.length && !/[^ \t]/.test(text.slice(lineStart(text, offset), lineEnd(text, offset)));
}

/** The lines of a part of the text, without their endings. */
export function linesIn(text: string, { start, end }: Range): Range[] {
  const lines: Range[] = [];
  for (let at = start; at < end; at = nextLine(text, at))
    lines.push({ start: at, end: Math.min(lineEnd(text, at), end) });
  return lines;
}

/** The part without the white space at its end. */
export function trimEnd(text: string, { start, end }: Range): Range {
  let last = end;
  while (last > start && ' \t\r\n'.includes(text.charAt(last - 1))) last--;
  return { start, end: last };
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
