import type { Analysis, Problem } from '../whys/analysis';
import { applyChange } from '../whys/apply';
import type { Change } from '../whys/change';
import { newLabel, subtreeOf } from '../whys/labels';
import type { Block } from './blocks';
import { addAction, editAction, removeAction } from './editActions';
import { editField } from './editFields';
import { addWhy, editRootCause, editWhy, removeEvidence, removeWhys } from './editWhys';
import { NewFootnotes } from './footnotes';
import { writeHeading } from './heading';
import { blockAfter, endOf, linesAfter, replace, withoutLines } from './insert';
import { lineEnding, lineStart, type Range } from './lines';
import { beforeHeading, contentOf, headingText, problemNumber, type Outline } from './outline';
import type { ProblemRanges } from './ranges';
import { read, type Reading } from './read';
import { writeSection } from './sectionText';
import { smallestEdits, type TextEdit } from './textEdit';
import { writeProblem } from './writeProblem';

/**
 * The smallest edits of the text that make `read` give back the analysis after the change. They touch the lines of what
 * the change names and no others; none for a change that changes nothing, and none in a broken file.
 */
export function edit(markdown: string, change: Change): TextEdit[] {
  const reading = read(markdown);
  if (reading.broken !== undefined) return [];
  const after = applyChange(reading.analysis, change);
  if (JSON.stringify(after) === JSON.stringify(reading.analysis)) return [];
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

function editsFor(
  markdown: string,
  reading: Reading,
  after: Analysis,
  change: Change,
  footnotes: NewFootnotes,
): TextEdit[] {
  const { outline, header } = reading.ranges;
  switch (change.type) {
    case 'setTitle':
      return editTitle(markdown, outline.title, after.title);
    case 'setHeader':
      return editField(markdown, change.name, header, after.header, outline.title?.end);
    case 'setSummary':
      return editSummary(markdown, reading, after.summary);
    case 'addProblem':
      return addProblem(markdown, reading, after.problems.at(-1), footnotes);
    default:
      return editProblem(markdown, reading, after, change, footnotes);
  }
}

type ProblemChange = Extract<Change, { readonly problem: number }>;

function editProblem(
  markdown: string,
  reading: Reading,
  analysis: Analysis,
  change: ProblemChange,
  footnotes: NewFootnotes,
): TextEdit[] {
  const ranges = reading.ranges.problems[change.problem];
  const before = reading.analysis.problems[change.problem];
  const after = analysis.problems[change.problem];
  if (!ranges || !before || !after) return [];
  switch (change.type) {
    case 'setProblemTitle':
      return editProblemTitle(markdown, ranges.section.heading, after.title);
    case 'setFact':
      return editField(
        markdown,
        change.name,
        ranges.facts,
        after.facts,
        (ranges.comment ?? ranges.section.heading).end,
      );
    case 'addWhy': {
      const place = newLabel(before.whys, change.where);
      const why = place && after.whys[place.index];
      return why ? addWhy(markdown, ranges, place, why, endOfPreamble(markdown, ranges), footnotes) : [];
    }
    case 'removeWhy': {
      const removed = subtreeOf(before.whys, change.why);
      return removeWhys(markdown, ranges, (label) => removed.has(label));
    }
    case 'setQuestion':
    case 'setAnswer':
    case 'setState':
    case 'addEvidence':
      return inWhy(change.why, (index) => {
        const [range, old, why] = [ranges.whys[index], before.whys[index], after.whys[index]];
        return range && old && why ? editWhy(markdown, range, old, why, footnotes) : [];
      });
    case 'removeEvidence':
      return inWhy(change.why, (index) => {
        const list = ranges.whys[index]?.list;
        return list ? removeEvidence(markdown, list, change.evidence, reading.ranges.footnotes) : [];
      });
    case 'setRootCause':
      return editRootCause(markdown, ranges, change.why, after.rootCauses);
    case 'addAction': {
      const action = after.actions.at(-1);
      return action ? addAction(markdown, ranges, action, beforeVerification(markdown, ranges)) : [];
    }
    case 'setAction': {
      const action = after.actions[change.action];
      if (!ranges.actions || !action) return [];
      return editAction(markdown, ranges.actions, change.action, change.cell, action[change.cell]);
    }
    case 'removeAction':
      return ranges.actions ? removeAction(markdown, ranges.actions, change.action) : [];
    default:
      return change satisfies never;
  }

  function inWhy(label: string, edits: (index: number) => TextEdit[]): TextEdit[] {
    return edits(before?.whys.findIndex((why) => why.label === label) ?? -1);
  }
}

function editTitle(markdown: string, heading: Block | undefined, title: string): TextEdit[] {
  if (heading) return [replace(heading, `# ${writeHeading(title)}`.trimEnd())];
  return title ? [blockAfter(markdown, undefined, `# ${writeHeading(title)}`)] : [];
}

/** The number of the problem, or what else stands before its title, stays. */
function editProblemTitle(markdown: string, heading: Block, title: string): TextEdit[] {
  const number = problemNumber(headingText(markdown, heading))?.text.trimEnd() ?? '';
  const text = writeHeading(`${number} ${title}`.trim());
  return [replace(heading, `${'#'.repeat(heading.depth)} ${text}`.trimEnd())];
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

function endOfPreamble(markdown: string, { section }: ProblemRanges): number {
  return endOf(markdown, beforeHeading(section.body)) ?? section.heading.end;
}

/** Where next steps go: before the verification, else at the problem's end. */
function beforeVerification(markdown: string, { section, verificationHeading }: ProblemRanges): number {
  const index = verificationHeading ? section.body.indexOf(verificationHeading) : section.body.length;
  return endOf(markdown, section.body.slice(0, index)) ?? section.heading.end;
}

function wholeLines(markdown: string, blocks: readonly Block[]): Range | undefined {
  const [first] = blocks;
  const last = blocks.at(-1);
  return first && last && { start: lineStart(markdown, first.start), end: last.end };
}
