import type { Nodes } from 'mdast';
import { piecesOf } from './pieces';
import { trimEnd, type Range } from './lines';
import { parseBlocks } from './parseMarkdown';
import { plainBlocks } from './plainBlocks';

/** A block of Markdown and where it stands, without the white space behind it. */
export interface Block extends Range {
  readonly type: Nodes['type'];
  /** Of a heading: 1 to 6. */
  readonly depth: number;
  /** Of code: its text, without the white space at its end. Of a footnote: its identifier, in lower case. */
  readonly value: string;
  /** Items of a list, their blocks, rows and cells of a table, blocks of a footnote, the text of a heading. */
  readonly children: readonly Block[];
}

/**
 * The blocks of a CommonMark and GFM document; what is inside a paragraph is not parsed. Never throws. The parser is given piece by
 * piece what is not plain, so that a long report is read while a key is pressed.
 */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const pieces = piecesOf(markdown);
  for (let index = 0, count = 1; index < pieces.length; index += count) {
    const start = pieces[index]?.start ?? 0;
    count = 1;
    const plain = plainBlocks(markdown, pieces[index] ?? { start, end: start });
    if (plain) {
      blocks.push(...plain);
      continue;
    }
    for (; ; count *= 2) {
      count = Math.min(count, pieces.length - index);
      const end = pieces[index + count - 1]?.end ?? markdown.length;
      const read = readPiece(markdown.slice(start, end), end === markdown.length);
      if (!read) continue;
      blocks.push(...read.map((block) => shifted(block, start)));
      break;
    }
  }
  return blocks;
}

/** The same, by the parser alone and all at once. */
export function readBlocksAtOnce(markdown: string): Block[] {
  return childBlocks(markdown, parse(markdown), markdown.length, LEVELS);
}

/** The parts of the text that are code, at whatever depth. */
export function codeIn(markdown: string): Range[] {
  const code: Range[] = [];
  const open: Nodes[] = [parse(markdown)];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'code') code.push(rangeOf(node));
    if ('children' in node) open.push(...node.children);
  }
  return code;
}

/** A chain of five whys, each in a list below the one before. Nothing that is read of a report stands deeper. */
const LEVELS = 14;

/** The blocks of a piece; undefined where what follows it would belong to it, such as behind a fence that is open. */
function readPiece(piece: string, isLast: boolean): readonly Block[] | undefined {
  if (isTooMuch(piece)) return [unread(piece)];
  if (isLast) return readBlocksAtOnce(piece);
  const known = READ.get(piece);
  if (known) return known === OPEN ? undefined : known;
  const blocks = readBlocksAtOnce(piece + PROBE);
  const isOpen = blocks.pop()?.start !== piece.length + PROBE.length - 1;
  keep(piece, isOpen ? OPEN : blocks);
  return isOpen ? undefined : blocks;
}

/**
 * What the parser takes the square of the time for: items without a blank line and text at the margin between them, and lines at
 * the margin that go on with an item or a quote.
 */
function isTooMuch(piece: string): boolean {
  if ((piece.match(MARKERS)?.length ?? 0) > MOST_MARKERS) return true;
  return (
    CONTAINER.test(piece) && !/^[`~]{3}/.test(piece) && (piece.match(AT_MARGIN)?.length ?? 0) > MOST_LAZY
  );
}

const CONTAINER = /^[ \t]{0,3}(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])/m;
const AT_MARGIN = /^(?![*+-][ \t]|\d{1,9}[.)][ \t])[^\s>]/gm;
const MOST_LAZY = 2_000;
const MARKERS = /^[ \t]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]|(?:=+|-+)[ \t]*$)/gm;
const MOST_MARKERS = 2_000;

/** A piece that stays as it is, like HTML. */
function unread(piece: string): Block {
  return {
    ...trimEnd(piece, { start: 0, end: piece.length }),
    type: 'html',
    depth: 0,
    value: '',
    children: [],
  };
}

const PROBE = '\n\nx';

/** What was read last: an edit changes one piece, and leaves the others as they were. */
const READ = new Map<string, readonly Block[] | typeof OPEN>();
const OPEN = 'open';
const MOST_KEPT_CHARACTERS = 500_000;
let keptCharacters = 0;

function keep(piece: string, blocks: readonly Block[] | typeof OPEN): void {
  READ.set(piece, blocks);
  keptCharacters += piece.length;
  for (const oldest of READ.keys()) {
    if (keptCharacters <= MOST_KEPT_CHARACTERS) break;
    READ.delete(oldest);
    keptCharacters -= oldest.length;
  }
}

function shifted(block: Block, by: number): Block {
  return {
    ...block,
    start: block.start + by,
    end: block.end + by,
    children: block.children.map((child) => shifted(child, by)),
  };
}

function parse(markdown: string): Nodes {
  return parseBlocks(
    markdown
      .replace(TOO_DEEP, (markers) => 'x'.repeat(markers.length))
      .replace(TOO_FAR_IN, (_, indent: string, marker: string) => indent + 'x'.repeat(marker.length)),
  );
}

/** A line of so many quote and list markers is hostile: the parser's stack would not hold what it nests. */
const TOO_DEEP = /^[ \t]*(?:(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])[ \t]*){50,}/gm;

/** Markers of lists in lists that nest by their indentation, deeper than anyone writes them. */
const TOO_FAR_IN = /^([ \t]{200,})([*+-]|\d{1,9}[.)])(?=[ \t])/gm;

function childBlocks(markdown: string, parent: Nodes, end: number, levels: number): Block[] {
  if (levels < 0 || !('children' in parent) || parent.type === 'paragraph') return [];
  return parent.children.map((node, index) => {
    // A container that was left open is reported to end inside the next one.
    const next = parent.children[index + 1];
    const range = rangeOf(node);
    const most = Math.min(range.end, next ? rangeOf(next).start : end, end);
    const own = trimEnd(markdown, { start: range.start, end: most });
    return {
      ...own,
      type: node.type,
      depth: node.type === 'heading' ? node.depth : 0,
      value: valueOf(node),
      children: childBlocks(markdown, node, own.end, levels - 1),
    };
  });
}

function valueOf(node: Nodes): string {
  if (node.type === 'code') return node.value.trimEnd();
  return node.type === 'footnoteDefinition' ? node.identifier.toLowerCase() : '';
}

function rangeOf(node: Nodes): Range {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
