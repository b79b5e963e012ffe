import type { Criterion } from '../whys/analysis';
import { cleanLine } from '../whys/clean';
import { entriesOf, type Entry } from './entries';
import { headingsAbove } from './headingsAbove';
import { trimEnd, type Range } from './lines';
import { markAt, withoutMarks } from './mark';
import type { Outline } from './outline';
import type { CriterionRange } from './ranges';
import { beforeHeading, headingText, isCriteriaHeading, sections, type Section } from './sections';

/** A criterion and where it stands. */
export interface FoundCriterion extends CriterionRange {
  readonly criterion: Criterion;
}

/**
 * Items and marked lines below a heading of criteria, and check boxes below one of verification.
 * @param names of the headings above it, outermost first, its own last
 */
export function criteriaUnder(
  markdown: string,
  { body }: Section,
  names: readonly string[],
): FoundCriterion[] {
  const isCriteria = names.some(isCriteriaHeading);
  const isVerification = /^\W*verification\W*$/i.test(names.at(-1) ?? '');
  if (!isCriteria && !isVerification) return [];
  return beforeHeading(body).flatMap((block) =>
    entriesOf(markdown, block).flatMap((entry) => criterionIn(markdown, entry, isCriteria) ?? []),
  );
}

/** The criteria that stand outside of problems and of the parts that are text of the user's own. */
export function readCriteria(
  markdown: string,
  outline: Outline,
  texts: readonly Section[],
): FoundCriterion[] {
  const { blocks, problems, implied, summary, followUps } = outline;
  const others = [...problems.filter((section) => section !== implied), ...texts];
  const apart = new Set(
    [...others, ...(summary ? [summary] : []), ...(followUps ? [followUps] : [])].flatMap(
      ({ heading, body }) => [heading, ...body],
    ),
  );
  return sections(blocks)
    .filter(({ heading }) => heading.depth > 1 && !apart.has(heading))
    .flatMap((section) => {
      const above = headingsAbove(blocks, section.heading).filter(({ depth }) => depth > 1);
      const names = [...above, section.heading].map((heading) => headingText(markdown, heading));
      return criteriaUnder(markdown, section, names);
    });
}

function criterionIn(markdown: string, entry: Entry, takesAny: boolean): FoundCriterion | undefined {
  const { content, at, isItem } = entry;
  const range = trimmed(markdown, content);
  const text = markdown.slice(range.start, range.end);
  const mark = markAt(text);
  const isBox = /^\[[ xX]\]/.test(text);
  if (!isBox && (!takesAny || (!isItem && !mark && !text.startsWith('**')))) return undefined;
  const length = isBox ? (mark?.length ?? 3) : text.length - withoutMarks(text).length;
  const said = cleanLine(text.slice(length));
  if (!said) return undefined;
  const start = range.start + length;
  return {
    criterion: { text: said, isMet: mark?.mark === 'done' },
    mark: { start: range.start, end: start },
    isBox,
    isItem,
    text: { start, end: range.end },
    whole: at,
  };
}

function trimmed(markdown: string, range: Range): Range {
  const { start, end } = trimEnd(markdown, range);
  const lead = /^\s*/.exec(markdown.slice(start, end))?.[0].length ?? 0;
  return { start: start + lead, end };
}
