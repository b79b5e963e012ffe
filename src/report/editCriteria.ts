import type { Criterion } from '../whys/analysis';
import { blockAfter, endOf, linesAfter, replace, withoutLines } from './insert';
import { lineEnd, lineStart } from './lines';
import type { CriterionRange, Ranges } from './ranges';
import type { TextEdit } from './textEdit';
import { writeCriteria } from './writeLists';

/** Ticks a criterion or takes its tick, by the sign that it has: a check box or an emoji. */
export function editTick(range: CriterionRange, isMet: boolean): TextEdit[] {
  if (range.isBox) {
    const sign = range.mark.start + 1;
    return [replace({ start: sign, end: sign + 1 }, isMet ? 'x' : ' ')];
  }
  const box = isMet ? '[x] ' : '[ ] ';
  const emoji = isMet ? '✅ ' : '☐ ';
  return [replace(range.mark, range.isItem ? box : emoji)];
}

/** Puts another text in a criterion's place; an empty one takes it out. */
export function editCriterion(
  markdown: string,
  range: CriterionRange,
  before: Criterion,
  text: string,
): TextEdit[] {
  if (!text) return [withoutLines(markdown, range.whole)];
  if (range.isBox || !range.isItem) return [replace(range.text, text)];
  return [replace({ start: range.mark.start, end: range.text.end }, `[${before.isMet ? 'x' : ' '}] ${text}`)];
}

/** Puts a criterion behind the last one, in the form of that; else under a heading of their own. */
export function addCriterion(markdown: string, ranges: Ranges, text: string): TextEdit[] {
  const last = ranges.criteria.at(-1);
  if (last?.isItem) {
    const marker = markdown.slice(lineStart(markdown, last.whole.start), last.mark.start);
    return [linesAfter(markdown, last.whole.end, `${marker}[ ] ${text}`)];
  }
  if (last) {
    const behind = markdown.slice(last.text.end, lineEnd(markdown, last.text.end));
    return [linesAfter(markdown, last.whole.end, `☐ ${text}${behind}`)];
  }
  const { blocks, followUps, criteria } = ranges.outline;
  const list = writeCriteria([{ text, isMet: false }]);
  if (criteria) return [blockAfter(markdown, criteria.heading.end, list)];
  const before = followUps ? blocks.slice(0, blocks.indexOf(followUps.heading)) : blocks;
  return [blockAfter(markdown, endOf(markdown, before), `## Success criteria\n\n${list}`)];
}
