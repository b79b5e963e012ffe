import type { Field } from '../whys/analysis';
import { cleanLine, cleanName } from '../whys/clean';
import type { Block } from './blocks';
import { labelAt, labelledLines, type Labelled } from './labelled';
import { lineStart, nextLine, type Range } from './lines';
import type { FieldRange } from './ranges';

export interface ReadFields {
  readonly fields: readonly Field[];
  readonly ranges: readonly FieldRange[];
}

/** The fields of these blocks: labelled lines, and labelled items of lists. */
export function readFields(markdown: string, blocks: readonly Block[]): ReadFields {
  const fields: Field[] = [];
  const ranges: FieldRange[] = [];
  const add = (labelled: Labelled, whole: Range) => {
    const name = cleanName(labelled.name);
    if (!name) return;
    fields.push({ name, value: cleanLine(markdown.slice(labelled.text.start, labelled.text.end)) });
    ranges.push({ ...labelled, whole });
  };
  for (const [index, block] of blocks.entries()) {
    for (const { labelled, whole } of labelledIn(markdown, block)) {
      if (!isCaption(markdown, labelled, blocks[index + 1])) add(labelled, whole);
    }
  }
  return { fields, ranges };
}

function labelledIn(markdown: string, block: Block): { labelled: Labelled; whole: Range }[] {
  if (block.type === 'paragraph') {
    return labelledLines(markdown, block).map((labelled) => ({
      labelled,
      whole: { start: labelled.label.start, end: labelled.text.end },
    }));
  }
  if (block.type !== 'list') return [];
  return block.children.flatMap((item) => {
    const [first] = item.children;
    const labelled = first && labelAt(markdown, { start: first.start, end: item.end });
    return labelled ? [{ labelled, whole: { start: item.start, end: item.end } }] : [];
  });
}

/** A label without a text names the list right below it. */
function isCaption(markdown: string, { text }: Labelled, next: Block | undefined): boolean {
  if (text.start < text.end || next?.type !== 'list') return false;
  return nextLine(markdown, text.end) === lineStart(markdown, next.start);
}
