import { readWhyName, type WhyName } from '../whys/words';
import { labelAt, type Labelled } from './labelled';
import { lineEnd, trimEnd, type Range } from './lines';

/** What the bold label of a why says. */
export interface WhyLabel {
  readonly label: string;
  readonly and: boolean;
}

/** The name of a why that a line begins with, and what stands behind it. */
export interface WhyHead extends Labelled {
  readonly why: WhyLabel;
  /** `3b` in it; undefined where a word counts. */
  readonly number: Range | undefined;
}

/** Reads `Why 3b`, `Why 3b (and)` and `Why was it not caught 1`; undefined for another label. */
export function whyLabel(name: string): WhyLabel | undefined {
  const read = readWhyName(name);
  return read?.length === name.length ? { label: read.label, and: read.and } : undefined;
}

/** How a why is named in the text: `Why 3b`, `Why was it not caught 1`. */
export function whyName(label: string): string {
  return label.startsWith('caught ') ? `Why was it not ${label}` : `Why ${label}`;
}

/**
 * The why that a line begins with: in our own form `**Why 3:** …`, and as others write it, `Why 3 - …`, `**Why 3: …?** …`,
 * `**Why 3?** …`. Its text runs to the end of the block.
 */
export function whyHeadAt(markdown: string, block: Range): WhyHead | undefined {
  return ownHeadAt(markdown, block) ?? otherHeadAt(markdown, block);
}

function ownHeadAt(markdown: string, block: Range): WhyHead | undefined {
  const labelled = labelAt(markdown, block);
  const said = labelled?.name.replace(SIGN, '') ?? '';
  const name = readWhyName(said);
  if (!labelled || name?.length !== said.length) return undefined;
  const start = markdown.indexOf(said, labelled.label.start);
  return { ...labelled, ...named(name, start) };
}

function otherHeadAt(markdown: string, { start, end }: Range): WhyHead | undefined {
  const line = markdown.slice(start, Math.min(lineEnd(markdown, start), end, start + LONGEST_LINE));
  const emphasis = /^[ \u00A0]{0,3}(?:\*\*|__|[*_])?/.exec(line)?.[0] ?? '';
  const opening = emphasis + (SIGN.exec(line.slice(emphasis.length))?.[0] ?? '');
  const name = readWhyName(line.slice(opening.length));
  if (!name) return undefined;
  const rest = line.slice(opening.length + name.length);
  const [behind = ''] =
    /^\s?[?？؟]?\s?(?:\*\*|__|[*_](?=[\s:：.–—-]))?\s?(?:[:：.)–—-]{1,2}|->|→|\|)?\s?(?:\*\*|__|[*_](?=\s))?/.exec(
      rest,
    ) ?? [];
  // `Why #1 The pod died` says by its sign that it is a name.
  const isSigned =
    line.slice(opening.length, opening.length + name.length).includes('#') && /^ \p{Lu}/u.test(rest);
  if (!/\S/.test(behind) && rest.trim() && !isSigned) return undefined;
  const textStart = start + opening.length + name.length + behind.length;
  const mark = emphasis.trim();
  const isOpen = mark !== '' && !behind.includes(mark);
  const label = { start: start + opening.search(/\S|$/), end: textStart };
  const text = trimEnd(markdown, { start: textStart, end: Math.max(end, textStart) });
  return {
    name: line.slice(opening.length, opening.length + name.length),
    label,
    text: isOpen ? withoutClosing(markdown, text, mark) : text,
    ...named(name, start + opening.length),
  };
}

/** Of text that is emphasised to its end, what stands between. */
function withoutClosing(markdown: string, { start, end }: Range, mark: string): Range {
  const at = end - mark.length;
  const isAlone = markdown.slice(start, end).endsWith(mark) && markdown.indexOf(mark, start) === at;
  return isAlone ? { start, end: at } : { start, end };
}

const LONGEST_LINE = 4_000;

/** An emoji before a name. */
const SIGN = /^[^\p{L}\p{N}\s*_`[\](){}<>"'#.,;:-]{1,6}\s/u;

function named({ label, and, number }: WhyName, at: number): Pick<WhyHead, 'why' | 'number'> {
  return {
    why: { label, and },
    number: number && { start: at + number.start, end: at + number.end },
  };
}
