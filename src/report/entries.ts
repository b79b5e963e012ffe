import type { Block } from './blocks';
import { linesIn, type Range } from './lines';

/** An item of a list, or a line of a paragraph. */
export interface Entry {
  /** Of an item its first block. */
  readonly text: string;
  /** Where that stands. */
  readonly content: Range;
  /** All of the item. */
  readonly at: Range;
  readonly isItem: boolean;
}

/** The items of a list, or the lines of a paragraph. */
export function entriesOf(markdown: string, block: Block): Entry[] {
  if (block.type === 'list') {
    return block.children.flatMap((item) => {
      const first = item.children[0];
      return first
        ? [{ text: markdown.slice(first.start, first.end), content: first, at: item, isItem: true }]
        : [];
    });
  }
  if (block.type !== 'paragraph') return [];
  return linesIn(markdown, block).map((at) => ({
    text: markdown.slice(at.start, at.end).trim(),
    content: at,
    at,
    isItem: false,
  }));
}
