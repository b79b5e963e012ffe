import { cleanExcerpt } from '../whys/clean';
import { fenced, inlineCode } from './markdown';
import type { Range } from './lines';
import type { Block } from './blocks';

/** A footnote that holds an excerpt. */
export interface Footnote extends Range {
  readonly excerpt: string;
}

/** The footnotes of a file by identifier, in lower case. Of two with one name the first counts, as on a forge. */
export function readFootnotes(markdown: string, blocks: readonly Block[]): ReadonlyMap<string, Footnote> {
  const footnotes = new Map<string, Footnote>();
  for (const block of blocks) {
    if (block.type !== 'footnoteDefinition' || footnotes.has(block.value)) continue;
    footnotes.set(block.value, { start: block.start, end: block.end, excerpt: excerptOf(markdown, block) });
  }
  return footnotes;
}

/** What names the excerpts of evidence that is written. */
export interface Footnoting {
  /** The reference to a footnote with that excerpt. */
  add(excerpt: string): string;
}

/** Gives excerpts their names, none of which occurs in the texts it was made with. */
export class NewFootnotes implements Footnoting {
  readonly definitions: string[] = [];
  private number = 0;
  private readonly taken: ReadonlySet<number>;

  constructor(texts: string) {
    this.taken = new Set(Array.from(texts.matchAll(/\[\^e(\d{1,9})\]/gi), ([, number]) => Number(number)));
  }

  /** Adds a footnote and returns the reference to it. */
  add(excerpt: string): string {
    do this.number++;
    while (this.taken.has(this.number));
    const reference = `[^e${this.number}]`;
    this.definitions.push(
      `${reference}:${excerpt.includes('\n') ? block(excerpt) : ` ${inlineCode(excerpt)}`}`,
    );
    return reference;
  }
}

function block(excerpt: string): string {
  return fenced(excerpt)
    .split('\n')
    .map((line) => `\n${line && `    ${line}`}`)
    .join('');
}

/** The footnote's fenced block, else its text, out of the code span that it may be. */
function excerptOf(markdown: string, { start, end, children }: Block): string {
  const code = children.find((child) => child.type === 'code');
  if (code) return cleanExcerpt(code.value);
  const text = markdown.slice(start, end).replace(/^\[\^[^\]]*\]:/, '');
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return cleanExcerpt(codeSpan(lines.join('\n').trim()));
}

/** The text of a code span; any other text as it is. */
function codeSpan(text: string): string {
  const ticks = /^`*/.exec(text)?.[0].length ?? 0;
  const inner = text.slice(ticks, -ticks || undefined);
  const isSpan =
    ticks > 0 &&
    text.length > 2 * ticks &&
    text.endsWith('`'.repeat(ticks)) &&
    !inner.endsWith('`') &&
    !inner.match(/`+/g)?.some((run) => run.length === ticks);
  if (!isSpan) return text;
  const line = inner.replaceAll('\n', ' ');
  return line.startsWith(' ') && line.endsWith(' ') && line.trim() ? line.slice(1, -1) : line;
}
