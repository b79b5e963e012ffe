import { readBlocks, type Block } from './blocks';
import { isBlankLine, lineEnd, lineStart, nextLine, type Range } from './lines';
import { contentStart } from './outline';
import type { TextEdit } from './textEdit';

/** Puts a block behind the line of an offset, or at the file's beginning, with blank lines around it. */
export function blockAfter(markdown: string, offset: number | undefined, block: string): TextEdit {
  if (offset === undefined) {
    const start = contentStart(markdown);
    return { start, end: start, text: start < markdown.length ? `${block}\n\n` : `${block}\n` };
  }
  const end = lineEnd(markdown, offset);
  const next = nextLine(markdown, offset);
  const closing = next === markdown.length || isBlankLine(markdown, next) ? '' : '\n';
  return { start: end, end, text: `\n\n${block}${closing}` };
}

/** Puts lines right behind the line of an offset. */
export function linesAfter(markdown: string, offset: number, lines: string): TextEdit {
  const end = lineEnd(markdown, offset);
  return { start: end, end, text: `\n${lines}` };
}

export function replace({ start, end }: Range, text: string): TextEdit {
  return { start, end, text };
}

/** Takes out the lines of a range, and one of the blank lines that would then meet. */
export function withoutLines(markdown: string, range: Range): TextEdit {
  const start = lineStart(markdown, range.start);
  const end = nextLine(markdown, range.end);
  const before = lineStart(markdown, Math.max(start - 1, 0));
  const blankBefore = start === 0 || isBlankLine(markdown, before);
  if (blankBefore && isBlankLine(markdown, end)) return { start, end: nextLine(markdown, end), text: '' };
  if (blankBefore && end === markdown.length) return { start: before, end, text: '' };
  return { start, end, text: '' };
}

/**
 * The end of the last of these blocks that something can stand behind: not a footnote, and at the end of the file no
 * fence and no HTML that nothing closes. Undefined when there is none.
 */
export function endOf(markdown: string, blocks: readonly Block[]): number | undefined {
  return blocks.findLast(({ type, end }, index) => {
    if (type === 'footnoteDefinition') return false;
    return index < blocks.length - 1 || !isOpen(markdown, type, end);
  })?.end;
}

function isOpen(markdown: string, type: Block['type'], end: number): boolean {
  if ((type !== 'code' && type !== 'html') || markdown.slice(end).trim() !== '') return false;
  const last = readBlocks(`${markdown}\n\n# probe`).at(-1);
  return last === undefined || last.start < markdown.length;
}
