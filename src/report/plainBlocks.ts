import type { Block } from './blocks';
import { lineEnd, nextLine, trimEnd, type Range } from './lines';

/**
 * The blocks of a piece in which no line can mean anything else: a heading; a paragraph; lines of it with a list of one-line items
 * right behind. Undefined for any other piece, which the parser has to read.
 */
export function plainBlocks(markdown: string, piece: Range): Block[] | undefined {
  const { start, end } = trimEnd(markdown, piece);
  if (start === end) return [];
  const text = markdown.slice(start, end);
  const heading = HEADING.exec(text);
  if (heading) return [headingAt(start, end, heading[1]?.length ?? 1)];
  const footnote = FOOTNOTE.exec(text);
  if (footnote) return [footnoteAt(start, end, footnote[0].length, footnote[1] ?? '')];

  const items: Block[] = [];
  let paragraphEnd = start;
  for (let at = start; at < end; at = nextLine(markdown, at)) {
    const line = markdown.slice(at, Math.min(lineEnd(markdown, at), end));
    const isItem = ITEM.test(line);
    if (!isItem && (items.length > 0 || !TEXT.test(line))) return undefined;
    if (isItem) items.push(itemAt(markdown, at, at + line.length));
    else paragraphEnd = at + line.length;
  }
  const [first] = items;
  const last = items.at(-1);
  return [
    ...(paragraphEnd > start ? [paragraphAt(trimEnd(markdown, { start, end: paragraphEnd }))] : []),
    ...(first && last ? [blockAt('list', { start: first.start, end: last.end }, items)] : []),
  ];
}

/** Of one line, with nothing that closes it. */
const HEADING = /^(#{1,6}) (?! )[^\r\n#\\]*[^\r\n#\\\s]$/;
const FOOTNOTE = /^\[\^([\w-]{1,80})\]: (?=[\p{L}`])(?!```)[^\r\n]+$/u;

/** A line that begins with a letter, with bold text or with code, and is no part of a table. */
const TEXT = /^(?:\*\*(?![\s*])|`(?!``)|(?=\p{L}))[^|\r\n]+$/u;
const ITEM = /^- (?:\*\*(?![\s*])|`(?!``)|(?=\p{L}))[^|\r\n]+$/u;

const ITEM_MARKER = 2;

function itemAt(markdown: string, start: number, end: number): Block {
  const content = trimEnd(markdown, { start: start + ITEM_MARKER, end });
  return blockAt('listItem', { start, end: content.end }, [paragraphAt(content)]);
}

function headingAt(start: number, end: number, depth: number): Block {
  const text = blockAt('text', { start: start + depth + 1, end });
  return { ...blockAt('heading', { start, end }, [text]), depth };
}

function footnoteAt(start: number, end: number, length: number, name: string): Block {
  const content = start + name.length + '[^]: '.length;
  return {
    ...blockAt('footnoteDefinition', { start, end: start + length }, [paragraphAt({ start: content, end })]),
    value: name.toLowerCase(),
  };
}

function paragraphAt(range: Range): Block {
  return blockAt('paragraph', range);
}

function blockAt(type: Block['type'], { start, end }: Range, children: readonly Block[] = []): Block {
  return { start, end, type, depth: 0, value: '', children };
}
