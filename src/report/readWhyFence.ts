import { asksWhyOfItself, isRootCauseName, startsWithWhy } from '../whys/words';
import type { Block } from './blocks';
import { linesIn, type Range } from './lines';
import type { FoundChain, FoundWhy } from './otherWhy';
import { partAt } from './partLines';
import type { EvidenceSlot, Slot } from './ranges';
import { readWhyLines } from './readWhyLines';
import { whyHeadAt, type WhyHead } from './whyLabel';
import { slotOf } from './whyParts';
import { splitWhy } from './whyText';

/** A block of code that draws a chain: two or more lines `Why 1: …`, or lines that ask why in turn. */
export function readWhyFence(markdown: string, code: Block): FoundChain | undefined {
  const lines = linesIn(markdown, code).filter(
    ({ start, end }) => !/^\s*[`~]{3}/.test(markdown.slice(start, end)),
  );
  const drawn = readDrawn(markdown, lines);
  if (drawn.whys.length >= 2) return { whole: code, ...drawn };
  const asking = lines.filter((line) => asksWhy(markdown.slice(line.start, line.end)));
  const whys = asking.length >= 2 ? readWhyLines(markdown, lines) : [];
  return whys.length >= 2 ? { whole: code, whys, rootCauses: [] } : undefined;
}

/** Whether a line asks why: what else ends with a question mark in code is mostly a comment or a condition. */
function asksWhy(line: string): boolean {
  const text = line.replace(/^[^\p{L}]{0,80}/u, '');
  return startsWithWhy(text) || asksWhyOfItself(line);
}

interface Draft {
  readonly head: WhyHead | undefined;
  question: Slot | undefined;
  answer: Slot | undefined;
  readonly evidence: EvidenceSlot[];
  readonly whole: Range;
}

function readDrawn(markdown: string, lines: readonly Range[]): Pick<FoundChain, 'whys' | 'rootCauses'> {
  const drafts: Draft[] = [];
  const rootCauses: Slot[] = [];
  for (const whole of lines) {
    const line = withoutBranch(markdown, whole);
    const head = whyHeadAt(markdown, line);
    const part = partAt(markdown, line);
    const last = drafts.at(-1);
    if (head) {
      const { question, answer } = splitWhy(markdown, head.text);
      drafts.push({
        head,
        question: slotOf(markdown, question),
        answer: slotOf(markdown, answer),
        evidence: [],
        whole: line,
      });
    } else if (
      part.kind === 'question' &&
      startsWithWhy(markdown.slice(part.text.start, part.text.end).trimStart())
    ) {
      drafts.push({
        head,
        question: slotOf(markdown, part.text),
        answer: undefined,
        evidence: [],
        whole: line,
      });
    } else if (part.kind === 'root cause' || isRootCauseName(part.name)) {
      const slot = slotOf(markdown, part.text);
      if (slot) rootCauses.push(slot);
    } else if (last && part.kind === 'evidence') {
      const slot = slotOf(markdown, part.text);
      if (slot)
        last.evidence.push({ whole: line, evidence: { kind: 'note', text: slot.text }, footnote: undefined });
    } else if (last && last.answer === undefined && part.kind !== 'other') {
      last.answer = slotOf(markdown, part.text);
    }
  }
  const whys = drafts.map(({ head, ...draft }): FoundWhy => ({
    named: head?.why,
    number: head?.number,
    ...draft,
  }));
  return { whys, rootCauses };
}

/** The line without the indentation and the strokes of a drawing before it. */
function withoutBranch(markdown: string, { start, end }: Range): Range {
  const lead = /^[\s|│└├─┬╰↳>*+•-]{0,80}/.exec(markdown.slice(start, end))?.[0] ?? '';
  const arrow = /[-─]>?\s*$/.test(lead) && lead.includes('>') ? lead.search(/[-─]+>\s*$/) : lead.length;
  return { start: start + Math.max(arrow, 0), end };
}
