import type { Analysis, Problem } from '../whys/analysis';
import { applyChange } from '../whys/apply';
import { cleanLine } from '../whys/clean';
import type { Change } from '../whys/change';
import { editContent } from './editContent';
import { addCriterion, editCriterion, editTick } from './editCriteria';
import { editField, isOtherField } from './editFields';
import { addFollowUp, editFollowUp, removeFollowUp } from './editFollowUps';
import { editProblem, isProblemChange } from './editProblem';
import { NewFootnotes } from './footnotes';
import { writeMatter } from './frontMatter';
import { writeHeading } from './heading';
import { blockAfter, endOf, linesAfter, replace } from './insert';
import { lineEnding } from './lines';
import type { Outline } from './outline';
import { ownForms } from './ownForm';
import type { Ranges } from './ranges';
import { read, type Reading } from './read';
import { headingText, problemNumber } from './sections';
import { writeSection } from './sectionText';
import { applyEdits, composeEdits, smallestEdits, type TextEdit } from './textEdit';
import { writeProblem } from './writeProblem';

/**
 * The smallest edits of the text that make `read` give back the analysis after the change. They touch the lines of what
 * the change names and no others; none for a change that changes nothing, and none in a broken file.
 * @param reading of this very text, where it was read already
 */
export function edit(markdown: string, change: Change, reading = read(markdown)): TextEdit[] {
  if (reading.broken !== undefined) return [];
  const after = applyChange(reading.analysis, change);
  if (JSON.stringify(after) === JSON.stringify(reading.analysis)) return [];
  const edits = editsOf(markdown, reading, after, change);
  if (!isOfOthers(reading) || says(markdown, edits, after)) return edits;
  return editAnew(markdown, reading, change, after);
}

/** The edits in the forms that the file has. */
function editsOf(markdown: string, reading: Reading, after: Analysis, change: Change): TextEdit[] {
  const footnotes = new NewFootnotes(markdown + JSON.stringify(change));
  const edits = editsFor(markdown, reading, after, change, footnotes);
  if (footnotes.definitions.length > 0)
    edits.push(addFootnotes(markdown, reading, footnotes.definitions.join('\n')));
  const ending = lineEnding(markdown);
  return smallestEdits(
    markdown,
    edits.map(({ start, end, text }) => ({ start, end, text: text.replace(/\r?\n/g, ending) })),
  );
}

/**
 * What the forms of others cannot hold makes them our own: first the why that is changed, with those that make no sense without
 * it, else all of its problem. None where that would not say the same.
 */
function editAnew(markdown: string, reading: Reading, change: Change, after: Analysis): TextEdit[] {
  for (const edits of ownForms(markdown, reading, change)) {
    const written = applyEdits(markdown, edits);
    const again = read(written);
    if (!saysSame(again.analysis, reading.analysis)) continue;
    const further = editsOf(written, again, after, change);
    if (says(written, further, after)) return composeEdits(markdown, edits, further);
  }
  return [];
}

function isOfOthers({ ranges }: Reading): boolean {
  if (ranges.titleField || ranges.header.some(isOtherField)) return true;
  return ranges.problems.some(
    ({ implied, chains, whysHeading, section, facts }) =>
      implied ||
      chains.length > 0 ||
      !whysHeading ||
      whysHeading === section.heading ||
      facts.some(isOtherField),
  );
}

function says(markdown: string, edits: readonly TextEdit[], wanted: Analysis): boolean {
  return saysSame(read(applyEdits(markdown, edits)).analysis, wanted);
}

function saysSame(analysis: Analysis, other: Analysis): boolean {
  return JSON.stringify(analysis) === JSON.stringify(other);
}

function editsFor(
  markdown: string,
  reading: Reading,
  after: Analysis,
  change: Change,
  footnotes: NewFootnotes,
): TextEdit[] {
  const { outline, header, criteria, followUps } = reading.ranges;
  if (isProblemChange(change)) return editProblem(markdown, reading, after, change, footnotes);
  switch (change.type) {
    case 'setTitle':
      return editTitle(markdown, reading.ranges, after.title);
    case 'setHeader':
      return editField(markdown, change.name, header, after.header, outline.title?.end);
    case 'setSummary':
      return editSummary(markdown, reading, after.summary);
    case 'addProblem':
      return addProblem(markdown, reading, after.problems.at(-1), footnotes);
    case 'tick':
      return at(criteria, change.criterion, (range) => editTick(range, change.isMet));
    case 'addCriterion':
      return addCriterion(markdown, reading.ranges, after.criteria?.at(-1)?.text ?? '');
    case 'setCriterion': {
      const before = reading.analysis.criteria?.[change.criterion];
      const text = cleanLine(change.text);
      return at(criteria, change.criterion, (range) =>
        before ? editCriterion(markdown, range, before, text) : [],
      );
    }
    case 'addFollowUp': {
      const added = after.followUps?.at(-1);
      return added ? addFollowUp(markdown, reading.ranges, added) : [];
    }
    case 'setFollowUp': {
      const [old, now] = [reading.analysis.followUps?.[change.index], after.followUps?.[change.index]];
      return at(followUps, change.index, (range) =>
        old && now ? editFollowUp(markdown, range, old, now) : [],
      );
    }
    case 'removeFollowUp':
      return at(followUps, change.index, (range) => removeFollowUp(markdown, range));
    default:
      return change satisfies never;
  }
}

function at<T>(ranges: readonly T[], index: number, edits: (range: T) => TextEdit[]): TextEdit[] {
  const range = ranges[index];
  return range ? edits(range) : [];
}

function editTitle(markdown: string, { outline, titleField }: Ranges, title: string): TextEdit[] {
  const { title: heading } = outline;
  if (titleField) return title ? [replace(titleField.text, ` ${writeMatter(title)}`)] : [];
  if (heading) return [replace(heading, `# ${writeHeading(title)}`.trimEnd())];
  return title ? [blockAfter(markdown, undefined, `# ${writeHeading(title)}`)] : [];
}

function editSummary(markdown: string, { ranges }: Reading, summary: string): TextEdit[] {
  const { outline } = ranges;
  if (!outline.summary) {
    const text = summary && writeSection(summary, 2);
    return text ? [blockAfter(markdown, endOfIntroduction(markdown, outline), `## Summary\n\n${text}`)] : [];
  }
  return editContent(markdown, outline.summary, summary);
}

function addProblem(
  markdown: string,
  { ranges }: Reading,
  problem: Problem | undefined,
  footnotes: NewFootnotes,
): TextEdit[] {
  if (!problem) return [];
  const { outline } = ranges;
  const last = outline.problems.at(-1);
  const numbers = outline.problems.map(
    ({ heading }) => problemNumber(headingText(markdown, heading))?.number ?? 0,
  );
  const number = Math.max(outline.problems.length, ...numbers) + 1;
  const text = writeProblem(problem, number, last?.heading.depth ?? 2, footnotes);
  const behind = last ?? outline.summary;
  const end = behind
    ? (endOf(markdown, behind.body) ?? behind.heading.end)
    : endOfIntroduction(markdown, outline);
  return [blockAfter(markdown, end, text)];
}

function addFootnotes(markdown: string, { ranges }: Reading, definitions: string): TextEdit {
  const { blocks } = ranges.outline;
  const last = blocks.findLast(({ type }) => type === 'footnoteDefinition');
  return last
    ? linesAfter(markdown, last.end, definitions)
    : blockAfter(markdown, endOf(markdown, blocks), definitions);
}

/** The end of what stands between the title and the first heading of a section. */
function endOfIntroduction(markdown: string, { title, blocks }: Outline): number | undefined {
  const below = title ? blocks.slice(blocks.indexOf(title) + 1) : blocks;
  const end = below.findIndex(({ type, depth }) => type === 'heading' && depth <= 2);
  return endOf(markdown, end < 0 ? below : below.slice(0, end)) ?? title?.end;
}
