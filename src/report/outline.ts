import { readBlocks, type Block } from './blocks';
import { labelledLines } from './labelled';
import { whyLabel } from './whyLabel';

/** The parts of a report by its headings. */
export interface Outline {
  readonly blocks: readonly Block[];
  readonly title: Block | undefined;
  /** What stands between the title and the next heading. */
  readonly header: readonly Block[];
  readonly summary: Section | undefined;
  readonly problems: readonly Section[];
}

/** A heading and all that stands below it, down to the next heading of its depth or above. */
export interface Section {
  readonly heading: Block;
  readonly body: readonly Block[];
}

export function readOutline(markdown: string): Outline {
  const blocks = readBlocks(masked(markdown));
  const title = blocks.find((block) => block.type === 'heading' && block.depth === 1);
  const summary = sections(blocks).find(
    ({ heading }) => heading.depth === 2 && /^(?:executive )?summary$/i.test(headingText(markdown, heading)),
  );
  return {
    blocks,
    title,
    header: beforeHeading(title ? blocks.slice(blocks.indexOf(title) + 1) : blocks),
    summary,
    problems: readProblems(markdown, blocks, summary),
  };
}

/** Where the document begins: behind a byte order mark and YAML front matter. */
export function contentStart(markdown: string): number {
  return FRONT_MATTER.exec(markdown)?.[0].length ?? 0;
}

/** The sections of these blocks, the outer before the inner. */
function sections(blocks: readonly Block[]): Section[] {
  return blocks.flatMap((block, index) =>
    block.type === 'heading' ? [sectionAt(blocks, index, block)] : [],
  );
}

/** The sections right below a section, whose body this is. */
export function innerSections(body: readonly Block[]): Section[] {
  let shallowest = Infinity;
  return sections(body).filter(({ heading }) => {
    if (heading.depth > shallowest) return false;
    shallowest = heading.depth;
    return true;
  });
}

/** The blocks down to the first heading. */
export function beforeHeading(blocks: readonly Block[]): readonly Block[] {
  const end = blocks.findIndex((block) => block.type === 'heading');
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** What a section says itself: footnotes at its end are the file's. */
export function contentOf({ body }: Section): readonly Block[] {
  const end = body.findIndex((block) => block.type === 'footnoteDefinition');
  return end < 0 ? body : body.slice(0, end);
}

/** The Markdown of a heading's text. */
export function headingText(markdown: string, { start, end, children }: Block): string {
  const first = children[0];
  const last = children.at(-1);
  return first && last ? markdown.slice(first.start, Math.min(last.end, end)) : markdown.slice(start, start);
}

export function isFiveWhysHeading(markdown: string, heading: Block): boolean {
  const text = headingText(markdown, heading);
  return /\b(?:five|5)[ -]?whys?\b/i.test(text) && !problemNumber(text);
}

/** The number before a problem's title: `1.`, or `ERROR PATTERN 1:` with what stands before it. */
export function problemNumber(
  heading: string,
): { readonly text: string; readonly number: number } | undefined {
  const match =
    /^(\d{1,6})[.)](?:\s+|$)/.exec(heading) ??
    /^.*?\b(?:pattern|problem|issue|finding|incident)\s*#?(\d{1,6})[.:)](?:\s+|$)/i.exec(heading);
  return match ? { text: match[0], number: Number(match[1]) } : undefined;
}

const FRONT_MATTER = /^\uFEFF?(?:---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\r?\n)*?---[ \t]*(?:\r?\n|$))?/;

/** Spaces in place of what is before the document, so that offsets stay. */
function masked(markdown: string): string {
  const start = contentStart(markdown);
  return markdown.slice(0, start).replace(/[^\r\n]/g, ' ') + markdown.slice(start);
}

function sectionAt(blocks: readonly Block[], index: number, heading: Block): Section {
  let end = index + 1;
  while (end < blocks.length && !endsSection(blocks[end], heading.depth)) end++;
  return { heading, body: blocks.slice(index + 1, end) };
}

function endsSection(block: Block | undefined, depth: number): boolean {
  return block?.type === 'heading' && block.depth <= depth;
}

function readProblems(markdown: string, blocks: readonly Block[], summary: Section | undefined): Section[] {
  const problems: Section[] = [];
  let done = 0;
  for (const section of sections(blocks)) {
    const { heading, body } = section;
    if (heading.start < done) continue;
    const isSummary = heading === summary?.heading;
    if (!isSummary && !isProblem(markdown, section)) continue;
    if (!isSummary) problems.push(section);
    done = body.at(-1)?.end ?? heading.end;
  }
  return problems;
}

/** Our own form `## 1. title`, or a heading with whys below it, directly or under a heading of their own. */
function isProblem(markdown: string, { heading, body }: Section): boolean {
  if (heading.depth < 2 || heading.depth > 4) return false;
  if (heading.depth === 2 && problemNumber(headingText(markdown, heading))) return true;
  if (beforeHeading(body).some((block) => hasWhy(markdown, block))) return true;
  if (isFiveWhysHeading(markdown, heading)) return false;
  return innerSections(body).some((inner) => isFiveWhysHeading(markdown, inner.heading));
}

function hasWhy(markdown: string, block: Block): boolean {
  return (
    block.type === 'paragraph' &&
    labelledLines(markdown, block).some(({ name }) => whyLabel(name) !== undefined)
  );
}
