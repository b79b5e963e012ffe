import { isBareWhy } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import type { Range } from './lines';
import { lineStart } from './lines';
import type { FoundWhy } from './otherWhy';
import type { MoreItems } from './ranges';
import { whyHeadAt } from './whyLabel';
import { readParts, slotOf } from './whyParts';
import { splitWhy } from './whyText';

/**
 * A why under a heading of its own: `### WHY 3: question`, what is below it its answer and evidence.
 * @param text of the heading
 * @param announced whether a heading that asks is one, though it is not named
 */
export function readHeadedWhy(
  markdown: string,
  heading: Block,
  text: Range,
  body: readonly Block[],
  announced: boolean,
  footnotes: ReadonlyMap<string, Footnote>,
): FoundWhy | undefined {
  const head = whyHeadAt(markdown, withoutMarks(markdown, text));
  if (!head && !(announced && asksWhy(markdown, text))) return undefined;
  const { question, answer } = splitWhy(markdown, head?.text ?? withoutNumber(markdown, text));
  const blocks = withoutBreaks(body);
  const parts = readParts(markdown, blocks, 0, footnotes);
  return {
    named: head?.why,
    number: head?.number,
    // A heading names what its section is about: of a statement the section says why.
    question: slotOf(markdown, question ?? answer) ?? parts.question,
    answer: (question ? slotOf(markdown, answer) : undefined) ?? parts.answer,
    state: parts.state,
    wouldShow: parts.wouldShow,
    evidence: parts.evidence,
    rootCause: parts.rootCause,
    whole: { start: heading.start, end: body.at(-1)?.end ?? heading.end },
    more: moreItems(markdown, blocks, heading),
    heading,
  };
}

/** What stands before the name, such as an emoji. */
function withoutMarks(markdown: string, { start, end }: Range): Range {
  const marks = /^[^\p{L}\p{N}*_]{0,8}/u.exec(markdown.slice(start, end))?.[0].length ?? 0;
  return { start: start + marks, end };
}

function withoutNumber(markdown: string, { start, end }: Range): Range {
  const number = /^(?:\d{1,2}[.)]|\d\uFE0F?\u20E3)\s/.exec(markdown.slice(start, end))?.[0].length ?? 0;
  return { start: start + number, end };
}

function asksWhy(markdown: string, text: Range): boolean {
  const { start, end } = withoutNumber(markdown, text);
  const asked = markdown.slice(start, end).replace(/[*_]/g, '').trim();
  const [first = ''] = asked.split(/\s/, 1);
  return /[?？؟]$/.test(asked) && (isBareWhy(first) || /^¿?(?:por qu|なぜ|为什么|왜)/i.test(asked));
}

/** Lines across the page at the end belong to no why. */
function withoutBreaks(body: readonly Block[]): readonly Block[] {
  const last = body.findLastIndex(({ type }) => type !== 'thematicBreak' && type !== 'footnoteDefinition');
  return body.slice(0, last + 1);
}

function moreItems(markdown: string, blocks: readonly Block[], heading: Block): MoreItems {
  const last = blocks.at(-1);
  const item = last?.type === 'list' ? last.children.at(-1) : undefined;
  const first = item?.children[0];
  if (!last || !item || !first) return { behind: last?.end ?? heading.end, marker: '- ', inList: false };
  const marker = markdown.slice(lineStart(markdown, item.start), first.start);
  return /^\s{0,3}[*+-] /.test(marker)
    ? { behind: last.end, marker, inList: true }
    : { behind: last.end, marker: '- ', inList: false };
}
