import type { Block } from './blocks';

/** The headings that a block of a document stands below, outermost first. */
export function headingsAbove(blocks: readonly Block[], block: Block): readonly Block[] {
  let above = ABOVE.get(blocks);
  if (!above) ABOVE.set(blocks, (above = readAbove(blocks)));
  return above.get(block) ?? [];
}

/** By the blocks of a document, which are asked about one after the other. */
const ABOVE = new WeakMap<readonly Block[], ReadonlyMap<Block, readonly Block[]>>();

function readAbove(blocks: readonly Block[]): ReadonlyMap<Block, readonly Block[]> {
  const result = new Map<Block, readonly Block[]>();
  let above: readonly Block[] = [];
  for (const block of blocks) {
    if (block.type === 'heading') above = above.filter(({ depth }) => depth < block.depth);
    result.set(block, above);
    if (block.type === 'heading') above = [...above, block];
  }
  return result;
}
