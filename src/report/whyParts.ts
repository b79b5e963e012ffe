import { cleanLine, cleanText } from '../whys/clean';
import { partKind, type PartKind } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { lineStart, type Range } from './lines';
import { partAt, partLines, type PartLine } from './partLines';
import type { EvidenceSlot, Slot } from './ranges';
import { headingText } from './sections';
import { columns, outdented, readOwnEvidence } from './readWhyList';
import { inside } from './whyText';

/** What stands below a why that others wrote. */
export interface WhyParts {
  readonly question: Slot | undefined;
  readonly answer: Slot | undefined;
  readonly state: Slot | undefined;
  readonly wouldShow: Slot | undefined;
  readonly evidence: readonly EvidenceSlot[];
  readonly rootCause: Slot | undefined;
}

/** Reads the blocks below a why, whose text is indented by so many columns. */
export function readParts(
  markdown: string,
  blocks: readonly Block[],
  indent: number,
  footnotes: ReadonlyMap<string, Footnote>,
): WhyParts {
  const parts = new PartsReader(markdown, indent, footnotes);
  for (const block of blocks) parts.add(block);
  return parts.end();
}

/** The text of a range as an analysis has it; undefined where there is none. */
export function slotOf(markdown: string, range: Range | undefined, indent = 0): Slot | undefined {
  const text = range && cleanText(outdented(markdown.slice(range.start, range.end), indent));
  return range && text ? { range, text } : undefined;
}

class PartsReader {
  private question: Slot | undefined;
  private answer: Slot | undefined;
  private state: Slot | undefined;
  private wouldShow: Slot | undefined;
  private readonly evidence: EvidenceSlot[] = [];
  private readonly causes: { readonly part: PartLine; readonly slot: Slot }[] = [];
  /** Text without a label; of an item, where that begins behind its marker. */
  private readonly plain: (Range & { readonly content?: number })[] = [];
  /** What a label without text, or a heading, says that the next block is. */
  private announced: PartLine | undefined;

  constructor(
    private readonly markdown: string,
    private readonly indent: number,
    private readonly footnotes: ReadonlyMap<string, Footnote>,
  ) {}

  add(block: Block): void {
    if (block.type === 'heading') this.announced = this.headingPart(block);
    else if (block.type === 'thematicBreak') this.announced = undefined;
    else if (block.type === 'paragraph') this.addParagraph(block);
    else if (block.type === 'list') this.addList(block);
    else if (this.announced) this.take(this.announced, block, block);
    else if (block.type === 'blockquote') this.addQuote(block);
    else if (this.plain.length > 0 && this.isFree(block.start)) this.plain.push(block);
  }

  end(): WhyParts {
    const emphasised = this.causes.findLast(
      ({ part }) => part.kind === 'root cause' && /\S\s+root\b/i.test(part.name),
    );
    const root =
      emphasised ?? (this.answer && this.causes.findLast(({ part }) => part.kind === 'root cause'));
    const other = this.causes.find((cause) => cause !== root);
    const first = this.plain[0];
    const last = this.plain.at(-1);
    const start = first === last ? (first?.content ?? first?.start) : first?.start;
    const said = start === undefined || !last ? undefined : { start, end: last.end };
    const answer =
      this.answer ?? other?.slot ?? slotOf(this.markdown, said && inside(this.markdown, said), this.indent);
    return {
      question: this.question,
      answer,
      state: this.state,
      wouldShow: this.wouldShow,
      evidence: this.evidence,
      rootCause: root?.slot,
    };
  }

  private addParagraph(block: Block): void {
    for (const part of partLines(this.markdown, block)) {
      if (part.kind !== 'plain') this.addPart(part);
      else if (this.announced && this.announced.kind !== 'other')
        this.take(this.announced, part.text, part.whole);
      else if (this.announced === undefined && this.isFree(part.whole.start)) this.plain.push(part.whole);
    }
  }

  private addQuote(quote: Block): void {
    const [first] = quote.children;
    const part = first?.type === 'paragraph' ? partAt(this.markdown, first) : undefined;
    if (part?.kind === 'evidence') this.addEvidence({ start: part.text.start, end: quote.end }, quote);
    else this.plain.push(quote);
  }

  private addList(list: Block): void {
    const parts = list.children.flatMap((item) => {
      const [first] = item.children;
      return first ? [{ item, part: partAt(this.markdown, { start: first.start, end: item.end }) }] : [];
    });
    const isLabelled = ({ part }: (typeof parts)[number]) => part.kind !== 'plain' && part.kind !== 'other';
    const announced = this.announced?.kind;
    const takesAll = announced !== undefined && announced !== 'other' && announced !== 'evidence';
    if (takesAll && this.announced && !parts.some(isLabelled)) {
      this.take(this.announced, list, list);
      return;
    }
    for (const entry of parts) {
      const { item, part } = entry;
      if (isLabelled(entry)) this.addPart({ ...part, whole: item }, this.indentOf(item));
      else if (announced === 'evidence')
        this.addEvidence({ start: this.contentOf(item), end: item.end }, item);
      else if (announced === undefined && this.isFree(item.start))
        this.plain.push({ ...item, content: this.contentOf(item) });
    }
    if (announced !== 'evidence') this.announced = undefined;
  }

  private contentOf(item: Block): number {
    return item.children[0]?.start ?? item.start;
  }

  /** Text without a label answers only where it is the first thing said. */
  private isFree(start: number): boolean {
    const last = this.plain.at(-1);
    const labelled = this.answer !== undefined || this.evidence.length > 0 || this.causes.length > 0;
    return !labelled && (last === undefined || last.end < start);
  }

  private indentOf(item: Block): number {
    return columns(this.markdown.slice(lineStart(this.markdown, item.start), this.contentOf(item)));
  }

  /** @param indent of the item that the part is */
  private addPart(part: PartLine, indent?: number): void {
    this.announced = part.kind === 'other' ? part : undefined;
    if (part.kind === 'evidence') this.announced = part;
    if (part.text.start >= part.text.end) {
      this.announced = indent === undefined ? part : undefined;
      return;
    }
    this.take(part, part.text, part.whole, indent);
    if (part.kind === 'evidence') this.announced = part;
  }

  private take(part: PartLine, text: Range, whole: Range, indent?: number): void {
    if (part.kind === 'evidence') {
      const isOwn = indent !== undefined && part.name.toLowerCase() === 'evidence';
      this.addEvidence(text, whole, isOwn);
      return;
    }
    this.announced = undefined;
    const found = slotOf(this.markdown, inside(this.markdown, text), indent ?? this.indent);
    if (!found) return;
    const slot = indent === undefined ? found : { ...found, indent };
    if (part.kind === 'question') this.question ??= slot;
    if (part.kind === 'answer') this.answer ??= slot;
    if (part.kind === 'state') this.state ??= slot;
    if (part.kind === 'would show') this.wouldShow ??= slot;
    if (part.kind === 'cause' || part.kind === 'root cause') this.causes.push({ part, slot });
  }

  private addEvidence(text: Range, whole: Range, isOwn = false): void {
    const { evidence, footnote } = readOwnEvidence(this.markdown, text, this.footnotes);
    const said = cleanLine(this.markdown.slice(text.start, text.end).replace(/^[ \t]{0,20}>[ \t]?/gm, ''));
    this.evidence.push(
      isOwn
        ? { whole, evidence, footnote }
        : { whole, evidence: { kind: 'note', text: said }, footnote: undefined },
    );
  }

  private headingPart(heading: Block): PartLine {
    const name = headingText(this.markdown, heading).replace(/[*_:：]/g, '');
    const kind: PartKind | undefined = partKind(name);
    return { kind: kind ?? 'other', name, text: { start: heading.end, end: heading.end }, whole: heading };
  }
}
