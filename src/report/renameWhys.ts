import { sameAs, sharedWhyIn, type Renamed } from '../whys/sameAs';
import { replace } from './insert';
import type { Range } from './lines';
import type { ProblemRanges, WhyRange } from './ranges';
import type { Reading } from './read';
import type { TextEdit } from './textEdit';
import { whyName } from './whyLabel';
import { writeName } from './writeWhy';

/**
 * Gives whys of a problem other labels, and names them so where root causes and what is the same as one of them do.
 * @param index of the problem
 */
export function renameWhys(
  markdown: string,
  { ranges }: Pick<Reading, 'ranges'>,
  index: number,
  renamed: Renamed,
): TextEdit[] {
  if (renamed.size === 0) return [];
  const own = ranges.problems[index];
  return [
    ...(own ? renameIn(markdown, own, renamed) : []),
    ...ranges.problems.flatMap((problem) =>
      textsOf(problem).flatMap((text) => renameShared(markdown, text, index, renamed)),
    ),
  ];
}

function renameIn(markdown: string, { whys, rootCauses }: ProblemRanges, renamed: Renamed): TextEdit[] {
  return [
    ...whys.flatMap((why) => {
      const to = renamed.get(why.label);
      return to === undefined ? [] : renameWhy(markdown, why, to);
    }),
    ...rootCauses.flatMap(({ why, number }) => {
      const to = why === undefined ? undefined : renamed.get(why);
      return to === undefined || !number ? [] : [replace(wholeName(markdown, number), whyName(to))];
    }),
  ];
}

function renameWhy(markdown: string, why: WhyRange, to: string): TextEdit[] {
  if (why.number && isDetection(to) === isDetection(why.label))
    return [replace(why.number, to.replace('caught ', ''))];
  if (why.form !== 'own') return why.number ? [replace(wholeName(markdown, why.number), whyName(to))] : [];
  const { label } = why.head;
  const and = /\(and\)/i.test(markdown.slice(label.start, label.end));
  return [replace(label, writeName(to, and))];
}

function isDetection(label: string): boolean {
  return label.startsWith('caught ');
}

/** The name that a label ends: `Why 3b`, `Why was it not caught 1`. */
function wholeName(markdown: string, number: Range): Range {
  const before = markdown.slice(Math.max(0, number.start - LONGEST_NAME), number.start);
  const name = /why (?:was (?:it|this) not caught )?#?$/i.exec(before)?.[0] ?? '';
  return { start: number.start - name.length, end: number.end };
}

const LONGEST_NAME = 40;

/** Answers and the texts of root causes. */
function textsOf({ whys, rootCauses }: ProblemRanges): Range[] {
  return [
    ...whys.flatMap((why) => {
      if (why.form === 'other') return why.answer?.range ?? [];
      return (why.list ? why.list.answer?.text : why.head.text) ?? [];
    }),
    ...rootCauses.map(({ text, number }) => (number ? { start: number.end + 1, end: text.end } : text)),
  ];
}

function renameShared(markdown: string, { start, end }: Range, index: number, renamed: Renamed): TextEdit[] {
  const raw = markdown.slice(start, Math.min(end, start + LONGEST_TEXT));
  const text = raw.trimStart();
  const same = sameAs(text);
  const at = sharedWhyIn(text);
  const to = same?.problem === index && same.why !== undefined ? renamed.get(same.why) : undefined;
  if (!at || to === undefined) return [];
  const offset = start + raw.length - text.length;
  return [replace({ start: offset + at.start, end: offset + at.end }, whyName(to))];
}

/** More than the beginning of a text takes that says what it is the same as. */
const LONGEST_TEXT = 400;
