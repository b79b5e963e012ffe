import { EVIDENCE_KINDS, type Evidence } from '../whys/analysis';
import { cleanLine, cleanText } from '../whys/clean';
import { isWouldShowName } from '../whys/words';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import { labelAt } from './labelled';
import { lineStart, type Range } from './lines';
import type { EvidenceItem, WhyItem, WhyList } from './ranges';

/** The list right below a why, where at least one item has one of the labels of ours. */
export function readWhyList(
  markdown: string,
  block: Block | undefined,
  footnotes: ReadonlyMap<string, Footnote>,
): WhyList | undefined {
  if (block?.type !== 'list') return undefined;
  const items = block.children.flatMap((item) => whyItem(markdown, item) ?? []);
  const [first] = items;
  if (!first) return undefined;
  const named = (name: string) => items.find((item) => item.name.toLowerCase() === name);
  return {
    start: block.start,
    end: block.end,
    items: block.children.length,
    marker: markdown.slice(lineStart(markdown, first.whole.start), first.label.start),
    answer: named('answer'),
    state: named('state'),
    wouldShow: items.find((item) => isWouldShowName(item.name)),
    evidence: items
      .filter((item) => item.name.toLowerCase() === 'evidence')
      .map((item) => evidenceItem(markdown, item, footnotes)),
  };
}

/** What an item says, without the indentation that keeps its further lines in it. */
export function readAnswer(markdown: string, item: WhyItem): string {
  return cleanText(outdented(textOf(markdown, item), item.indent));
}

/** Reads `**Evidence:** kind text [^e1]`; without a kind it is a note. */
export function readEvidence(
  markdown: string,
  item: Pick<EvidenceItem, 'text' | 'footnote'>,
  footnotes: ReadonlyMap<string, Footnote>,
): Evidence {
  const all = cleanLine(textOf(markdown, item));
  const text = item.footnote === undefined ? all : all.replace(FOOTNOTE_AT_END, '').trimEnd();
  const [word = ''] = text.split(' ', 1);
  const kind = EVIDENCE_KINDS.find((known) => known === word);
  const excerpt = item.footnote === undefined ? undefined : footnotes.get(item.footnote)?.excerpt;
  return {
    kind: kind ?? 'note',
    text: (kind ? text.slice(kind.length).trim() : text).replace(ESCAPED_FOOTNOTE, '$1'),
    ...(excerpt ? { excerpt } : {}),
  };
}

/** The same, of a text behind its label. */
export function readOwnEvidence(
  markdown: string,
  text: Range,
  footnotes: ReadonlyMap<string, Footnote>,
): { readonly evidence: Evidence; readonly footnote: string | undefined } {
  const footnote = footnoteIn(markdown.slice(text.start, text.end), footnotes);
  return { evidence: readEvidence(markdown, { text, footnote }, footnotes), footnote };
}

const FOOTNOTE_AT_END = /(?<!\\)\[\^([^[\]\s]+)\]$/;
const ESCAPED_FOOTNOTE = /\\(\\*\[\^[^[\]\s]+\])$/;

function whyItem(markdown: string, item: Block): WhyItem | undefined {
  const [first] = item.children;
  const labelled = first && labelAt(markdown, { start: first.start, end: item.end });
  const isOurs =
    labelled && (/^(?:answer|state|evidence)$/i.test(labelled.name) || isWouldShowName(labelled.name));
  if (!isOurs) return undefined;
  const marker = markdown.slice(lineStart(markdown, item.start), first.start);
  return { ...labelled, whole: { start: item.start, end: item.end }, indent: columns(marker) };
}

function evidenceItem(
  markdown: string,
  item: WhyItem,
  footnotes: ReadonlyMap<string, Footnote>,
): EvidenceItem {
  return { ...item, footnote: footnoteIn(textOf(markdown, item), footnotes) };
}

function footnoteIn(text: string, footnotes: ReadonlyMap<string, Footnote>): string | undefined {
  const identifier = FOOTNOTE_AT_END.exec(text)?.[1]?.toLowerCase();
  return identifier !== undefined && footnotes.has(identifier) ? identifier : undefined;
}

/** A text whose further lines are indented by so many columns, without that. */
export function outdented(text: string, indent: number): string {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/);
  return [first, ...rest.map((line) => withoutIndent(line, indent))].join('\n');
}

/** A tab that reaches over the indent goes with it. */
function withoutIndent(line: string, indent: number): string {
  let at = 0;
  for (let column = 0; column < indent && (line[at] === ' ' || line[at] === '\t'); at++) {
    column = line[at] === '\t' ? column + 4 - (column % 4) : column + 1;
  }
  return line.slice(at);
}

/** The width of a text whose tabs reach to every fourth column. */
export function columns(text: string): number {
  let column = 0;
  for (const character of text) column = character === '\t' ? column + 4 - (column % 4) : column + 1;
  return column;
}

function textOf(markdown: string, { text }: Pick<WhyItem, 'text'>): string {
  return markdown.slice(text.start, text.end);
}
