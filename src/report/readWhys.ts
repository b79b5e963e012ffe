import { WHY_STATES, type RootCause, type Why } from '../whys/analysis';
import { cleanLine } from '../whys/clean';
import { parseLabel } from '../whys/labels';
import { isRootCauseName, namesFiveWhys, readWhyName, startsWithWhy } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { readHeading } from './heading';
import { labelAt } from './labelled';
import { linesIn, trimEnd, type Range } from './lines';
import type { FoundChain, FoundWhy } from './otherWhy';
import { partAt } from './partLines';
import type { Chain, RootCauseRange, WhyList, WhyRange } from './ranges';
import { readHeadedWhy } from './readHeadedWhy';
import { readListedWhys } from './readListedWhys';
import { nowhere, ownRootCause, rootCauseOf, rootCausesUnder, type FoundRootCause } from './readRootCauses';
import { readWhyFence } from './readWhyFence';
import { readWhyLines } from './readWhyLines';
import { readAnswer, readEvidence, readWhyList } from './readWhyList';
import { readWhyTable } from './readWhyTable';
import { headingText, isFiveWhysHeading } from './sections';
import { UniqueLabels } from './uniqueLabels';
import { whyHeadAt, type WhyHead } from './whyLabel';
import { readParts, slotOf, type WhyParts } from './whyParts';
import { splitWhy } from './whyText';

export interface ReadWhys {
  readonly whys: readonly Why[];
  readonly rootCauses: readonly RootCause[];
  readonly whyRanges: readonly WhyRange[];
  readonly rootCauseRanges: readonly RootCauseRange[];
  readonly chains: readonly Chain[];
}

/**
 * The whys and root causes in these blocks, in the file's order: in our own form, `**Why 1:** …`, and in those that others write,
 * which are headings, lists, tables, chains of lines and drawings in code. Lists that do not say that they are whys are such
 * only below a heading of five whys, and where nothing else is.
 * @param heading of the section whose body the blocks are
 */
export function readWhys(
  markdown: string,
  heading: Block | undefined,
  blocks: readonly Block[],
  footnotes: ReadonlyMap<string, Footnote>,
): ReadWhys {
  const named = new WhysReader(markdown, footnotes, false);
  named.read(heading, blocks);
  if (named.whys.length > 0) return named;
  const announced = new WhysReader(markdown, footnotes, true);
  announced.read(heading, blocks);
  return announced.whys.length > 0 ? announced : named;
}

class WhysReader implements ReadWhys {
  readonly whys: Why[] = [];
  readonly rootCauses: RootCause[] = [];
  readonly whyRanges: WhyRange[] = [];
  readonly rootCauseRanges: RootCauseRange[] = [];
  readonly chains: Chain[] = [];
  private readonly labels = new UniqueLabels();
  private readonly counts = { cause: 0, detection: 0 };
  /** The depth of the heading of five whys that the blocks stand below; 0 for none. */
  private announcedAt = 0;
  private isDetection = false;

  constructor(
    private readonly markdown: string,
    private readonly footnotes: ReadonlyMap<string, Footnote>,
    /** Whether a heading of five whys makes whys of what does not say so itself. */
    private readonly trustsHeadings: boolean,
  ) {}

  read(heading: Block | undefined, blocks: readonly Block[]): void {
    if (heading) this.enter(heading);
    for (let index = 0; index < blocks.length;) index = this.readBlock(blocks, index);
  }

  /** Reads the block at an index, and gives back the index of the next. */
  private readBlock(blocks: readonly Block[], index: number): number {
    const block = blocks[index];
    switch (block?.type) {
      case 'heading':
        return this.readHeading(blocks, index, block);
      case 'paragraph':
        return this.readParagraph(blocks, index, block);
      case 'list':
        this.addChain(readListedWhys(this.markdown, block, this.isAnnounced, this.footnotes));
        return index + 1;
      case 'table':
        this.addChain(readWhyTable(this.markdown, block));
        return index + 1;
      case 'code':
        this.addChain(readWhyFence(this.markdown, block));
        return index + 1;
      default:
        return index + 1;
    }
  }

  private get isAnnounced(): boolean {
    return this.announcedAt > 0 && this.trustsHeadings && this.whys.length === 0;
  }

  private enter(heading: Block): void {
    const text = headingText(this.markdown, heading);
    if (isFiveWhysHeading(this.markdown, heading)) this.announcedAt = heading.depth;
    else if (heading.depth <= this.announcedAt || !this.whys.length) this.announcedAt = 0;
    this.isDetection = /\bnot (?:caught|detected|noticed|found)\b|\b(?:un|non-?)detect|\bdetection\b/i.test(
      text,
    );
  }

  private readHeading(blocks: readonly Block[], index: number, heading: Block): number {
    const end = endOfSection(blocks, index, heading.depth);
    const all = blocks.slice(index + 1, end);
    const causes = all.flatMap((block) => ownRootCause(this.markdown, block) ?? []);
    const body = all.filter((block) => !ownRootCause(this.markdown, block));
    const text = textOfHeading(this.markdown, heading);
    const asks = this.announcedAt > 0 && heading.depth > this.announcedAt && this.trustsHeadings;
    const why =
      heading.depth > 1 ? readHeadedWhy(this.markdown, heading, text, body, asks, this.footnotes) : undefined;
    if (why) {
      this.addChain({ whole: why.whole, whys: [why], rootCauses: [] });
      for (const found of causes) this.addRootCause(found);
      return end;
    }
    if (isRootCauseName(plainName(this.markdown.slice(text.start, text.end)))) {
      for (const found of rootCausesUnder(this.markdown, heading, all)) this.addRootCause(found);
      return index + 1;
    }
    this.enter(heading);
    return index + 1;
  }

  private readParagraph(blocks: readonly Block[], index: number, paragraph: Block): number {
    const segments = segmentsOf(this.markdown, paragraph);
    let next = index + 1;
    const firstHead = segments.findIndex(({ head }) => head);
    const lastHead = segments.findLastIndex(({ head }) => head);
    for (const [place, segment] of segments.entries()) {
      const { head, text } = segment;
      const isLast = place === segments.length - 1;
      if (head)
        next = Math.max(next, this.readNamed(blocks, index, segments, place, head, place === lastHead));
      else if (firstHead >= 0 && firstHead < place && !isRootCauseLine(this.markdown, text)) continue;
      else {
        const labelled = labelAt(this.markdown, text);
        const below = isLast ? blocks[index + 1] : undefined;
        for (const found of labelled ? rootCauseOf(this.markdown, labelled, below) : [])
          this.addRootCause(found);
      }
    }
    if (this.trustsHeadings && isCaption(this.markdown, paragraph)) this.announcedAt = DEEPER_THAN_HEADINGS;
    else if (this.trustsHeadings && this.announcedAt > 0 && segments.every(({ head }) => !head))
      return this.readAnnounced(blocks, index, paragraph);
    return next;
  }

  /** Reads a paragraph below a heading of five whys that names none: lines that ask in turn, or a question with its answer. */
  private readAnnounced(blocks: readonly Block[], index: number, paragraph: Block): number {
    const lines =
      this.whys.length === 0 ? readWhyLines(this.markdown, linesIn(this.markdown, paragraph)) : [];
    if (lines.length >= 2) this.addChain({ whole: paragraph, whys: lines, rootCauses: [] });
    const { question, answer } = splitWhy(this.markdown, paragraph);
    if (lines.length >= 2 || !question || !startsWithWhy(slice(this.markdown, paragraph))) return index + 1;
    const count = partsBehind(this.markdown, blocks, index + 1, answer === undefined);
    const below = blocks.slice(index + 1, index + 1 + count);
    const parts = readParts(this.markdown, below, 0, this.footnotes);
    const whole = { start: paragraph.start, end: below.at(-1)?.end ?? paragraph.end };
    const why: FoundWhy = {
      named: undefined,
      question: slotOf(this.markdown, question),
      answer: slotOf(this.markdown, answer) ?? parts.answer,
      state: parts.state,
      evidence: parts.evidence,
      rootCause: parts.rootCause,
      whole,
    };
    this.addChain({ whole, whys: [why], rootCauses: [] });
    return index + 1 + count;
  }

  /** Reads a why that is named at the start of a line, and gives back the index of the block behind it. */
  private readNamed(
    blocks: readonly Block[],
    index: number,
    segments: readonly Segment[],
    place: number,
    head: WhyHead,
    isLast: boolean,
  ): number {
    const own = labelAt(this.markdown, segments[place]?.text ?? head.text);
    const isOwn = own !== undefined && readWhyName(own.name)?.length === own.name.length;
    const list =
      place === segments.length - 1
        ? readWhyList(this.markdown, blocks[index + 1], this.footnotes)
        : undefined;
    if (isOwn && list) {
      this.addOwn(head, list);
      return index + 2;
    }
    const lines: Block[] = [];
    for (let at = place + 1, line = segments[at]; line && !line.head; line = segments[++at])
      lines.push(paragraphOf(line.text));
    const { question, answer } = splitWhy(this.markdown, head.text);
    const count = isLast ? partsBehind(this.markdown, blocks, index + 1, answer === undefined) : 0;
    const below = [
      ...lines.filter((line) => !isRootCauseLine(this.markdown, line)),
      ...blocks.slice(index + 1, index + 1 + count),
    ];
    const parts = below.length > 0 ? readParts(this.markdown, below, 0, this.footnotes) : NO_PARTS;
    const isAlone = below.length === 0 && !(question && answer) && isOwn;
    if (isAlone) {
      this.addOwn(head, undefined);
      return index + 1;
    }
    const why: FoundWhy = {
      named: head.why,
      number: head.number,
      question: slotOf(this.markdown, question),
      answer: slotOf(this.markdown, answer) ?? parts.answer,
      state: parts.state,
      evidence: parts.evidence,
      rootCause: parts.rootCause,
      whole: { start: head.label.start, end: below.at(-1)?.end ?? head.text.end },
    };
    this.addChain({ whole: why.whole, whys: [why], rootCauses: [] });
    return index + 1 + count;
  }

  private addOwn(head: WhyHead, list: WhyList | undefined): void {
    const label = this.unique(head.why.label);
    const whole = { start: head.label.start, end: list?.end ?? head.text.end };
    this.whys.push({ label, and: head.why.and, ...readWhy(this.markdown, head, list, this.footnotes) });
    this.whyRanges.push({
      form: 'own',
      label,
      head,
      number: head.number,
      list,
      whole,
    });
    // Of one line alone what stands around it decides what it says.
    if (!list) this.chains.push({ whole, whys: [this.whys.length - 1], rootCauses: [] });
  }

  private addChain(chain: FoundChain | undefined): void {
    if (!chain || chain.whys.length === 0) return;
    const whys = chain.whys.map((why) => this.addOther(why));
    const rootCauses = chain.rootCauses.map((slot) => {
      this.addRootCause({ cause: { text: cleanLine(slot.text) }, range: nowhere(slot.range) });
      return this.rootCauses.length - 1;
    });
    this.chains.push({ whole: chain.whole, whys, rootCauses });
  }

  /** Adds a why and gives back its index. */
  private addOther(why: FoundWhy): number {
    const next = this.isDetection ? `caught ${this.counts.detection + 1}` : `${this.counts.cause + 1}`;
    const label = this.unique(why.named?.label ?? next);
    const state = cleanLine(why.state?.text ?? '').toLowerCase();
    this.whys.push({
      label,
      and: why.named?.and ?? false,
      question: cleanLine(why.question?.text ?? ''),
      answer: why.answer?.text ?? '',
      state: WHY_STATES.find((known) => known === state) ?? 'possible',
      evidence: why.evidence?.map(({ evidence }) => evidence) ?? [],
    });
    this.whyRanges.push({
      form: 'other',
      label,
      number: why.number,
      question: why.question,
      answer: why.answer,
      state: why.state,
      evidence: why.evidence ?? [],
      whole: why.whole,
      more: why.more,
      heading: why.heading,
    });
    if (why.rootCause) {
      const { range, text } = why.rootCause;
      this.addRootCause({ cause: { why: label, text: cleanLine(text) }, range: nowhere(range, label) });
    }
    return this.whys.length - 1;
  }

  private unique(wanted: string): string {
    const label = this.labels.add(wanted);
    this.counts[parseLabel(label)?.branch ?? 'cause']++;
    return label;
  }

  private addRootCause({ cause, range }: FoundRootCause): void {
    if (!cause.text) return;
    this.rootCauses.push(cause);
    this.rootCauseRanges.push(range);
  }
}

const DEEPER_THAN_HEADINGS = 7;

/** A line that announces five whys as a heading would: `**Five Whys:**` */
function isCaption(markdown: string, { start, end }: Block): boolean {
  const text = markdown.slice(start, end);
  return text.length < 120 && !text.includes('\n') && /(?:[:：]|\*\*|__)$/.test(text) && namesFiveWhys(text);
}

/** A line that begins with the name of a why, or with another label, and the lines of its paragraph that go on with it. */
interface Segment {
  readonly head: WhyHead | undefined;
  readonly text: Range;
}

function segmentsOf(markdown: string, paragraph: Block): Segment[] {
  const segments: Segment[] = [];
  let isBelowWhy = false;
  for (const line of linesIn(markdown, paragraph)) {
    const head = whyHeadAt(markdown, line);
    const last = segments.at(-1);
    isBelowWhy ||= head !== undefined;
    if (head ?? labelAt(markdown, line)) segments.push({ head, text: line });
    else if (isBelowWhy && isPart(markdown, line)) segments.push({ head, text: line });
    else if (last && (last.head ?? labelAt(markdown, last.text) ?? isPart(markdown, last.text))) {
      const text = trimEnd(markdown, { start: last.text.start, end: line.end });
      segments[segments.length - 1] = { head: last.head && whyHeadAt(markdown, text), text };
    } else segments.push({ head: undefined, text: line });
  }
  return segments;
}

/** Whether a line without bold says what it is: `Answer: …`. */
function isPart(markdown: string, line: Range): boolean {
  const { kind, name } = partAt(markdown, line);
  return kind !== 'plain' && kind !== 'other' && name !== '';
}

function paragraphOf({ start, end }: Range): Block {
  return { start, end, type: 'paragraph', depth: 0, value: '', children: [] };
}

function isRootCauseLine(markdown: string, line: Range): boolean {
  const labelled = labelAt(markdown, line);
  return labelled !== undefined && isRootCauseName(labelled.name);
}

const NO_PARTS: WhyParts = {
  question: undefined,
  answer: undefined,
  state: undefined,
  evidence: [],
  rootCause: undefined,
};

/** How many blocks from an index on say more of the why above them. */
function partsBehind(markdown: string, blocks: readonly Block[], from: number, lacksAnswer: boolean): number {
  let lacks = lacksAnswer;
  let count = 0;
  for (let block = blocks[from]; block; block = blocks[from + ++count]) {
    const isText = block.type === 'paragraph' || block.type === 'blockquote';
    const labelled = isText ? labelKind(markdown, block) : undefined;
    if (labelled === 'stop' || (isText && !lacks && startsWithWhy(slice(markdown, block)))) break;
    if (isText && count > 0 && startsWithWhy(slice(markdown, block))) break;
    const isOwnList = block.type === 'list' && (lacks || saysParts(markdown, block));
    if (labelled !== 'part' && !isOwnList && !(isText && lacks)) break;
    lacks &&= labelled === 'part' && !/^\W*answer/i.test(markdown.slice(block.start, block.start + 40));
  }
  return count;
}

/** Whether a paragraph begins with a label, and whether that belongs to a why. */
function labelKind(markdown: string, block: Block): 'part' | 'stop' | undefined {
  if (whyHeadAt(markdown, block)) return 'stop';
  const { kind, name } = partAt(markdown, block);
  if (kind === 'plain' || name === '') return undefined;
  return kind === 'other' || kind === 'root cause' ? 'stop' : 'part';
}

function saysParts(markdown: string, list: Block): boolean {
  return list.children.some((item) => {
    const first = item.children[0];
    const kind = first && partAt(markdown, first).kind;
    return kind === 'answer' || kind === 'evidence' || kind === 'state';
  });
}

function readWhy(
  markdown: string,
  head: WhyHead,
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

function endOfSection(blocks: readonly Block[], index: number, depth: number): number {
  let end = index + 1;
  for (let block = blocks[end]; block; block = blocks[++end]) {
    if (block.type === 'heading' && block.depth <= depth) break;
  }
  return end;
}

/** Where the text of a heading stands. */
function textOfHeading(markdown: string, heading: Block): Range {
  const text = headingText(markdown, heading);
  const start = heading.children[0]?.start ?? heading.end;
  return { start, end: start + readHeading(text).length };
}

function plainName(heading: string): string {
  return heading.replace(/^[^\p{L}]+|[\s:*_]+$/gu, '');
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
