import type { Why } from '../whys/analysis';
import type { NewFootnotes } from './footnotes';
import { blockAfter, linesAfter, replace, withoutLines } from './insert';
import type { MoreItems, OtherWhy, ProblemRanges } from './ranges';
import type { TextEdit } from './textEdit';
import { writeAnswer, writeEvidence, writeItem, writeState, writeWouldShow } from './writeWhy';
import { whyName } from './whyLabel';
import { writeHeading } from './heading';

/**
 * Makes a why in a form of others say what it says after the change, in that form: a text takes the place of the one before, and
 * what the form does not have becomes an item of ours. None where neither is possible; whether the file then says what was
 * wanted is for the caller to see.
 */
export function editOtherWhy(
  markdown: string,
  range: OtherWhy,
  before: Why,
  after: Why,
  footnotes: NewFootnotes,
): TextEdit[] {
  const { question, answer, state, wouldShow, more } = range;
  if (after.question !== before.question) return question ? [replace(question.range, after.question)] : [];
  if (after.answer !== before.answer) {
    if (answer?.indent !== undefined)
      return [replace(answer.range, writeItem('', after.answer, answer.indent))];
    if (answer) return after.answer.includes('\n') ? [] : [replace(answer.range, after.answer)];
    return more ? [addItem(markdown, more, writeAnswer(after.answer))] : [];
  }
  if (after.state !== before.state) {
    if (state) return [replace(state.range, after.state)];
    return more ? [addItem(markdown, more, writeState(after.state))] : [];
  }
  if (after.wouldShow !== before.wouldShow) {
    const text = after.wouldShow ?? '';
    if (wouldShow?.indent !== undefined)
      return [replace(wouldShow.range, writeItem('', text, wouldShow.indent))];
    if (wouldShow) return text.includes('\n') ? [] : [replace(wouldShow.range, text)];
    return more ? [addItem(markdown, more, writeWouldShow(text))] : [];
  }
  const added = after.evidence[before.evidence.length];
  return added && more ? [addItem(markdown, more, writeEvidence(added, footnotes))] : [];
}

/** Takes out the lines of an evidence. */
export function removeOtherEvidence(markdown: string, { evidence }: OtherWhy, index: number): TextEdit[] {
  const slot = evidence[index];
  return slot ? [withoutLines(markdown, slot.whole)] : [];
}

/** Puts a why behind one that has a heading of its own, under such a heading; undefined behind any other. */
export function addOtherWhy(
  markdown: string,
  ranges: ProblemRanges,
  index: number,
  why: Why,
): TextEdit[] | undefined {
  const previous = ranges.whys[index - 1];
  if (previous?.form !== 'other' || !previous.heading) return undefined;
  const name = `${whyName(why.label)}${why.and ? ' (and)' : ''}`;
  const heading = `${'#'.repeat(previous.heading.depth)} ${name}: ${writeHeading(why.question)}`;
  return [blockAfter(markdown, previous.more?.behind ?? previous.whole.end, heading.trimEnd())];
}

function addItem(markdown: string, { behind, marker, inList }: MoreItems, text: string): TextEdit {
  const item = writeItem(marker, text);
  return inList ? linesAfter(markdown, behind, item) : blockAfter(markdown, behind, item);
}
