import type { Problem } from '../whys/analysis';
import type { Change } from '../whys/change';
import { isBareWhy } from '../whys/words';
import type { Block } from './blocks';
import { blockAfter } from './insert';
import { isBlankLine, lineEnd, lineStart, linesIn, nextLine, type Range } from './lines';
import { partAt } from './partLines';
import type { Footnoting } from './footnotes';
import type { Chain, OtherWhy, ProblemRanges, WhyRange } from './ranges';
import type { Reading } from './read';
import { smallestEdits, type TextEdit } from './textEdit';
import { whyName } from './whyLabel';
import { writeHeading } from './heading';
import { writeAnswer, writeItem, writeItems, writeRootCause, writeWhy } from './writeWhy';

/**
 * Edits that write whys of others anew in our own form, so that the change can be made: the fewest first. The analysis stays as
 * it is.
 */
export function* ownForms(markdown: string, reading: Reading, change: Change): Generator<TextEdit[]> {
  const index = 'problem' in change && typeof change.problem === 'number' ? change.problem : 0;
  const ranges = reading.ranges.problems[index];
  const problem = reading.analysis.problems[index];
  if (!ranges || !problem || ranges.chains.length > MOST_CHAINS) return;
  const label = 'why' in change ? change.why : undefined;
  const named = ranges.chains.filter(({ whys }) => whys.some((why) => problem.whys[why]?.label === label));
  if (named.length > 0) yield smallestEdits(markdown, rewritten(markdown, named, ranges, problem));
  const all = rewritten(markdown, ranges.chains, ranges, problem);
  if (all.length > named.length) yield smallestEdits(markdown, all);
  if (!ranges.whysHeading && !ranges.implied)
    yield smallestEdits(markdown, [...all, whysHeading(markdown, ranges.section.heading)]);
  if (ranges.implied) {
    const bare = rewritten(markdown, ranges.chains, ranges, problem, false);
    yield smallestEdits(markdown, withHeading(markdown, bare, ranges));
  }
}

/** No one writes a problem of more whys than that, and each is looked for in what is left of the others. */
const MOST_CHAINS = 1_000;

function rewritten(
  markdown: string,
  chains: readonly Chain[],
  ranges: ProblemRanges,
  problem: Problem,
  keepsHeadings = true,
): TextEdit[] {
  return chains.map((chain) => {
    const headed = ranges.whys[chain.whys[0] ?? -1];
    const why = problem.whys[chain.whys[0] ?? -1];
    if (keepsHeadings && headed?.form === 'other' && headed.heading && why)
      return headedAnew(markdown, headed, headed.heading, why, ranges);
    const whys = chain.whys.flatMap((index) => {
      const written = problem.whys[index];
      return written ? [writeWhy(written, keptFootnotes(ranges.whys[index]))] : [];
    });
    const causes = ranges.rootCauses.flatMap(({ text }, index) => {
      const isInside = text.start >= chain.whole.start && text.end <= chain.whole.end;
      const cause = problem.rootCauses[index];
      return isInside && cause ? [writeRootCause(cause)] : [];
    });
    const prose = leftOver(markdown, chain.whole, chain.whys, ranges);
    return inPlaceOf(markdown, chain.whole, [...whys, ...causes, ...prose].join('\n\n'));
  });
}

/** A why that keeps its heading, and has what is below it as items of ours. */
function headedAnew(
  markdown: string,
  range: OtherWhy,
  heading: Block,
  why: Problem['whys'][number],
  ranges: ProblemRanges,
): TextEdit {
  const items = writeItems(why, keptFootnotes(range))
    .filter((item) => item !== NO_ANSWER)
    .map((item) => writeItem('- ', item));
  const causes = ranges.rootCauses.flatMap(({ text, name }) => {
    const isInside = name === '' && text.start >= range.whole.start && text.end <= range.whole.end;
    return isInside ? [`**Root cause:** ${whyName(why.label)}. ${markdown.slice(text.start, text.end)}`] : [];
  });
  const end = range.more?.behind ?? range.whole.end;
  const body = { start: Math.min(nextLine(markdown, heading.end), end), end };
  const prose = leftOver(markdown, body, [ranges.whys.indexOf(range)], ranges);
  const text = [items.join('\n'), ...causes, ...prose].join('\n\n');
  // What counts before the word, `1st Why`, has no place for a letter.
  const isOwnName = range.number && /\p{L}/u.test(markdown.slice(heading.start, range.number.start));
  const head = isOwnName
    ? markdown.slice(heading.start, heading.end)
    : `${'#'.repeat(heading.depth)} ${whyName(why.label)}: ${writeHeading(why.question)}`.trimEnd();
  return { start: heading.start, end: body.end, text: `${head}\n${text}` };
}

const NO_ANSWER = writeAnswer('');

/** The lines of a range that say something of their own, as a paragraph: what is not understood stays. */
function leftOver(markdown: string, whole: Range, whys: readonly number[], ranges: ProblemRanges): string[] {
  const taken = [
    ...whys
      .flatMap((index) => ranges.whys[index] ?? [])
      .flatMap((why) =>
        why.form === 'own'
          ? [why.whole]
          : [
              ...[why.question, why.answer, why.state, why.wouldShow].flatMap((slot) => slot?.range ?? []),
              ...why.evidence.map((slot) => slot.whole),
              ...(why.number ? [why.number] : []),
            ],
      ),
    ...ranges.rootCauses.map(({ text }) => text),
  ];
  const lines = linesIn(markdown, whole).filter((line) => {
    const isTaken = taken.some(({ start, end }) => start < line.end && end > line.start);
    return !isTaken && saysSomething(markdown, line);
  });
  const text = lines.map(({ start, end }) => markdown.slice(start, end).trim()).join('\n');
  return text ? [text] : [];
}

/** Whether a line is more than a label, a fence, the head of a table or a question that only asks why. */
function saysSomething(markdown: string, line: Range): boolean {
  const text = markdown.slice(line.start, line.end).trim();
  const { kind, text: said } = partAt(markdown, line);
  const isLabel = kind !== 'plain' && said.start >= said.end;
  return (
    /[\p{L}\p{N}]/u.test(text) &&
    !isLabel &&
    !/^(?:[`~]{3}|\|)/.test(text) &&
    !isBareWhy(text.replace(/^[^\p{L}]+/u, ''))
  );
}

/** The footnotes that its evidence refers to already, in their order. */
function keptFootnotes(why: WhyRange | undefined): Footnoting {
  const slots = why?.form === 'other' ? why.evidence : [];
  const references = slots.flatMap(({ footnote }) => (footnote === undefined ? [] : [`[^${footnote}]`]));
  return { add: () => references.shift() ?? '' };
}

/** Blank lines part it from what stands around it. */
function inPlaceOf(markdown: string, whole: Range, text: string): TextEdit {
  const start = lineStart(markdown, whole.start);
  const end = lineEnd(markdown, whole.end);
  const next = nextLine(markdown, whole.end);
  const before = start === 0 || isBlankLine(markdown, start - 1) ? '' : '\n';
  const behind = next >= markdown.length || isBlankLine(markdown, next) ? '' : '\n';
  return { start, end, text: `${before}${text}${behind}` };
}

/** A heading of five whys makes a problem of a section of which no why is left. */
function whysHeading(markdown: string, { depth, end }: Block): TextEdit {
  return blockAfter(markdown, end, `${'#'.repeat(depth + 1)} Five Whys`);
}

/** The problem gets a heading, before the first of its whys. */
function withHeading(markdown: string, edits: readonly TextEdit[], ranges: ProblemRanges): TextEdit[] {
  const first = Math.min(...ranges.whys.map(({ whole }) => lineStart(markdown, whole.start)));
  const heading = '## 1.\n\n';
  const index = edits.findIndex(({ start, end }) => start <= first && first < Math.max(end, start + 1));
  if (index < 0) return [{ start: first, end: first, text: heading }, ...edits];
  return edits.map((edit, at) =>
    at === index ? { ...edit, text: `${heading}${edit.text.trimStart()}` } : edit,
  );
}
