import { readBlocks, type Block } from './blocks';
import { isFinding } from './finding';
import { readFootnotes, type Footnote } from './footnotes';
import { readWhys } from './readWhys';
import {
  beforeHeading,
  followUpsIn,
  headingText,
  innerSections,
  isCriteriaHeading,
  announcesCauses,
  asksOfDetection,
  isFiveWhysHeading,
  problemNumber,
  sections,
  type Section,
} from './sections';
import { whyHeadAt } from './whyLabel';

/** The parts of a report by its headings. */
export interface Outline {
  readonly blocks: readonly Block[];
  readonly title: Block | undefined;
  /** What stands between the title and the next heading. */
  readonly header: readonly Block[];
  readonly summary: Section | undefined;
  /** Of the criteria that stand outside of problems, where they have a section of their own. */
  readonly criteria: Section | undefined;
  readonly followUps: Section | undefined;
  /** In the file's order. */
  readonly problems: readonly Section[];
  /** What the file is about, where its whys stand below no heading of a problem: the first of the problems then. */
  readonly implied: Section | undefined;
}

export function readOutline(markdown: string): Outline {
  const blocks = readBlocks(masked(markdown));
  const title = blocks.find((block) => block.type === 'heading' && block.depth === 1);
  const all = sections(blocks);
  const summary = all.find(
    ({ heading }) => heading.depth === 2 && /^(?:executive )?summary$/i.test(headingText(markdown, heading)),
  );
  const footnotes = readFootnotes(markdown, blocks);
  const texts = textSections(markdown, all);
  const problems = readProblems(markdown, all, [...texts, ...(summary ? [summary] : [])], footnotes);
  const taken = new Set([...problems, ...(summary ? [summary] : [])].flatMap(({ body }) => body));
  const isCriteria = ({ heading }: Section) => isCriteriaHeading(headingText(markdown, heading));
  const followUps = texts.find((section) => !isCriteria(section) && !taken.has(section.heading));
  const criteria = texts.find(
    (section) =>
      isCriteria(section) && !taken.has(section.heading) && !followUps?.body.includes(section.heading),
  );
  const implied = readImplied(
    markdown,
    blocks,
    title,
    [...problems, ...[summary, criteria, followUps].flatMap((section) => section ?? [])],
    footnotes,
  );
  return {
    blocks,
    title,
    header: beforeHeading(title ? blocks.slice(blocks.indexOf(title) + 1) : blocks),
    summary,
    criteria,
    followUps,
    problems: implied ? [implied, ...problems] : problems,
    implied,
  };
}

/** Where the document begins: behind a byte order mark and YAML front matter. */
export function contentStart(markdown: string): number {
  return FRONT_MATTER.exec(markdown)?.[0].length ?? 0;
}

const FRONT_MATTER = /^\uFEFF?(?:---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\r?\n)*?---[ \t]*(?:\r?\n|$))?/;

/** Spaces in place of those that do not break where they are all that keeps a line from being an item or a heading. */
function withSoftSpaces(markdown: string): string {
  return markdown.replace(/^([ \t]{0,40}(?:[*+-]|\d{1,9}[.)]|#{1,6}))\u00A0/gm, '$1 ');
}

/** Headings and numbered items of a Jira wiki text, `h2. Five Whys` and `# item`, as Markdown of the same length has them. */
function fromWiki(text: string): string {
  if (!/^h[1-6]\. \S/m.test(text)) return text;
  return text
    .replace(/^# /gm, '* ')
    .replace(/^h([1-6])\. /gm, (_, depth: string) => '#'.repeat(Math.min(Number(depth), 3)).padEnd(4));
}

/** Spaces in place of what is before the document, so that offsets stay. */
function masked(markdown: string): string {
  const start = contentStart(markdown);
  const document = withSoftSpaces(markdown.slice(start));
  return markdown.slice(0, start).replace(/[^\r\n]/g, ' ') + fromWiki(document);
}

/** Sections that hold criteria or follow-ups and nothing else: whatever their texts say, it is no why. */
function textSections(markdown: string, all: readonly Section[]): Section[] {
  return all.filter((section) => {
    const { heading, body } = section;
    if (heading.depth < 2) return false;
    if (followUpsIn(markdown, section)) return true;
    const isFlat = body.every(({ type }) => type !== 'heading');
    return isFlat && isCriteriaHeading(headingText(markdown, heading));
  });
}

function readProblems(
  markdown: string,
  all: readonly Section[],
  texts: readonly Section[],
  footnotes: ReadonlyMap<string, Footnote>,
): Section[] {
  const problems: Section[] = [];
  const apart = new Set(texts.map(({ heading }) => heading));
  const above: Block[] = [];
  let done = 0;
  for (const section of all) {
    const { heading, body } = section;
    while ((above.at(-1)?.depth ?? 0) >= heading.depth) above.pop();
    above.push(heading);
    if (heading.start < done) continue;
    const isApart = apart.has(heading);
    const names = above
      .slice(0, -1)
      .filter(({ depth }) => depth > 1)
      .map((outer) => headingText(markdown, outer));
    if (!isApart && !isProblem(markdown, section, names, footnotes)) continue;
    const last = problems.at(-1);
    const isMore = !isApart && last && isDetectionOf(markdown, last, section);
    if (isMore) problems[problems.length - 1] = { ...last, body: [...last.body, heading, ...body] };
    else if (!isApart) problems.push(section);
    done = body.at(-1)?.end ?? heading.end;
  }
  return problems;
}

/** Whether five whys go on with those right above: first why it happened, then why nobody saw it. */
function isDetectionOf(markdown: string, before: Section, { heading }: Section): boolean {
  if (heading.depth !== before.heading.depth || !isFiveWhysHeading(markdown, heading)) return false;
  const end = before.body.at(-1)?.end ?? before.heading.end;
  return (
    isFiveWhysHeading(markdown, before.heading) &&
    asksOfDetection(headingText(markdown, heading)) &&
    !markdown.slice(end, heading.start).trim()
  );
}

/** Our own form `## 1. title`, a heading with whys below it, directly or under a heading of their own, or a finding. */
function isProblem(
  markdown: string,
  section: Section,
  above: readonly string[],
  footnotes: ReadonlyMap<string, Footnote>,
): boolean {
  const { heading, body } = section;
  if (heading.depth < 2 || heading.depth > 5 || isWhyHeading(markdown, heading)) return false;
  const inner = innerSections(body);
  const text = headingText(markdown, heading);
  const announces = isFiveWhysHeading(markdown, heading);
  if (!announces && inner.some((section) => isFiveWhysHeading(markdown, section.heading))) return true;
  if (inner.some((section) => isWhyHeading(markdown, section.heading))) return true;
  const number = problemNumber(text);
  if (heading.depth === 2 && number && !REPORT_SECTION.test(text.slice(number.text.length))) return true;
  if (
    readWhys(markdown, heading, announces ? untilProblem(markdown, body) : beforeHeading(body), footnotes)
      .whys.length > 0
  )
    return true;
  if (
    announcesCauses(text) &&
    readWhys(markdown, heading, untilProblem(markdown, body), footnotes).whys.length > 1
  )
    return true;
  // A heading of five whys below which nobody has asked yet.
  if (announces) return !inner.some((section) => isProblem(markdown, section, above, footnotes));
  return isFinding(markdown, section, above);
}

/** Headings that name a part of a report and no problem, even where they are numbered. */
const REPORT_SECTION =
  /^\W*(?:executive |incident |final |immediate |corrective |business |user )?(?:summary|overview|background|context|introduction|scope|method(?:ology)?|timeline|impact|detection|resolution|root causes?|(?:root )?cause analysis|5[ -]?whys?|five[ -]whys?|actions?|action items?|action plan|next steps|recommendations?|lessons(?: learned)?|conclusions?|appendix|references|verification|validation|monitoring|rollback|success (?:criteria|metrics)|metrics|evidence|prevention|preventive|follow[ -]?ups?|what (?:went|happened)|problem statement)\b/i;

function isWhyHeading(markdown: string, heading: Block): boolean {
  const text = headingText(markdown, heading);
  const start =
    (heading.children[0]?.start ?? heading.end) + (/^[^\p{L}\p{N}*_]{0,8}/u.exec(text)?.[0].length ?? 0);
  return heading.depth > 1 && whyHeadAt(markdown, { start, end: Math.max(start, heading.end) }) !== undefined;
}

/** Below a heading of five whys the questions may be headings themselves. */
function untilProblem(markdown: string, body: readonly Block[]): readonly Block[] {
  const end = body.findIndex(
    (block) => block.type === 'heading' && !headingText(markdown, block).trim().endsWith('?'),
  );
  return end < 0 ? body : body.slice(0, end);
}

/** The whys that stand below no problem's heading, where no problem has whys. */
function readImplied(
  markdown: string,
  blocks: readonly Block[],
  title: Block | undefined,
  taken: readonly Section[],
  footnotes: ReadonlyMap<string, Footnote>,
): Section | undefined {
  const apart = new Set(taken.flatMap(({ heading, body }) => [heading, ...body]));
  const free = blocks.filter((block) => block !== title && !apart.has(block));
  if (readWhys(markdown, title, free, footnotes).whys.length === 0) return undefined;
  const isTaken = taken.some(
    ({ heading, body }) => readWhys(markdown, heading, body, footnotes).whys.length > 0,
  );
  return isTaken ? undefined : { heading: title ?? NO_HEADING, body: free };
}

const NO_HEADING: Block = { type: 'heading', depth: 1, value: '', children: [], start: 0, end: 0 };
