import type { Analysis } from '../whys/analysis';
import type { Change } from '../whys/change';
import { edit } from './edit';
import { NewFootnotes } from './footnotes';
import { lineEnding } from './lines';
import { read } from './read';
import { applyEdits } from './textEdit';
import { writeProblem } from './writeProblem';

/**
 * A new report in the shape of a team's template. Words in braces, `{{title}}` and those of header fields such as `{{Date}}`, are
 * what the report says; a header field that is empty in the template is filled in, one that the template lacks is added; the
 * problems stand where a line says `{{problems}}`, else behind the summary. All else stays as the template has it.
 * Undefined where a report cannot be read back from that, such as behind a fence that nothing closes.
 */
export function fillTemplate(template: string, report: Analysis): string | undefined {
  const { title, header, problems } = report;
  const words = new Map(header.map(({ name, value }) => [name.toLowerCase(), value]));
  words.set('title', title);
  let text = template.replace(WORD, (all, name: string) => words.get(name.trim().toLowerCase()) ?? all);
  const own = read(text).analysis;
  const empty = (name: string) =>
    !own.header.some((field) => field.value && field.name.toLowerCase() === name.toLowerCase());
  const changes: Change[] = [
    ...(own.title ? [] : [{ type: 'setTitle', title } as const]),
    ...header
      .filter(({ name, value }) => value && empty(name))
      .map(({ name, value }) => ({ type: 'setHeader', name, value }) as const),
  ];
  for (const change of changes) text = applyEdits(text, edit(text, change));
  const filled = withProblems(text, report);
  const again = read(filled);
  const isSame = JSON.stringify(again.analysis.problems.slice(-problems.length)) === JSON.stringify(problems);
  return isSame && again.broken === undefined ? filled : undefined;
}

const WORD = /\{\{([\p{L} -]{1,40})\}\}/gu;
const PROBLEMS = /^[ \t]{0,3}\{\{ ?problems ?\}\}[ \t]*$/im;

function withProblems(text: string, { problems }: Analysis): string {
  const place = PROBLEMS.exec(text);
  if (!place) {
    return problems.reduce(
      (before, problem) => applyEdits(before, edit(before, { type: 'addProblem', problem })),
      text,
    );
  }
  const footnotes = new NewFootnotes(text + JSON.stringify(problems));
  const first = read(text.slice(0, place.index)).analysis.problems.length + 1;
  const written = problems
    .map((problem, index) => writeProblem(problem, first + index, 2, footnotes))
    .join('\n\n');
  const before = text.slice(0, place.index);
  const behind = text.slice(place.index + place[0].length);
  const definitions = footnotes.definitions.length > 0 ? `\n\n${footnotes.definitions.join('\n')}\n` : '';
  const whole = definitions
    ? `${before}${written}${behind.trimEnd()}${definitions}`
    : before + written + behind;
  return whole.replace(/\r?\n/g, lineEnding(text));
}
