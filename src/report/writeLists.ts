import type { Criterion, FollowUp } from '../whys/analysis';
import { writeHeading } from './heading';
import { writeSection } from './sectionText';

/** A list of check boxes; LF between them. */
export function writeCriteria(criteria: readonly Criterion[]): string {
  return criteria.map(({ text, isMet }) => `- [${isMet ? 'x' : ' '}] ${text}`).join('\n');
}

/** A dated section; LF between its lines. */
export function writeFollowUp(followUp: FollowUp, depth: number): string {
  const { text } = followUp;
  return [writeFollowUpHeading(followUp, depth), ...(text ? [writeSection(text, depth)] : [])].join('\n\n');
}

export function writeFollowUpHeading({ date, title }: FollowUp, depth: number): string {
  return `${'#'.repeat(depth)} ${writeHeading(title ? `${date} — ${title}` : date)}`;
}
