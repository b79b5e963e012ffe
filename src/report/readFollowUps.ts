import type { FollowUp } from '../whys/analysis';
import { cleanLine, cleanText } from '../whys/clean';
import { readHeading } from './heading';
import type { Outline } from './outline';
import { contentOf, followUpDate, followUpsIn, headingText, type Section } from './sections';
import { readSection } from './sectionText';

/** A dated section and what it says. */
export interface FoundFollowUp {
  readonly followUp: FollowUp;
  readonly section: Section;
}

/** The dated sections below the heading of follow-ups. */
export function readFollowUps(markdown: string, { followUps }: Outline): FoundFollowUp[] {
  const found = (followUps && followUpsIn(markdown, followUps)) ?? [];
  return found.flatMap((section) => {
    const text = readHeading(headingText(markdown, section.heading));
    const dated = followUpDate(text);
    if (!dated) return [];
    const content = contentOf(section);
    const [first] = content;
    const last = content.at(-1);
    const said = first && last ? markdown.slice(first.start, last.end) : '';
    return [
      {
        followUp: {
          date: dated.date,
          title: cleanLine(text.slice(dated.length)),
          text: cleanText(readSection(said)),
        },
        section,
      },
    ];
  });
}
