import { startsWithWhy } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { linesIn, type Range } from './lines';
import type { FoundChain, FoundWhy } from './otherWhy';
import { partLines } from './partLines';
import { partsBehind } from './partsBehind';
import { readWhyLines } from './readWhyLines';
import { readParts, slotOf } from './whyParts';
import { paragraphOf } from './whySegments';
import { splitWhy } from './whyText';

/** Whys that a paragraph tells, and the index of the block behind them. */
export interface AnnouncedWhys {
  readonly chain: FoundChain | undefined;
  readonly next: number;
}

/**
 * Reads a paragraph below a heading of five whys that names none: lines that ask in turn, lines that count and ask, or a question
 * with its answer, `**Q: Why …?**`, whose answer may be in the blocks below.
 * @param isFirst whether no why was found above; a chain of lines is all of them
 */
export function readAnnouncedWhys(
  markdown: string,
  blocks: readonly Block[],
  index: number,
  paragraph: Block,
  isFirst: boolean,
  footnotes: ReadonlyMap<string, Footnote>,
): AnnouncedWhys {
  const inTurn = isFirst ? readWhyLines(markdown, linesIn(markdown, paragraph)) : [];
  const whys = inTurn.length >= 2 ? inTurn : countedWhys(markdown, paragraph);
  if (whys.length >= 2) return { chain: { whole: paragraph, whys, rootCauses: [] }, next: index + 1 };
  const [asked, ...said] = partLines(markdown, paragraph);
  const isLabelled = asked?.kind === 'question';
  const text = isLabelled ? asked.text : withoutCount(markdown, paragraph);
  const { question, answer } = splitWhy(markdown, text);
  if (!question || !(isLabelled || startsWithWhy(slice(markdown, text))))
    return { chain: undefined, next: index + 1 };
  const answers = isLabelled ? said.map(({ whole }) => paragraphOf(whole)) : [];
  const lacksAnswer = answer === undefined && answers.length === 0;
  const count = partsBehind(markdown, blocks, index + 1, lacksAnswer);
  const below = [...answers, ...blocks.slice(index + 1, index + 1 + count)];
  const parts = readParts(markdown, below, 0, footnotes);
  const whole = { start: paragraph.start, end: below.at(-1)?.end ?? paragraph.end };
  const why: FoundWhy = {
    named: undefined,
    question: slotOf(markdown, question),
    answer: slotOf(markdown, answer) ?? parts.answer,
    state: parts.state,
    wouldShow: parts.wouldShow,
    evidence: parts.evidence,
    rootCause: parts.rootCause,
    whole,
  };
  return { chain: { whole, whys: [why], rootCauses: [] }, next: index + 1 + count };
}

/** Lines that each count and ask, with the lines that go on with them: `**1. Why did it stop?** The disk was full.` */
function countedWhys(markdown: string, paragraph: Block): FoundWhy[] {
  const whys: Range[] = [];
  for (const line of linesIn(markdown, paragraph)) {
    const rest = withoutCount(markdown, line);
    const last = whys.at(-1);
    if (rest.start > line.start && startsWithWhy(slice(markdown, rest))) whys.push(line);
    else if (last) whys[whys.length - 1] = { start: last.start, end: line.end };
    else return [];
  }
  return whys.map((whole) => {
    const { question, answer } = splitWhy(markdown, withoutCount(markdown, whole));
    return {
      named: undefined,
      question: slotOf(markdown, question),
      answer: slotOf(markdown, answer),
      whole,
    };
  });
}

/** The part behind a number, `3.1. ` or `**2) `, and behind the mark that opens before that. */
function withoutCount(markdown: string, { start, end }: Range): Range {
  const count = /^\s{0,3}[*_]{0,3}\d{1,2}(?:\.\d{1,2})?[.)]?\s/.exec(markdown.slice(start, start + 24));
  return { start: start + (count?.[0].length ?? 0), end };
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
