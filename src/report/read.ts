import type { Analysis, Problem } from '../whys/analysis';
import { cleanLine, cleanLists, cleanName, cleanText } from '../whys/clean';
import { isRootCauseName } from '../whys/words';
import type { Block } from './blocks';
import { readFootnotes, type Footnote } from './footnotes';
import { readFrontMatter } from './frontMatter';
import { readHeading } from './heading';
import { headingsAbove } from './headingsAbove';
import { readOutline, type Outline } from './outline';
import { readPatternComment } from './patternComment';
import type { ProblemRanges, Ranges } from './ranges';
import { announcesActions } from './plannedActions';
import { readActions } from './readActions';
import { readCriteria } from './readCriteria';
import { readFields } from './readFields';
import { readFollowUps } from './readFollowUps';
import { rootCauseLabelAt, rootCauseOf, rootCausesUnder, type FoundRootCause } from './readRootCauses';
import { readWhys } from './readWhys';
import {
  beforeHeading,
  contentOf,
  headingText,
  innerSections,
  isFiveWhysHeading,
  problemNumber,
  sections,
  type Section,
} from './sections';
import { readSection } from './sectionText';
import { segmentsOf } from './whySegments';

export interface Reading {
  readonly analysis: Analysis;
  readonly ranges: Ranges;
  /** Why the file cannot be shown as a report, in a sentence for the user; undefined where it can. */
  readonly broken?: string;
}

/**
 * Reads a report: our own form, and Markdown in which others wrote whys and findings in theirs. What is not understood is in none
 * of the ranges, so that no edit touches it. Never throws.
 */
export function read(markdown: string): Reading {
  const outline = readOutline(markdown);
  const footnotes = readFootnotes(markdown, outline.blocks);
  const matter = readFrontMatter(markdown);
  const titled = outline.title ? undefined : matter.find(({ range }) => range.name === 'title');
  const fields = matter.filter(({ range }) => range.name !== 'title');
  const problems = outline.problems.map((section, index) =>
    readProblem(
      markdown,
      section,
      outline,
      footnotes,
      index === 0 ? commonRootCauses(markdown, outline) : NONE,
    ),
  );
  // What a file about one thing says of its whys is none of its header.
  const firstWhy = outline.implied && problems[0]?.ranges.whys[0]?.whole.start;
  const below = readFields(markdown, beforeWhys(outline.header, firstWhy));
  const texts = problems.flatMap(({ ranges }) => ranges.verification ?? []);
  const criteria = readCriteria(markdown, outline, texts);
  const followUps = readFollowUps(markdown, outline);
  return {
    analysis: {
      title: outline.title
        ? cleanLine(readHeading(headingText(markdown, outline.title)))
        : (titled?.value ?? ''),
      header: [
        ...fields.map(({ range, value }) => ({ name: cleanName(range.name), value })),
        ...below.fields,
      ],
      summary: outline.summary ? textOf(markdown, contentOf(outline.summary)) : '',
      problems: problems.map(({ problem }) => problem),
      ...cleanLists({
        criteria: criteria.map(({ criterion }) => criterion),
        followUps: followUps.map(({ followUp }) => followUp),
      }),
    },
    ranges: {
      outline,
      footnotes,
      titleField: titled?.range,
      header: [...fields.map(({ range }) => range), ...below.ranges],
      problems: problems.map(({ ranges }) => ranges),
      criteria,
      followUps,
    },
    ...(hasConflict(markdown) ? { broken: CONFLICT_MESSAGE } : {}),
  };
}

const CONFLICT_MESSAGE =
  'This file holds the markers of a merge conflict. Open it as text, decide between the two sides, and save it.';

/** Git's markers: a line of each, in this order. */
function hasConflict(markdown: string): boolean {
  const at = (marker: RegExp, from: number): number => {
    marker.lastIndex = from;
    return from < 0 || !marker.test(markdown) ? -1 : marker.lastIndex;
  };
  return at(/^>{7}(?: |$)/gm, at(/^={7}\r?$/gm, at(/^<{7}(?: |$)/gm, 0))) >= 0;
}

function readProblem(
  markdown: string,
  section: Section,
  outline: Outline,
  footnotes: ReadonlyMap<string, Footnote>,
  common: CommonRootCauses,
): { problem: Problem; ranges: ProblemRanges } {
  const { heading, body } = section;
  const implied = section === outline.implied;
  // Of two that are one problem the second heading is as deep as the first.
  const isBeside = ({ type, depth }: Block) => !implied && type === 'heading' && depth <= heading.depth;
  const inside = innerSections(body.filter((block) => !isBeside(block)));
  const named = (name: RegExp) => inside.find((inner) => name.test(headingText(markdown, inner.heading)));
  const actionsSection =
    named(/^(?:actions|next steps)$/i) ??
    inside.find(
      ({ heading: name, body: blocks }) =>
        announcesActions(headingText(markdown, name)) && readActions(markdown, blocks).table,
    );
  const verification = named(/^verification$/i);
  const apart = new Set([actionsSection, verification].flatMap((inner) => inner?.body ?? []));

  const found = readWhys(
    markdown,
    heading,
    body.filter((block) => !apart.has(block)),
    footnotes,
  );
  const shared = [...common.below, ...(found.whys.length > 0 ? common.labelled : [])];
  // What a file about one thing says at its head is its header.
  const preamble = implied ? [] : beforeWhys(beforeHeading(body), found.whyRanges[0]?.whole.start);
  const facts = readFields(markdown, preamble);
  const comment = preamble.find((block) => readPatternComment(markdown, block));
  const { actions, table } = readActions(markdown, actionsSection?.body ?? []);
  const text = implied ? '' : headingText(markdown, heading);
  const number = problemNumber(text)?.text ?? '';
  return {
    problem: {
      title: cleanLine(readHeading(text.slice(number.length))),
      ...((comment && readPatternComment(markdown, comment)) ?? { patterns: [] }),
      facts: facts.fields,
      whys: found.whys,
      rootCauses: [...shared.map(({ cause }) => cause), ...found.rootCauses],
      actions,
      verification: verification ? textOf(markdown, contentOf(verification)) : '',
    },
    ranges: {
      section,
      implied,
      above: headingsAbove(outline.blocks, heading),
      comment,
      facts: facts.ranges,
      whysHeading: [...inside.map((inner) => inner.heading), heading].find((inner) =>
        isFiveWhysHeading(markdown, inner),
      ),
      whys: found.whyRanges,
      chains: found.chains,
      rootCauses: [...shared.map(({ range }) => range), ...found.rootCauseRanges],
      actionsHeading: actionsSection?.heading,
      actions: table,
      verification,
    },
  };
}

/** Root causes outside every problem; they are the first problem's. */
interface CommonRootCauses {
  /** Below a heading of their own. */
  readonly below: readonly FoundRootCause[];
  /** In the head of the file or elsewhere, behind a label: of a problem with whys. */
  readonly labelled: readonly FoundRootCause[];
}

const NONE: CommonRootCauses = { below: [], labelled: [] };

function commonRootCauses(markdown: string, outline: Outline): CommonRootCauses {
  const { blocks, problems, summary, criteria, followUps } = outline;
  const texts = [summary, criteria, followUps].flatMap((section) => section ?? []);
  const apart = new Set([...problems, ...texts].flatMap(({ heading, body }) => [heading, ...body]));
  const below = sections(blocks)
    .filter(({ heading }) => heading.depth > 1 && !apart.has(heading))
    .filter(({ heading }) =>
      isRootCauseName(headingText(markdown, heading).replace(/^[^\p{L}]+|[\s:*_]+$/gu, '')),
    )
    .flatMap(({ heading, body }) => rootCausesUnder(markdown, heading, body));
  const labelled = blocks
    .filter((block) => block.type === 'paragraph' && !apart.has(block))
    .flatMap((block) => segmentsOf(markdown, block))
    .flatMap(({ text }) => rootCauseLabelAt(markdown, text) ?? [])
    .flatMap((line) => rootCauseOf(markdown, line, undefined));
  return { below, labelled };
}

function beforeWhys(blocks: readonly Block[], firstWhy = Infinity): readonly Block[] {
  return blocks.filter((block) => block.end <= firstWhy);
}

function textOf(markdown: string, blocks: readonly Block[]): string {
  const first = blocks[0];
  const last = blocks.at(-1);
  return first && last ? cleanText(readSection(markdown.slice(first.start, last.end))) : '';
}
