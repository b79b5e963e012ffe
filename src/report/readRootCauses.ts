import type { RootCause } from '../whys/analysis';
import { cleanLine } from '../whys/clean';
import { isRootCauseName } from '../whys/words';
import type { Block } from './blocks';
import { labelAt, type Labelled } from './labelled';
import { lineEnd, trimEnd, type Range } from './lines';
import type { RootCauseRange } from './ranges';
import { whyLabel } from './whyLabel';

/** A root cause and where it stands. */
export interface FoundRootCause {
  readonly cause: RootCause;
  readonly range: RootCauseRange;
}

/** The range of a root cause that no label of ours stands before. */
export function nowhere(text: Range, why?: string): RootCauseRange {
  return { name: '', label: { start: text.start, end: text.start }, text, why, number: undefined };
}

/** The label of a root cause that a line begins with, in bold or not: `**Root cause:** …`, `Root cause – …`. */
export function rootCauseLabelAt(markdown: string, range: Range): Labelled | undefined {
  const bold = labelAt(markdown, range);
  if (bold) return isRootCauseName(bold.name) ? bold : undefined;
  const { start, end } = range;
  const line = markdown.slice(start, Math.min(lineEnd(markdown, start), end, start + LONGEST_LABEL));
  const match = PLAIN_LABEL.exec(line);
  const [, lead = '', name = ''] = match ?? [];
  if (!match || !isRootCauseName(name)) return undefined;
  const labelEnd = start + match[0].length;
  return {
    name,
    label: { start: start + lead.length, end: labelEnd },
    text: trimEnd(markdown, { start: labelEnd, end: Math.max(end, labelEnd) }),
  };
}

const LONGEST_LABEL = 120;
const PLAIN_LABEL =
  /^(\s{0,12}(?:[^\p{L}\p{N}\s*_]{1,4}\s)?)[*_]{0,3}(\p{L}[^:：*_\n–—→]{2,60}?)[*_]{0,3}\s?(?:[:：→]|(?:[–—]|-{1,2})(?=\s))[*_]{0,3}/u;

/** The root causes that a label names: behind it, or in the list below it where there is nothing behind it. */
export function rootCauseOf(markdown: string, line: Labelled, below: Block | undefined): FoundRootCause[] {
  if (!isRootCauseName(line.name)) return [];
  if (line.text.start < line.text.end) return [readRootCause(markdown, line)];
  return below?.type === 'list' ? below.children.map((item) => bare(markdown, contentOf(item))) : [];
}

/** A paragraph that names a root cause and the why that it is, as ours do: `**Root cause:** Why 3. …` */
export function ownRootCause(markdown: string, block: Block): FoundRootCause | undefined {
  const line = block.type === 'paragraph' ? labelAt(markdown, block) : undefined;
  const found = line && isRootCauseName(line.name) ? readRootCause(markdown, line) : undefined;
  return found?.cause.why === undefined ? undefined : found;
}

/** The root causes of a section with that heading: the items of its list, or its first paragraph. */
export function rootCausesUnder(markdown: string, heading: Block, body: readonly Block[]): FoundRootCause[] {
  const first = body.find(({ type }) => type === 'paragraph' || type === 'list' || type === 'blockquote');
  if (!first || body.indexOf(first) > 1 || first.start < heading.end) return [];
  if (first.type === 'list') return first.children.map((item) => bare(markdown, contentOf(item)));
  // A labelled paragraph speaks for itself.
  const isLabelled = /^\*\*[^*:]{1,60}:/.test(markdown.slice(first.start, first.end));
  return isLabelled ? [] : [bare(markdown, first)];
}

function readRootCause(markdown: string, line: Labelled): FoundRootCause {
  const text = cleanLine(markdown.slice(line.text.start, line.text.end));
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

const ESCAPED_WHY = /^\\(\\*why )/i;

function bare(markdown: string, range: Range): FoundRootCause {
  return { cause: { text: cleanLine(markdown.slice(range.start, range.end)) }, range: nowhere(range) };
}

function contentOf(item: Block): Range {
  return item.children[0] ?? item;
}

function numberIn(markdown: string, { start, end }: Range): Range {
  const match = /\d{1,3}[a-z]*/i.exec(markdown.slice(start, end));
  const from = start + (match?.index ?? 0);
  return { start: from, end: from + (match?.[0].length ?? 0) };
}
