import { startsWithWhy } from '../whys/words';
import type { Block } from './blocks';
import { partAt } from './partLines';
import { whyHeadAt } from './whyLabel';

/** How many blocks from an index on say more of the why above them. */
export function partsBehind(
  markdown: string,
  blocks: readonly Block[],
  from: number,
  lacksAnswer: boolean,
): number {
  let lacks = lacksAnswer;
  let count = 0;
  for (let block = blocks[from]; block; block = blocks[from + ++count]) {
    const isText = block.type === 'paragraph' || block.type === 'blockquote';
    const labelled = isText ? labelKind(markdown, block, count === 0 && lacks) : undefined;
    if (labelled === 'stop' || (isText && !lacks && startsWithWhy(markdown.slice(block.start, block.end))))
      break;
    if (isText && count > 0 && startsWithWhy(markdown.slice(block.start, block.end))) break;
    const isOwnList = block.type === 'list' && (lacks || saysParts(markdown, block));
    if (labelled !== 'part' && !isOwnList && !(isText && lacks)) break;
    lacks &&= labelled === 'part' && !/^\W*answer/i.test(markdown.slice(block.start, block.start + 40));
  }
  return count;
}

/**
 * Whether a paragraph or quote begins with a label, and whether that belongs to a why.
 * @param takesQuestion whether a question can be that of the why above
 */
function labelKind(markdown: string, block: Block, takesQuestion: boolean): 'part' | 'stop' | undefined {
  const said = block.type === 'blockquote' ? (block.children[0] ?? block) : block;
  if (whyHeadAt(markdown, said)) return 'stop';
  const { kind, name } = partAt(markdown, said);
  if (kind === 'plain' || name === '') return undefined;
  if (kind === 'question' && !takesQuestion) return 'stop';
  return kind === 'other' || kind === 'root cause' ? 'stop' : 'part';
}

function saysParts(markdown: string, list: Block): boolean {
  return list.children.some((item) => {
    const first = item.children[0];
    const kind = first && partAt(markdown, first).kind;
    return kind === 'answer' || kind === 'evidence' || kind === 'state' || kind === 'would show';
  });
}
