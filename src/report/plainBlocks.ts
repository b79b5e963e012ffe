import type { Block } from './blocks';
import { lineEnd, nextLine, trimEnd, type Range } from './lines';

/**
 * The blocks of a piece in which no line can mean anything else: a heading; a footnote; a comment; a paragraph; lines of it with a list of one-line items
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
  const excerpt = EXCERPT.exec(text);
  if (excerpt) return excerptAt(start, end, excerpt);

  const items: Block[] = [];
  const comment = COMMENT.exec(text)?.[0].length ?? 0;
  const below = comment > 0 ? Math.min(nextLine(markdown, start), end) : start;
  let paragraphEnd = below;
  for (let at = below; at < end; at = nextLine(markdown, at)) {
    const line = markdown.slice(at, Math.min(lineEnd(markdown, at), end));
    const isItem = ITEM.test(line);
    if (!isItem && (items.length > 0 || !TEXT.test(line))) return undefined;
    if (isItem) items.push(itemAt(markdown, at, at + line.length));
    else paragraphEnd = at + line.length;
  }
  const [first] = items;
  const last = items.at(-1);
  return [
    ...(comment > 0 ? [blockAt('html', { start, end: start + comment })] : []),
    ...(paragraphEnd > below ? [paragraphAt(trimEnd(markdown, { start: below, end: paragraphEnd }))] : []),
    ...(first && last ? [blockAt('list', { start: first.start, end: last.end }, items)] : []),
  ];
}

/** Of one line, with nothing that closes it. */
const HEADING = /^(#{1,6}) (?! )[^\r\n#\\]*[^\r\n#\\\s]$/;
const FOOTNOTE = /^\[\^([\w-]{1,80})\]: (?=[\p{L}`])(?!```)[^\r\n]+$/u;

/** Of one line, with nothing behind it. */
const COMMENT = /^<!-- [^>\r\n]*-->(?=[\r\n]|$)/;

/** A line that begins with a letter, with bold text or with code, and is no part of a table. */
const TEXT = /^(?:\*\*(?![\s*])|`(?!``)|(?=\p{L}))[^|\r\n]+$/u;
const ITEM = /^- (?:\[[ xX]\] (?=\S)|\*\*(?![\s*])|`(?!``)|(?=\p{L}))[^|\r\n]+$/u;

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

/** A footnote that is one block of code; undefined where a line closes that before its end. */
function excerptAt(start: number, end: number, match: RegExpExecArray): Block[] | undefined {
  const [all = '', name = '', fence = '', body = ''] = match;
  const lines = body.split('\n').slice(0, -1);
  const closes = (line: string) => line.trim().startsWith('```') && line.trim().length >= fence.length;
  const isOdd = (line: string) => closes(line) || (line !== '' && !line.trim());
  if (all.length < end - start || lines.some(isOdd)) return undefined;
  const value = lines
    .map((line) => line.slice(EXCERPT_INDENT))
    .join('\n')
    .trimEnd();
  const code = { ...blockAt('code', { start: start + name.length + '[^]:\n    '.length, end }), value };
  return [{ ...blockAt('footnoteDefinition', { start, end }, [code]), value: name.toLowerCase() }];
}

const EXCERPT_INDENT = 4;

/** As ours are written: LF, the code indented by four spaces. */
const EXCERPT = /^\[\^([\w-]{1,80})\]:\n {4}(`{3,})\n((?:(?: {4}[^\t\r\n]*)?\n)*) {4}\2$/;

function paragraphAt(range: Range): Block {
  return blockAt('paragraph', range);
}

function blockAt(type: Block['type'], { start, end }: Range, children: readonly Block[] = []): Block {
  return { start, end, type, depth: 0, value: '', children };
}
