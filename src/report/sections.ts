import { namesFiveWhys } from '../whys/words';
import type { Block } from './blocks';

/** A heading and all that stands below it, down to the next heading of its depth or above. */
export interface Section {
  readonly heading: Block;
  readonly body: readonly Block[];
}

/** The sections of these blocks, the outer before the inner. */
export function sections(blocks: readonly Block[]): Section[] {
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

/** Whether a heading announces whys: `Five Whys Analysis`, `5 Whys`; a numbered one names a problem. */
export function isFiveWhysHeading(markdown: string, heading: Block): boolean {
  const text = headingText(markdown, heading);
  return namesFiveWhys(text) && !problemNumber(text);
}

/** The same of a heading that may have its number among the parts of a report: `3. Five Whys`. */
export function announcesWhys(markdown: string, heading: Block): boolean {
  const text = headingText(markdown, heading);
  const rest = text.slice(problemNumber(text)?.text.length ?? 0);
  return isFiveWhysHeading(markdown, heading) || /^(?:the )?(?:5|five)[ -]?whys?\b/i.test(rest);
}

/** Whether the headings below a heading that ask why look for causes: `Contributing Factors`, `Root Cause Analysis`. */
export function announcesCauses(heading: string): boolean {
  return CAUSES.test(heading);
}

const CAUSES =
  /^[^\p{L}]{0,12}(?:contributing (?:factors|causes)|(?:root )?causes?(?: analysis)?|root causes|rca|causal analysis)[^\p{L}]{0,4}$/iu;

/** Whether whys below a heading ask why nobody saw it: `Why was it not detected?` */
export function asksOfDetection(heading: string): boolean {
  return /\bnot (?:caught|detected|noticed|found)\b|\b(?:un|non-?)detect|\bdetection\b/i.test(heading);
}

/** Whether a heading names what must hold: `Success Criteria`, `Definition of Done`. */
export function isCriteriaHeading(text: string): boolean {
  return CRITERIA.test(text);
}

/** The follow-ups of a section that holds nothing else: sections that begin with a date. Undefined for another section. */
export function followUpsIn(markdown: string, { heading, body }: Section): Section[] | undefined {
  if (
    heading.depth < 2 ||
    !/^(?:\d{1,2}\.\s)?follow[- ]?ups?:?$/i.test(headingText(markdown, heading).trim())
  )
    return undefined;
  const inner = innerSections(body);
  return inner.every((section) => followUpDate(headingText(markdown, section.heading))) ? inner : undefined;
}

/** The date at the start of a heading, with what parts it from the title behind it. */
export function followUpDate(
  heading: string,
): { readonly date: string; readonly length: number } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[-–—:, ]+|$)/.exec(heading);
  return match?.[1] === undefined ? undefined : { date: match[1], length: match[0].length };
}

const CRITERIA =
  /\b(?:success|acceptance|exit|completion) (?:criteria|metrics|measures|conditions)\b|\bdefinition of done\b|\bdone when\b|\bverification criteria\b|erfolgskriterien|critères de (?:succès|réussite)|criterios de éxito|成功基準|成功标准/i;

/** The number before a problem's title: `1.`, or `ERROR PATTERN 1:` with what stands before it. */
export function problemNumber(
  heading: string,
): { readonly text: string; readonly number: number } | undefined {
  const match =
    /^(\d{1,6})[.)](?:\s+|$)/.exec(heading) ??
    /^.*?\b(?:pattern|problem|issue|finding|incident)\s*#?(\d{1,6})[.:)](?:\s+|$)/i.exec(heading);
  return match ? { text: match[0], number: Number(match[1]) } : undefined;
}

function sectionAt(blocks: readonly Block[], index: number, heading: Block): Section {
  let end = index + 1;
  while (end < blocks.length && !endsSection(blocks[end], heading.depth)) end++;
  return { heading, body: blocks.slice(index + 1, end) };
}

function endsSection(block: Block | undefined, depth: number): boolean {
  return block?.type === 'heading' && block.depth <= depth;
}
