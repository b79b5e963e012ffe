import { asksWhyOfItself, isBareWhy, startsWithWhy } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { linesIn, lineStart, type Range } from './lines';
import type { FoundChain, FoundWhy } from './otherWhy';
import { partAt } from './partLines';
import { readWhyLines } from './readWhyLines';
import { columns } from './readWhyList';
import { whyHeadAt } from './whyLabel';
import { readParts, slotOf } from './whyParts';
import { isRootCauseLine } from './whySegments';
import { splitWhy } from './whyText';

/**
 * A list with an item for each why. Where nothing around it says that it is one, its items must: each is named (`Why 1`) or asks.
 * @param announced whether it stands right below a heading of five whys
 */
export function readListedWhys(
  markdown: string,
  list: Block,
  announced: boolean,
  footnotes: ReadonlyMap<string, Footnote>,
): FoundChain | undefined {
  const chain = readWhyLines(markdown, linesOf(markdown, list));
  const items = list.children.flatMap((item) => readItem(markdown, item, footnotes) ?? []);
  const named = items.filter(({ named }) => named);
  const asking = items.filter(({ question, asksWhy }) => question ?? asksWhy);
  const isChain = chain.length >= 2 && named.length === 0 && asksInTurn(markdown, list, announced);
  if (isChain) return { whole: list, whys: chain, rootCauses: [] };

  const isOrdered = /^\s*\d/.test(markdown.slice(list.start, list.start + 12));
  const enough = items.length >= 2 || (items.length === 1 && announced && asking.length === 1);
  const says =
    named.length >= Math.max(1, items.length / 2) ||
    (announced
      ? isOrdered || asking.length > items.length / 2
      : asking.length === items.length && items.some(({ answer }) => answer) && allAskWhy(items, markdown));
  if (!says || (named.length === 0 && !enough)) return readNested(markdown, list, announced, footnotes);
  const whys = named.length > 0 ? items.filter((item) => item.named ?? item.question ?? item.asksWhy) : items;
  const rootCauses = items.flatMap(({ named, rootCause }) => (named ? [] : (rootCause ?? [])));
  return {
    whole: list,
    whys: whys.filter(({ isRootCause }) => !isRootCause),
    rootCauses,
  };
}

/** Whys in lists below the items of lists: each below the one before, or below the problem that they are of. */
function readNested(
  markdown: string,
  list: Block,
  announced: boolean,
  footnotes: ReadonlyMap<string, Footnote>,
): FoundChain | undefined {
  const items = itemsWithin(markdown, list).flatMap((item) => readItem(markdown, item, footnotes) ?? []);
  const asks = ({ named, asksWhy, isRootCause }: ItemWhy) => !isRootCause && (named ?? asksWhy) !== undefined;
  const whys = items.filter(asks);
  const enough = whys.length >= 2 && (announced || whys.every(({ named }) => named));
  if (!enough) return undefined;
  return {
    whole: list,
    whys: whys.map((why) => ({ ...why, more: undefined })),
    rootCauses: items.flatMap(({ isRootCause, rootCause }) => (isRootCause ? (rootCause ?? []) : [])),
  };
}

/** The items of a list and of those below them, each without the lists of whys in it. */
function itemsWithin(markdown: string, list: Block): Block[] {
  return list.children.flatMap((item) => {
    const inner = item.children.filter((block) => block.type === 'list' && holdsWhys(markdown, block));
    const own = item.children.filter((block) => !inner.includes(block));
    const end = own.at(-1)?.end ?? item.end;
    return [{ ...item, end, children: own }, ...inner.flatMap((block) => itemsWithin(markdown, block))];
  });
}

function holdsWhys(markdown: string, list: Block): boolean {
  return list.children.some(({ children: [first] }) => {
    if (first?.type !== 'paragraph') return false;
    const text = markdown.slice(first.start, first.end);
    return (
      whyHeadAt(markdown, first) !== undefined || startsWithWhy(text) || isRootCauseLine(markdown, first)
    );
  });
}

interface ItemWhy extends FoundWhy {
  /** Whether it asks why in so many words: `**Why?** → …`. */
  readonly asksWhy: true | undefined;
  readonly isRootCause: boolean;
}

function readItem(
  markdown: string,
  item: Block,
  footnotes: ReadonlyMap<string, Footnote>,
): ItemWhy | undefined {
  const [paragraph, ...below] = item.children;
  if (paragraph?.type !== 'paragraph') return undefined;
  const first = withoutBox(markdown, paragraph);
  const head = whyHeadAt(markdown, first);
  const own = head ? undefined : partAt(markdown, first);
  const indent = columns(markdown.slice(lineStart(markdown, item.start), first.start));
  const firstLine = firstPart(markdown, own?.kind === 'question' ? own.text : (head?.text ?? first));
  const { question, answer } = splitWhy(markdown, firstLine.text);
  const parts = readParts(markdown, [...firstLine.rest, ...below], indent, footnotes);
  const isRootCause = own?.kind === 'root cause';
  const asksWhy = isBareWhy(
    markdown.slice(firstLine.text.start, answer?.start ?? firstLine.text.end).replace(/[→⇒>-]/g, ''),
  );
  return {
    named: head?.why,
    number: head?.number,
    question: slotOf(markdown, question, indent) ?? parts.question,
    answer: slotOf(markdown, answer, indent) ?? parts.answer,
    state: parts.state,
    wouldShow: parts.wouldShow,
    evidence: parts.evidence,
    rootCause: isRootCause ? slotOf(markdown, own?.text, indent) : parts.rootCause,
    whole: item,
    more: { behind: item.end, marker: `${' '.repeat(indent)}- `, inList: true },
    asksWhy: asksWhy || undefined,
    isRootCause,
  };
}

/** Behind the box of an item that can be ticked. */
function withoutBox(markdown: string, paragraph: Block): Block {
  const box = /^\[[ xX]\]\s/.exec(markdown.slice(paragraph.start, paragraph.start + 4));
  return { ...paragraph, start: paragraph.start + (box?.[0].length ?? 0) };
}

/** What an item's paragraph says of question and answer, and the lines below that are labelled as something else. */
function firstPart(
  markdown: string,
  range: Range,
): { readonly text: Range; readonly rest: readonly Block[] } {
  const lines = linesIn(markdown, range);
  const labelled = lines.findIndex((line, index) => {
    if (index === 0) return false;
    const { kind, name } = partAt(markdown, line);
    return kind !== 'plain' && kind !== 'other' && name !== '';
  });
  const behind = lines[labelled];
  const before = lines[labelled - 1];
  if (!behind || !before) return { text: range, rest: [] };
  const rest: Block = {
    start: behind.start,
    end: range.end,
    type: 'paragraph',
    depth: 0,
    value: '',
    children: [],
  };
  return { text: { start: range.start, end: before.end }, rest: [rest] };
}

/** The lines of a list of single paragraphs; of a list in a list and so on, one below the other, too. */
function linesOf(markdown: string, list: Block): Range[] {
  const lines: Range[] = [];
  for (const item of list.children) {
    const [first, ...below] = item.children;
    if (first?.type !== 'paragraph' || below.length > 1) return [];
    if (below[0] && below[0].type !== 'list') return [];
    lines.push(...linesIn(markdown, first));
    const inner = below[0] ? linesOf(markdown, below[0]) : [];
    if (below[0] && (inner.length === 0 || list.children.length > 1)) return [];
    lines.push(...inner);
  }
  return lines;
}

/** Whether the lines ask why of what they say, or are questions and answers in turn, each below the one before. */
function asksInTurn(markdown: string, list: Block, announced: boolean): boolean {
  const texts = linesOf(markdown, list).map(({ start, end }) => markdown.slice(start, end));
  if (isBareWhy(texts[0] ?? '')) return false;
  if (texts.filter(asksWhyOfItself).length >= 2) return true;
  return (
    announced &&
    list.children.length === 1 &&
    texts.filter((text) => /[?？؟][*_]{0,3}$/.test(text)).length >= 2
  );
}

function allAskWhy(items: readonly ItemWhy[], markdown: string): boolean {
  return items.every(
    ({ question, asksWhy, whole }) =>
      asksWhy ??
      (question !== undefined &&
        startsWithWhy(markdown.slice(whole.start, whole.start + 80).replace(MARKER, ''))),
  );
}

const MARKER = /^\s{0,20}(?:[*+-]|\d{1,9}[.)])\s/;
