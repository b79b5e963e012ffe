import type { Field, Problem } from '../whys/analysis';
import type { NewFootnotes } from './footnotes';
import { writeHeading } from './heading';
import { writePatternComment } from './patternComment';
import { writeSection } from './sectionText';
import { writeActions } from './writeActions';
import { writeRootCause, writeWhy } from './writeWhy';

/**
 * A problem as it stands in a new report; LF between its lines.
 * @param number from 1
 * @param depth of its heading: 2 in a report of our own form
 */
export function writeProblem(
  problem: Problem,
  number: number,
  depth: number,
  footnotes: NewFootnotes,
): string {
  const inner = (title: string) => `${'#'.repeat(depth + 1)} ${title}`;
  const comment = writePatternComment(problem);
  const facts = problem.facts.map(writeField).join('\n');
  const parts = [
    `${'#'.repeat(depth)} ${writeHeading(`${number}. ${problem.title}`.trimEnd())}`,
    [comment, facts].filter(Boolean).join('\n'),
    inner('Five Whys'),
    ...problem.whys.map((why) => writeWhy(why, footnotes)),
    ...problem.rootCauses.map(writeRootCause),
    ...(problem.actions.length > 0 ? [inner('Actions'), writeActions(problem.actions)] : []),
    ...(problem.verification ? [inner('Verification'), writeSection(problem.verification, depth + 1)] : []),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** The two spaces at the end keep the fields on lines of their own where Markdown is shown. */
export function writeField({ name, value }: Field): string {
  return `**${name}:**${value && ` ${value}`}  `;
}
