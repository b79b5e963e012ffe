import { blockAfter, withoutLines } from './insert';
import { isBlankLine, lineStart, type Range } from './lines';
import type { ProblemRanges, WhyRange } from './ranges';
import { applyEdits, type TextEdit } from './textEdit';

/**
 * Puts whys into another order: the lines of those that move stand behind or before others then. None where a form of others has
 * no place for that.
 * @param moved labels, before the change, of the whys that move together
 * @param order of the whys after it, by the labels before it
 * @param renames edits that give whys, and what names them, their labels after the change
 */
export function moveWhys(
  markdown: string,
  ranges: ProblemRanges,
  moved: ReadonlySet<string>,
  order: readonly string[],
  renames: readonly TextEdit[],
): TextEdit[] {
  const rangeOf = new Map(ranges.whys.map((range) => [range.label, range]));
  const parts = order.filter((label) => moved.has(label)).flatMap((label) => rangeOf.get(label) ?? []);
  if (!parts.every(isMovable)) return [];
  const wholes = parts.map(wholeOf);
  const isInside = (edit: TextEdit) =>
    wholes.some(({ start, end }) => edit.start >= start && edit.end <= end);
  const text = wholes
    .map((whole) => {
      const inside = renames.filter(({ start, end }) => start >= whole.start && end <= whole.end);
      const shifted = inside
        .toSorted((a, b) => a.start - b.start)
        .map((edit) => ({ ...edit, start: edit.start - whole.start, end: edit.end - whole.start }));
      return applyEdits(markdown.slice(whole.start, whole.end), shifted);
    })
    .join('\n\n');
  const first = order.findIndex((label) => moved.has(label));
  const previous = rangeOf.get(order[first - 1] ?? '');
  const next = rangeOf.get(order[first + parts.length] ?? '');
  const added = previous
    ? blockAfter(markdown, wholeOf(previous).end, text)
    : next && blockBefore(markdown, next.whole.start, text);
  if (!added) return [];
  return [
    added,
    ...wholes.map((whole) => withoutLines(markdown, whole)),
    ...renames.filter((edit) => !isInside(edit)),
  ];
}

/** Whether its lines are a why wherever they stand: with a list of its own, or under a heading of its own. */
function isMovable(why: WhyRange): boolean {
  return why.form === 'own' ? why.list !== undefined : why.heading !== undefined && why.number !== undefined;
}

/** What goes with a why: below a heading of its own not what only happens to stand there. */
function wholeOf(why: WhyRange): Range {
  const end = why.form === 'other' && why.heading ? why.more?.behind : undefined;
  return { start: why.whole.start, end: end ?? why.whole.end };
}

function blockBefore(markdown: string, offset: number, block: string): TextEdit {
  const start = lineStart(markdown, offset);
  const opening = start === 0 || isBlankLine(markdown, start - 1) ? '' : '\n';
  return { start, end: start, text: `${opening}${block}\n\n` };
}
