import { EVIDENCE_KINDS, WHY_STATES, type Evidence, type RootCause, type Why } from '../whys/analysis';
import { cleanLine, cleanText } from '../whys/clean';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { labelAt, labelledLines, type Labelled } from './labelled';
import { lineStart, type Range } from './lines';
import type { EvidenceItem, RootCauseRange, WhyItem, WhyList, WhyRange } from './ranges';
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
        const list = line === lines.at(-1) ? listOf(markdown, blocks[index + 1], footnotes) : undefined;
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

export function isRootCause(name: string): boolean {
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
    answer: list.answer ? cleanText(outdented(slice(markdown, list.answer.text), list.answer.indent)) : '',
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

/** The list right below a why, where at least one item is labelled as its answer, state or evidence. */
function listOf(
  markdown: string,
  block: Block | undefined,
  footnotes: ReadonlyMap<string, Footnote>,
): WhyList | undefined {
  if (block?.type !== 'list') return undefined;
  const items = block.children.flatMap((item) => whyItem(markdown, item) ?? []);
  const [first] = items;
  if (!first) return undefined;
  const named = (name: string) => items.find((item) => item.name.toLowerCase() === name);
  return {
    start: block.start,
    end: block.end,
    items: block.children.length,
    marker: markdown.slice(lineStart(markdown, first.whole.start), first.label.start),
    answer: named('answer'),
    state: named('state'),
    evidence: items
      .filter((item) => item.name.toLowerCase() === 'evidence')
      .map((item) => evidenceItem(markdown, item, footnotes)),
  };
}

function whyItem(markdown: string, item: Block): WhyItem | undefined {
  const [first] = item.children;
  const labelled = first && labelAt(markdown, { start: first.start, end: item.end });
  if (!labelled || !/^(?:answer|state|evidence)$/i.test(labelled.name)) return undefined;
  const marker = markdown.slice(lineStart(markdown, item.start), first.start);
  return { ...labelled, whole: { start: item.start, end: item.end }, indent: columns(marker) };
}

function evidenceItem(
  markdown: string,
  item: WhyItem,
  footnotes: ReadonlyMap<string, Footnote>,
): EvidenceItem {
  const identifier = FOOTNOTE_AT_END.exec(slice(markdown, item.text))?.[1]?.toLowerCase();
  const footnote = identifier !== undefined && footnotes.has(identifier) ? identifier : undefined;
  return { ...item, footnote };
}

const FOOTNOTE_AT_END = /(?<!\\)\[\^([^[\]\s]+)\]$/;

function readEvidence(
  markdown: string,
  item: EvidenceItem,
  footnotes: ReadonlyMap<string, Footnote>,
): Evidence {
  const all = cleanLine(slice(markdown, item.text));
  const text = item.footnote === undefined ? all : all.replace(FOOTNOTE_AT_END, '').trimEnd();
  const [word = ''] = text.split(' ', 1);
  const kind = EVIDENCE_KINDS.find((known) => known === word);
  const excerpt = item.footnote === undefined ? undefined : footnotes.get(item.footnote)?.excerpt;
  return {
    kind: kind ?? 'note',
    text: withoutEscape(kind ? text.slice(kind.length).trim() : text, ESCAPED_FOOTNOTE),
    ...(excerpt ? { excerpt } : {}),
  };
}

const ESCAPED_FOOTNOTE = /\\(\\*\[\^[^[\]\s]+\])$/;
const ESCAPED_WHY = /^\\(\\*why )/i;

function withoutEscape(text: string, escaped: RegExp): string {
  return text.replace(escaped, '$1');
}

function readRootCause(markdown: string, line: Labelled): { cause: RootCause; range: RootCauseRange } {
  const text = cleanLine(slice(markdown, line.text));
  const match = /^(why (?:was (?:it|this) not caught )?\d{1,3}[a-z]*)\.(?: |$)/i.exec(text);
  const why = match?.[1] === undefined ? undefined : whyLabel(match[1])?.label;
  if (!match || why === undefined) {
    return {
      cause: { text: withoutEscape(text, ESCAPED_WHY) },
      range: { ...line, why: undefined, number: undefined },
    };
  }
  return {
    cause: { why, text: text.slice(match[0].length) },
    range: { ...line, why, number: numberIn(markdown, line.text) },
  };
}

function outdented(text: string, indent: number): string {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/);
  return [first, ...rest.map((line) => withoutIndent(line, indent))].join('\n');
}

/** A tab that reaches over the indent goes with it. */
function withoutIndent(line: string, indent: number): string {
  let at = 0;
  for (let column = 0; column < indent && (line[at] === ' ' || line[at] === '\t'); at++) {
    column = line[at] === '\t' ? column + 4 - (column % 4) : column + 1;
  }
  return line.slice(at);
}

/** The width of a text whose tabs reach to every fourth column. */
function columns(text: string): number {
  let column = 0;
  for (const character of text) column = character === '\t' ? column + 4 - (column % 4) : column + 1;
  return column;
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
