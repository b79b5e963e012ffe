import type { Analysis, Problem } from '../whys/analysis';
import { applyChange } from '../whys/apply';
import type { Change } from '../whys/change';
import type { Block } from './blocks';
import { editField } from './editFields';
import { editProblem } from './editProblem';
import { NewFootnotes } from './footnotes';
import { writeHeading } from './heading';
import { blockAfter, endOf, linesAfter, replace, withoutLines } from './insert';
import { lineEnding, lineStart, type Range } from './lines';
import type { Outline } from './outline';
import { ownForms } from './ownForm';
import { read, type Reading } from './read';
import { contentOf, headingText, problemNumber } from './sections';
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
  return ranges.problems.some(
    ({ implied, chains, whysHeading, section }) =>
      implied || chains.length > 0 || whysHeading === section.heading,
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
  const { outline, header } = reading.ranges;
  if (change.type === 'setTitle') return editTitle(markdown, outline.title, after.title);
  if (change.type === 'setHeader')
    return editField(markdown, change.name, header, after.header, outline.title?.end);
  if (change.type === 'setSummary') return editSummary(markdown, reading, after.summary);
  if (change.type === 'addProblem') return addProblem(markdown, reading, after.problems.at(-1), footnotes);
  return editProblem(markdown, reading, after, change, footnotes);
}

function editTitle(markdown: string, heading: Block | undefined, title: string): TextEdit[] {
  if (heading) return [replace(heading, `# ${writeHeading(title)}`.trimEnd())];
  return title ? [blockAfter(markdown, undefined, `# ${writeHeading(title)}`)] : [];
}

function editSummary(markdown: string, { ranges }: Reading, summary: string): TextEdit[] {
  const { outline } = ranges;
  const text = summary && writeSection(summary, 2);
  if (!outline.summary) {
    return text ? [blockAfter(markdown, endOfIntroduction(markdown, outline), `## Summary\n\n${text}`)] : [];
  }
  const content = wholeLines(markdown, contentOf(outline.summary));
  if (!content) return text ? [blockAfter(markdown, outline.summary.heading.end, text)] : [];
  return [text ? replace(content, text) : withoutLines(markdown, content)];
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

function wholeLines(markdown: string, blocks: readonly Block[]): Range | undefined {
  const [first] = blocks;
  const last = blocks.at(-1);
  return first && last && { start: lineStart(markdown, first.start), end: last.end };
}
