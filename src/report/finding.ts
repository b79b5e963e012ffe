import { beforeHeading, headingText, problemNumber, type Section } from './sections';
import { labelAt, labelledLines } from './labelled';
import type { Block } from './blocks';

/**
 * Whether a section tells of an error without asking why: a numbered heading, or one that says a status, with fields below it such
 * as Severity, Error or Impact. What plans, checks or collects evidence is none.
 * @param above texts of the headings that it stands below, but for the title
 */
export function isFinding(markdown: string, { heading, body }: Section, above: readonly string[]): boolean {
  const text = headingText(markdown, heading);
  if (!problemNumber(text) && statusIn(text) === undefined) return false;
  if (above.some((name) => OTHER_PARTS.test(name.replace(/\([^()]{0,80}\)/g, '')))) return false;
  return beforeHeading(body).some((block) => namesOf(markdown, block).some((name) => FIELDS.test(name)));
}

/** The status that a heading ends with: `Threads endpoint - STATUS: UNRESOLVED ❌`. In upper case. */
export function statusIn(heading: string): string | undefined {
  const match = STATUS.exec(heading.slice(-LONGEST_STATUS));
  return match?.[1]?.toUpperCase().replace(/\s+/g, ' ');
}

const LONGEST_STATUS = 120;
const STATUS =
  /(?:[-–—:([]\s?|\bstatus ?[:=] ?)(?:status ?[:=] ?)?[*_]{0,2}((?:partially |partly |not |un|not yet )?(?:resolved|fixed|mitigated|solved)|open|closed|in progress|investigating|monitoring|ongoing)\b[^\p{L}]{0,8}$/iu;

const OTHER_PARTS =
  /\b(?:evidence|actions?|fix(?:es)?|recommendations?|plan|steps|tests?|validation|verification|monitoring|prevent\w*|timeline|appendix|follow-?ups?|lessons|criteria|metrics)\b/i;

const FIELDS =
  /^(?:severity|priority|status|current state(?:us)?|frequency|occurrences?|count|(?:business |user |customer )?impact|(?:original |full |exact )?errors?(?: messages?| pattern)?|exception|symptoms?|issue|problem|root causes?|location|affected(?: \w+)?|fix(?: required)?|immediate fix required|endpoint|url)$/i;

function namesOf(markdown: string, block: Block): string[] {
  if (block.type === 'paragraph') return labelledLines(markdown, block).map(({ name }) => name);
  if (block.type !== 'list') return [];
  return block.children.flatMap((item) => {
    const first = item.children[0];
    return (first && labelAt(markdown, first)?.name) ?? [];
  });
}
