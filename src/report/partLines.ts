import { partKind, type PartKind } from '../whys/words';
import { labelAt } from './labelled';
import { lineEnd, linesIn, trimEnd, type Range } from './lines';
import { rootCauseLabelAt } from './readRootCauses';

/** A line that says what it is, `**Evidence:** …`, `Answer: …`, `→ …`, with the lines that go on with it. */
export interface PartLine {
  /** `plain` for text without a label, `other` for a label that announces nothing of a why. */
  readonly kind: PartKind | 'plain' | 'other';
  readonly name: string;
  /** Behind the label, without white space at its end. */
  readonly text: Range;
  readonly whole: Range;
}

/** The parts of a paragraph, line by line. */
export function partLines(markdown: string, paragraph: Range): PartLine[] {
  const parts: PartLine[] = [];
  for (const line of linesIn(markdown, paragraph)) {
    const part = partAt(markdown, line);
    const last = parts.at(-1);
    if (part.kind === 'plain' && last) {
      const end = trimEnd(markdown, { start: last.whole.start, end: line.end }).end;
      parts[parts.length - 1] = {
        ...last,
        text: { start: Math.min(last.text.start, end), end },
        whole: { start: last.whole.start, end },
      };
    } else parts.push(part);
  }
  return parts;
}

/** What the line at the start of a block is; its text runs to the end of the block. */
export function partAt(markdown: string, block: Range): PartLine {
  const bold = labelAt(markdown, block);
  if (bold) {
    return {
      kind: partKind(bold.name) ?? 'other',
      name: bold.name,
      text: bold.text,
      whole: { start: bold.label.start, end: bold.text.end },
    };
  }
  const whole = trimEnd(markdown, block);
  const line = markdown.slice(block.start, Math.min(lineEnd(markdown, block.start), block.end));
  const cause = rootCauseLabelAt(markdown, block);
  if (cause) return { kind: 'root cause', name: cause.name, text: cause.text, whole };
  const plain = QUESTION_NUMBER.exec(line) ?? PLAIN_LABEL.exec(line);
  const kind = plain?.[1] === undefined ? undefined : partKind(plain[1]);
  if (plain && kind) {
    const start = Math.min(block.start + plain[0].length, whole.end);
    return { kind, name: plain[1] ?? '', text: { start, end: whole.end }, whole };
  }
  const arrow = ANSWERING.exec(line);
  if (arrow) {
    const start = Math.min(block.start + arrow[0].length, whole.end);
    return { kind: 'answer', name: '', text: { start, end: whole.end }, whole };
  }
  return { kind: 'plain', name: '', text: whole, whole };
}

/** `**Q1.** …`, `A1) …` */
const QUESTION_NUMBER = /^\s{0,40}[*_]{0,3}([QA]\d{1,2})[*_]{0,3}[.)][*_]{0,3}(?=\s)/u;

/** `Evidence: …`, `*Answer*: …`, `**Answer (measured)**: …` */
const PLAIN_LABEL =
  /^\s{0,40}[*_]{0,3}([\p{L}][\p{L} '’-]{0,60}?\d{0,2})(?: \([^()\n]{0,60}\))?[*_]{0,3} ?[:：][*_]{0,3}/u;
const ANSWERING = /^\s{0,40}(?:(?:[→⇒➜➔⟶↳⮕]|➡\uFE0F?|👉|â[†‡]’|‚Üí|[-=]?->|=>|└─+>?)\s{0,4}|(?=because\b))/i;
