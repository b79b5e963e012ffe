import type { Analysis } from '../whys/analysis';
import { cleanAnalysis } from '../whys/clean';
import { NewFootnotes } from './footnotes';
import { writeHeading } from './heading';
import { writeSection } from './sectionText';
import { writeCriteria, writeFollowUp } from './writeLists';
import { writeField, writeProblem } from './writeProblem';

/** A new report: `read` gives back the same analysis. LF, with one at the end. */
export function write(analysis: Analysis): string {
  const { title, header, summary, problems, criteria = [], followUps = [] } = cleanAnalysis(analysis);
  const footnotes = new NewFootnotes(JSON.stringify(analysis));
  const parts = [
    title && `# ${writeHeading(title)}`,
    header.map(writeField).join('\n'),
    ...(summary ? ['## Summary', writeSection(summary, 2)] : []),
    ...problems.map((problem, index) => writeProblem(problem, index + 1, 2, footnotes)),
    ...(criteria.length > 0 ? ['## Success criteria', writeCriteria(criteria)] : []),
    ...(followUps.length > 0
      ? ['## Follow-ups', ...followUps.map((followUp) => writeFollowUp(followUp, 3))]
      : []),
    footnotes.definitions.join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
