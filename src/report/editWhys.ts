import type { Problem, Why } from '../whys/analysis';
import { cleanLine } from '../whys/clean';
import type { NewFootnotes } from './footnotes';
import { blockAfter, linesAfter, replace, withoutLines } from './insert';
import { isBlankLine, lineEnd, lineStart, nextLine, type Range } from './lines';
import type { OwnWhy, ProblemRanges, RootCauseRange, WhyItem, WhyList, WhyRange } from './ranges';
import type { TextEdit } from './textEdit';
import { splitWhy } from './whyText';
import {
  writeAnswer,
  writeEvidence,
  writeItem,
  writeItems,
  writeName,
  writeRootCause,
  writeState,
  writeWhy,
  writeWouldShow,
} from './writeWhy';

/**
 * Puts a new why into its place.
 * @param index among the whys after the change
 */
export function addWhy(
  markdown: string,
  ranges: ProblemRanges,
  index: number,
  why: Why,
  behind: number | undefined,
  footnotes: NewFootnotes,
): TextEdit[] {
  const text = writeWhy(why, footnotes);
  const previous = ranges.whys[index - 1]?.whole.end ?? ranges.whysHeading?.end;
  const heading = `${'#'.repeat(ranges.section.heading.depth + 1)} Five Whys`;
  const added =
    previous === undefined
      ? blockAfter(markdown, behind, ranges.whys.length > 0 ? text : `${heading}\n\n${text}`)
      : blockAfter(markdown, previous, text);
  return [added];
}

/** Takes out whys with their root causes. */
export function removeWhys(
  markdown: string,
  ranges: ProblemRanges,
  removed: (label: string) => boolean,
): TextEdit[] {
  return [
    ...ranges.whys.filter(({ label }) => removed(label)).map(({ whole }) => whole),
    ...ranges.rootCauses.filter(({ why }) => why !== undefined && removed(why)).map(wholeOf),
  ].map((whole) => withoutLines(markdown, whole));
}

/** Makes a why of our own form say what it says after the change, at most one thing else than before. */
export function editWhy(
  markdown: string,
  range: OwnWhy,
  before: Why,
  after: Why,
  footnotes: NewFootnotes,
): TextEdit[] {
  const { head, list } = range;
  if (!list) return [rewriteLine(markdown, range, after, footnotes)];
  if (after.question !== before.question) return [replace(head.text, spaced(after.question))];
  if (after.answer !== before.answer) return [editAnswer(markdown, list, after.answer)];
  if (after.state !== before.state) return [editState(markdown, list, after)];
  if (after.wouldShow !== before.wouldShow) return [editWouldShow(markdown, list, after.wouldShow)];
  const added = after.evidence[before.evidence.length];
  if (!added) return [];
  const last = list.evidence.at(-1) ?? list.wouldShow ?? list.state ?? list.answer;
  return [insertItem(markdown, list, last?.whole.end ?? list.end, writeEvidence(added, footnotes))];
}

/** Takes out an evidence of a why; its footnote goes with it unless something else refers to that. */
export function removeEvidence(
  markdown: string,
  list: WhyList,
  index: number,
  footnotes: ReadonlyMap<string, Range>,
): TextEdit[] {
  const item = list.evidence[index];
  if (!item) return [];
  const footnote = item.footnote === undefined ? undefined : footnotes.get(item.footnote);
  const isLastReference = markdown.toLowerCase().split(`[^${item.footnote}]`).length <= 3;
  return [
    removeItem(markdown, list, item),
    ...(footnote && isLastReference ? [withoutLines(markdown, footnote)] : []),
  ];
}

/** Sets, adds or removes the root cause at a why. */
export function editRootCause(
  markdown: string,
  ranges: ProblemRanges,
  why: string,
  after: Problem['rootCauses'],
): TextEdit[] {
  const range = ranges.rootCauses.find((cause) => cause.why === why);
  const cause = after.find((other) => other.why === why);
  if (range && after.length < ranges.rootCauses.length) return [withoutLines(markdown, wholeOf(range))];
  if (!cause) return [];
  if (range?.name === '') return [replace(range.text, cause.text)];
  if (range) return [replace(wholeOf(range), writeRootCause(cause))];
  const last = Math.max(...ends(ranges));
  return [blockAfter(markdown, last, writeRootCause(cause))];
}

/** Where the whys and the root causes of the problem's own section end. */
function ends({ whys, rootCauses, section }: ProblemRanges): number[] {
  const sectionEnd = section.body.at(-1)?.end ?? section.heading.end;
  return [
    ...whys.map(({ whole, ...why }) => (why.form === 'other' ? why.more?.behind : undefined) ?? whole.end),
    ...rootCauses.map(({ text }) => text.end).filter((end) => end > section.heading.end && end <= sectionEnd),
  ];
}

/** Whether a why was needed together with its sibling: what its name says behind the number. */
export function editAnd(markdown: string, why: WhyRange, and: boolean): TextEdit[] {
  if (why.form === 'own' && !why.number) return [replace(why.head.label, writeName(why.label, and))];
  if (!why.number) return [];
  const { end } = why.number;
  const joined = / ?\(and\)/iy;
  joined.lastIndex = end;
  const length = joined.exec(markdown)?.[0].length ?? 0;
  return [replace({ start: end, end: end + length }, and ? ' (and)' : '')];
}

/** A why of one line stays one as long as that can say it all: a question that asks, or a statement that answers. */
function rewriteLine(markdown: string, { head }: OwnWhy, why: Why, footnotes: NewFootnotes): TextEdit {
  const { question, answer, state, evidence, wouldShow } = why;
  const plain = state === 'possible' && evidence.length === 0 && wouldShow === undefined;
  const line = question || answer;
  const asks = /[?？؟]$/.test(line) && isOneThing(line);
  if (plain && answer === '' && (question === '' || (asks && question.endsWith('?'))))
    return replace(head.text, spaced(question));
  if (plain && question === '' && answer === cleanLine(answer) && !asks && isOneThing(answer))
    return replace(head.text, spaced(answer));
  const items = writeItems(why, footnotes).map((item) => writeItem('- ', item));
  const next = nextLine(markdown, head.text.end);
  const closing = next === markdown.length || isBlankLine(markdown, next) ? '' : '\n';
  const whole = { start: head.text.start, end: lineEnd(markdown, head.text.end) };
  return replace(whole, `${spaced(question)}\n${items.join('\n')}${closing}`);
}

/** Whether a line would be read as a question or a statement, not as both. */
function isOneThing(line: string): boolean {
  const { question, answer } = splitWhy(line, { start: 0, end: line.length });
  const whole = question ?? answer;
  return !(question && answer) && whole?.start === 0 && whole.end === line.length;
}

function editAnswer(markdown: string, list: WhyList, answer: string): TextEdit {
  const { answer: item } = list;
  if (!item) return insertFirst(markdown, list, writeAnswer(answer));
  return replace(
    { start: item.label.start, end: item.text.end },
    writeItem('', writeAnswer(answer), item.indent),
  );
}

function editState(markdown: string, list: WhyList, { state }: Why): TextEdit {
  const { state: item, answer } = list;
  if (item && state === 'possible') return removeItem(markdown, list, item);
  if (item) return replace(item.text, ` ${state}`);
  if (answer) return insertItem(markdown, list, answer.whole.end, writeState(state));
  return insertFirst(markdown, list, writeState(state));
}

function editWouldShow(markdown: string, list: WhyList, text: string | undefined): TextEdit {
  const { wouldShow: item, state, answer } = list;
  if (item && text === undefined) return removeItem(markdown, list, item);
  const written = writeWouldShow(text ?? '');
  if (item)
    return replace({ start: item.label.start, end: item.text.end }, writeItem('', written, item.indent));
  const behind = state ?? answer;
  return behind
    ? insertItem(markdown, list, behind.whole.end, written)
    : insertFirst(markdown, list, written);
}

function insertItem(markdown: string, list: WhyList, behind: number, text: string): TextEdit {
  return linesAfter(markdown, behind, writeItem(list.marker, text));
}

function insertFirst(markdown: string, list: WhyList, text: string): TextEdit {
  const start = lineStart(markdown, list.start);
  return { start, end: start, text: `${writeItem(list.marker, text)}\n` };
}

/** A list that would be empty keeps an answer: without one the line above it would read as a statement. */
function removeItem(markdown: string, list: WhyList, item: WhyItem): TextEdit {
  if (list.items === 1) return replace({ start: item.label.start, end: item.text.end }, writeAnswer(''));
  const start = lineStart(markdown, item.whole.start);
  return { start, end: nextLine(markdown, item.whole.end), text: '' };
}

function wholeOf({ label, text }: RootCauseRange): Range {
  return { start: label.start, end: text.end };
}

function spaced(text: string): string {
  return text && ` ${text}`;
}
