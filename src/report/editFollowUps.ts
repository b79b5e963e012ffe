import type { FollowUp } from '../whys/analysis';
import { blockAfter, endOf, replace, withoutLines } from './insert';
import type { FollowUpRange, Ranges } from './ranges';
import { contentOf } from './sections';
import { editContent } from './editContent';
import type { TextEdit } from './textEdit';
import { writeFollowUp, writeFollowUpHeading } from './writeLists';

/** Puts a follow-up behind the last one; else under a heading of their own at the end of the report. */
export function addFollowUp(
  markdown: string,
  { outline, followUps }: Ranges,
  followUp: FollowUp,
): TextEdit[] {
  const heading = outline.followUps?.heading;
  const depth = followUps.at(-1)?.section.heading.depth ?? (heading?.depth ?? 2) + 1;
  const text = writeFollowUp(followUp, depth);
  if (!outline.followUps || !heading)
    return [blockAfter(markdown, endOf(markdown, outline.blocks), `## Follow-ups\n\n${text}`)];
  return [blockAfter(markdown, endOf(markdown, outline.followUps.body) ?? heading.end, text)];
}

/** Makes a follow-up say what it says after the change. */
export function editFollowUp(
  markdown: string,
  { section }: FollowUpRange,
  before: FollowUp,
  after: FollowUp,
): TextEdit[] {
  const { heading } = section;
  const isRenamed = before.date !== after.date || before.title !== after.title;
  return [
    ...(isRenamed ? [replace(heading, writeFollowUpHeading(after, heading.depth))] : []),
    ...(before.text === after.text ? [] : editContent(markdown, section, after.text)),
  ];
}

export function removeFollowUp(markdown: string, { section }: FollowUpRange): TextEdit[] {
  const end = contentOf(section).at(-1)?.end ?? section.heading.end;
  return [withoutLines(markdown, { start: section.heading.start, end })];
}
