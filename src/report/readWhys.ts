import { isRootCauseName, namesFiveWhys, readWhyName } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { FoundWhys, type ReadWhys } from './foundWhys';
import { readHeading } from './heading';
import { labelAt, type Labelled } from './labelled';
import { linesIn, type Range } from './lines';
import type { FoundWhy } from './otherWhy';
import { partsBehind } from './partsBehind';
import { readAnnouncedWhys } from './readAnnouncedWhys';
import { readHeadedWhy } from './readHeadedWhy';
import { readListedWhys } from './readListedWhys';
import { ownRootCause, rootCauseLabelAt, rootCauseOf, rootCausesUnder } from './readRootCauses';
import { readWhyFence } from './readWhyFence';
import { readWhyList } from './readWhyList';
import { readWhyTable } from './readWhyTable';
import { announcesCauses, announcesWhys, asksOfDetection, headingText } from './sections';
import type { WhyHead } from './whyLabel';
import { readParts, slotOf, type WhyParts } from './whyParts';
import { isRootCauseLine, paragraphOf, segmentsOf, type Segment } from './whySegments';
import { splitWhy } from './whyText';

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
  const named = new WhysReader(markdown, footnotes, false).read(heading, blocks);
  if (named.whys.length > 0) return named;
  const announced = new WhysReader(markdown, footnotes, true).read(heading, blocks);
  return announced.whys.length > 0 ? announced : named;
}

class WhysReader {
  readonly found: FoundWhys;
  /** The depth of the heading of five whys that the blocks stand below; 0 for none. */
  private announcedAt = 0;
  /** The depth of the heading of causes that the blocks stand below; 0 for none. */
  private causesAt = 0;

  constructor(
    private readonly markdown: string,
    private readonly footnotes: ReadonlyMap<string, Footnote>,
    /** Whether a heading of five whys makes whys of what does not say so itself. */
    private readonly trustsHeadings: boolean,
  ) {
    this.found = new FoundWhys(markdown, footnotes);
  }

  read(heading: Block | undefined, blocks: readonly Block[]): ReadWhys {
    if (heading) this.enter(heading);
    for (let index = 0; index < blocks.length;) index = this.readBlock(blocks, index);
    return this.found;
  }

  /** Reads the block at an index, and gives back the index of the next. */
  private readBlock(blocks: readonly Block[], index: number): number {
    const block = blocks[index];
    if (block?.type === 'heading') return this.readHeading(blocks, index, block);
    if (block?.type === 'paragraph') return this.readParagraph(blocks, index, block);
    if (block?.type === 'list') this.readList(block);
    if (block?.type === 'blockquote') this.readQuote(block);
    if (block?.type === 'table') this.found.addChain(readWhyTable(this.markdown, block, this.isAnnounced));
    if (block?.type === 'code') this.found.addChain(readWhyFence(this.markdown, block));
    return index + 1;
  }

  private get isAnnounced(): boolean {
    return this.announcedAt > 0 && this.trustsHeadings && this.found.whys.length === 0;
  }

  private enter(heading: Block): void {
    const text = headingText(this.markdown, heading);
    if (announcesWhys(this.markdown, heading)) this.announcedAt = heading.depth;
    else if (heading.depth <= this.announcedAt || !this.found.whys.length) this.announcedAt = 0;
    if (announcesCauses(text)) this.causesAt = heading.depth;
    else if (heading.depth <= this.causesAt) this.causesAt = 0;
    this.found.isDetection = asksOfDetection(text);
  }

  private readList(list: Block): void {
    const chain = readListedWhys(this.markdown, list, this.isAnnounced, this.footnotes);
    if (chain) {
      this.found.addChain(chain);
      return;
    }
    for (const { children } of list.children) {
      const [first, below] = children;
      const labelled = first?.type === 'paragraph' ? rootCauseLabelAt(this.markdown, first) : undefined;
      this.addRootCauses(labelled, below);
    }
  }

  /** Reads the root cause that a quote or a callout is about. */
  private readQuote({ children }: Block): void {
    for (const block of children) {
      if (block.type !== 'paragraph') continue;
      for (const line of linesIn(this.markdown, block))
        this.addRootCauses(rootCauseLabelAt(this.markdown, line), undefined);
    }
  }

  private addRootCauses(labelled: Labelled | undefined, below: Block | undefined): void {
    for (const found of labelled ? rootCauseOf(this.markdown, labelled, below) : [])
      this.found.addRootCause(found);
  }

  private readHeading(blocks: readonly Block[], index: number, heading: Block): number {
    const end = endOfSection(blocks, index, heading.depth);
    const all = blocks.slice(index + 1, end);
    const causes = all.flatMap((block) => ownRootCause(this.markdown, block) ?? []);
    const body = all.filter((block) => !ownRootCause(this.markdown, block));
    const text = textOfHeading(this.markdown, heading);
    const announcedAt = this.announcedAt || this.causesAt;
    const asks = announcedAt > 0 && heading.depth > announcedAt && this.trustsHeadings;
    const why =
      heading.depth > 1 ? readHeadedWhy(this.markdown, heading, text, body, asks, this.footnotes) : undefined;
    if (why) {
      this.found.addChain({ whole: why.whole, whys: [why], rootCauses: [] });
      for (const found of causes) this.found.addRootCause(found);
      return end;
    }
    if (isRootCauseName(plainName(this.markdown.slice(text.start, text.end)))) {
      for (const found of rootCausesUnder(this.markdown, heading, all)) this.found.addRootCause(found);
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
        const below = isLast ? blocks[index + 1] : undefined;
        const labelled = rootCauseLabelAt(this.markdown, text);
        this.addRootCauses(labelled, below);
        // The list below a label that says nothing itself holds the root causes.
        if (labelled && labelled.text.start >= labelled.text.end && below?.type === 'list') next = index + 2;
      }
    }
    if (this.trustsHeadings && isCaption(this.markdown, paragraph)) this.announcedAt = DEEPER_THAN_HEADINGS;
    else if (
      next === index + 1 &&
      this.trustsHeadings &&
      this.announcedAt > 0 &&
      segments.every(({ head }) => !head)
    ) {
      const found = readAnnouncedWhys(
        this.markdown,
        blocks,
        index,
        paragraph,
        this.found.whys.length === 0,
        this.footnotes,
      );
      this.found.addChain(found.chain);
      return found.next;
    }
    return next;
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
      this.found.addOwn(head, list);
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
      this.found.addOwn(head, undefined);
      return index + 1;
    }
    const why: FoundWhy = {
      named: head.why,
      number: head.number,
      question: slotOf(this.markdown, question),
      answer: slotOf(this.markdown, answer) ?? parts.answer,
      state: parts.state,
      wouldShow: parts.wouldShow,
      evidence: parts.evidence,
      rootCause: parts.rootCause,
      whole: { start: head.label.start, end: below.at(-1)?.end ?? head.text.end },
    };
    this.found.addChain({ whole: why.whole, whys: [why], rootCauses: [] });
    return index + 1 + count;
  }
}

const DEEPER_THAN_HEADINGS = 7;

/** A line that announces five whys as a heading would: `**Five Whys:**` */
function isCaption(markdown: string, { start, end }: Block): boolean {
  const text = markdown.slice(start, end);
  return text.length < 120 && !text.includes('\n') && /(?:[:：]|\*\*|__)$/.test(text) && namesFiveWhys(text);
}

const NO_PARTS: WhyParts = {
  question: undefined,
  answer: undefined,
  state: undefined,
  wouldShow: undefined,
  evidence: [],
  rootCause: undefined,
};

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
