import type { Block } from './blocks';
import { labelAt } from './labelled';
import { linesIn, trimEnd, type Range } from './lines';
import { partAt } from './partLines';
import { rootCauseLabelAt } from './readRootCauses';
import { whyHeadAt, type WhyHead } from './whyLabel';

/** A line that begins with the name of a why, or with another label, and the lines of its paragraph that go on with it. */
export interface Segment {
  readonly head: WhyHead | undefined;
  readonly text: Range;
}

/** The lines of a paragraph by what they begin with. */
export function segmentsOf(markdown: string, paragraph: Block): Segment[] {
  const segments: Segment[] = [];
  let isBelowWhy = false;
  for (const line of linesIn(markdown, paragraph)) {
    const head = whyHeadAt(markdown, line);
    const last = segments.at(-1);
    isBelowWhy ||= head !== undefined;
    if (head ?? labelAt(markdown, line) ?? rootCauseLabelAt(markdown, line))
      segments.push({ head, text: line });
    else if (isBelowWhy && isPart(markdown, line)) segments.push({ head, text: line });
    else if (
      last &&
      (last.head ??
        labelAt(markdown, last.text) ??
        rootCauseLabelAt(markdown, last.text) ??
        isPart(markdown, last.text))
    ) {
      const text = trimEnd(markdown, { start: last.text.start, end: line.end });
      segments[segments.length - 1] = { head: last.head && whyHeadAt(markdown, text), text };
    } else segments.push({ head: undefined, text: line });
  }
  return segments;
}

/** Whether a line without bold says what it is: `Answer: …`. */
function isPart(markdown: string, line: Range): boolean {
  const { kind, name } = partAt(markdown, line);
  return kind !== 'plain' && kind !== 'other' && name !== '';
}

/** A part of a paragraph as a block of its own. */
export function paragraphOf({ start, end }: Range): Block {
  return { start, end, type: 'paragraph', depth: 0, value: '', children: [] };
}

/** Whether a line names a root cause. */
export function isRootCauseLine(markdown: string, line: Range): boolean {
  return rootCauseLabelAt(markdown, line) !== undefined;
}
