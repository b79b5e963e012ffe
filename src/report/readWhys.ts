import { WHY_STATES, type RootCause, type Why } from '../whys/analysis';
import { cleanLine } from '../whys/clean';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { labelledLines, type Labelled } from './labelled';
import type { Range } from './lines';
import type { RootCauseRange, WhyList, WhyRange } from './ranges';
import { readAnswer, readEvidence, readWhyList } from './readWhyList';
import { whyLabel } from './whyLabel';

export interface ReadWhys {
  readonly whys: readonly Why[];
  readonly rootCauses: readonly RootCause[];
  readonly whyRanges: readonly WhyRange[];
  readonly rootCauseRanges: readonly RootCauseRange[];
}

/** The whys and root causes in these blocks, in the file's order. */
export function readWhys(
  markdown: string,
  blocks: readonly Block[],
  footnotes: ReadonlyMap<string, Footnote>,
): ReadWhys {
  const labels = new Set<string>();
  const whys: Why[] = [];
  const whyRanges: WhyRange[] = [];
  const rootCauses: RootCause[] = [];
  const rootCauseRanges: RootCauseRange[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'paragraph') continue;
    const lines = labelledLines(markdown, block);
    for (const line of lines) {
      const named = whyLabel(line.name);
      if (named) {
        const list = line === lines.at(-1) ? readWhyList(markdown, blocks[index + 1], footnotes) : undefined;
        const label = unusedLabel(named.label, labels);
        labels.add(label);
        whys.push({ label, and: named.and, ...readWhy(markdown, line, list, footnotes) });
        whyRanges.push(whyRange(markdown, label, line, list));
      } else if (isRootCause(line.name)) {
        const { cause, range } = readRootCause(markdown, line);
        if (!cause.text) continue;
        rootCauses.push(cause);
        rootCauseRanges.push(range);
      }
    }
  }
  return { whys, rootCauses, whyRanges, rootCauseRanges };
}

function isRootCause(name: string): boolean {
  return /^root cause$/i.test(name);
}

function readWhy(
  markdown: string,
  head: Labelled,
  list: WhyList | undefined,
  footnotes: ReadonlyMap<string, Footnote>,
): Omit<Why, 'label' | 'and'> {
  const text = cleanLine(slice(markdown, head.text));
  if (!list) {
    // Alone on its line it is a statement, which answers, unless it asks.
    const asks = text.endsWith('?');
    return { question: asks ? text : '', answer: asks ? '' : text, state: 'possible', evidence: [] };
  }
  const state = cleanLine(list.state ? slice(markdown, list.state.text) : '').toLowerCase();
  return {
    question: text,
    answer: list.answer ? readAnswer(markdown, list.answer) : '',
    state: WHY_STATES.find((known) => known === state) ?? 'possible',
    evidence: list.evidence.map((item) => readEvidence(markdown, item, footnotes)),
  };
}

function whyRange(markdown: string, label: string, head: Labelled, list: WhyList | undefined): WhyRange {
  return {
    label,
    head,
    number: numberIn(markdown, head.label),
    list,
    whole: { start: head.label.start, end: list?.end ?? head.text.end },
  };
}

function numberIn(markdown: string, within: Range): Range {
  const match = /\d{1,3}[a-z]*/i.exec(slice(markdown, within));
  const start = within.start + (match?.index ?? 0);
  return { start, end: start + (match?.[0].length ?? 0) };
}

/** Labels are unique in a problem; the second `3` of a file that someone wrote by hand becomes a `3b`. */
function unusedLabel(label: string, taken: ReadonlySet<string>): string {
  if (!taken.has(label)) return label;
  const stem = label.replace(/[a-z]+$/, '');
  for (let letters = 'b'; ; letters = letters.endsWith('z') ? `${letters}a` : nextLetter(letters)) {
    if (!taken.has(stem + letters)) return stem + letters;
  }
}

function nextLetter(letters: string): string {
  return letters.slice(0, -1) + String.fromCodePoint((letters.codePointAt(letters.length - 1) ?? 97) + 1);
}

const ESCAPED_WHY = /^\\(\\*why )/i;

function readRootCause(markdown: string, line: Labelled): { cause: RootCause; range: RootCauseRange } {
  const text = cleanLine(slice(markdown, line.text));
  const match = /^(why (?:was (?:it|this) not caught )?\d{1,3}[a-z]*)\.(?: |$)/i.exec(text);
  const why = match?.[1] === undefined ? undefined : whyLabel(match[1])?.label;
  if (!match || why === undefined) {
    return {
      cause: { text: text.replace(ESCAPED_WHY, '$1') },
      range: { ...line, why: undefined, number: undefined },
    };
  }
  return {
    cause: { why, text: text.slice(match[0].length) },
    range: { ...line, why, number: numberIn(markdown, line.text) },
  };
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
