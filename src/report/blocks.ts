import type { Nodes } from 'mdast';
import { trimEnd, type Range } from './lines';
import { parseBlocks } from './parseMarkdown';

/** A block of Markdown and where it stands, without the white space behind it. */
export interface Block extends Range {
  readonly type: Nodes['type'];
  /** Of a heading: 1 to 6. */
  readonly depth: number;
  /** Of code: its text. Of a footnote: its identifier, in lower case. */
  readonly value: string;
  /** Items of a list, their blocks, rows and cells of a table, blocks of a footnote. */
  readonly children: readonly Block[];
}

/** The blocks of a CommonMark and GFM document; what is inside a paragraph is not parsed. Never throws. */
export function readBlocks(markdown: string): Block[] {
  const root = parse(markdown);
  return childBlocks(markdown, root, markdown.length, LEVELS);
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

function parse(markdown: string): Nodes {
  return parseBlocks(markdown.replace(TOO_DEEP, (markers) => 'x'.repeat(markers.length)));
}

/** A line of so many quote and list markers is hostile: the parser's stack would not hold what it nests. */
const TOO_DEEP = /^[ \t]*(?:(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])[ \t]*){50,}/gm;

function childBlocks(markdown: string, parent: Nodes, end: number, levels: number): Block[] {
  if (levels < 0 || !('children' in parent)) return [];
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
  if (node.type === 'code') return node.value;
  return node.type === 'footnoteDefinition' ? node.identifier.toLowerCase() : '';
}

function rangeOf(node: Nodes): Range {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
