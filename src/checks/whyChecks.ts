import type { Why } from '../whys/analysis';
import { blames } from '../whys/blame';
import { restates } from '../whys/sameWords';
import {
  atAnswer,
  placedProblems,
  type Check,
  type CheckedReport,
  type PlacedProblem,
  type Weakness,
} from './checked';

/** The checks that look at one why. */
export const WHY_CHECKS: readonly Check[] = [
  {
    id: 'no-evidence',
    severity: 'warning',
    find: (report) => inWhys(report, unshown),
  },
  {
    id: 'restates',
    severity: 'warning',
    find: (report) =>
      inWhys(report, (why) =>
        restates(why)
          ? { message: 'The answer says what its question already says. What made it so?' }
          : undefined,
      ),
  },
  {
    id: 'blame',
    severity: 'warning',
    find: (report) => [...inWhys(report, blamingAnswer), ...blamingCauses(report)],
  },
];

function unshown({ state, evidence, label }: Why, { index }: PlacedProblem) {
  if (state !== 'confirmed' || evidence.length > 0) return undefined;
  const change = { type: 'setState', problem: index, why: label, state: 'possible' } as const;
  return {
    message: 'This answer is confirmed, but nothing shows it. Which log line, code or test does?',
    fix: { title: 'Call it possible', change },
  };
}

const BLAME_MESSAGE =
  'This puts the cause into a person. What in the system allowed it, or made it likely? That can be changed.';
const ALLOWED = 'What in the system allowed it?';

function blamingAnswer({ answer, state, label }: Why, { problem, index }: PlacedProblem) {
  if (state === 'ruled out' || !blames(answer)) return undefined;
  const isAsked = problem.whys.some(({ question }) => question === ALLOWED);
  if (isAsked) return { message: BLAME_MESSAGE };
  const change = {
    type: 'addWhy',
    problem: index,
    where: { kind: 'deeper', of: label },
    question: ALLOWED,
  } as const;
  return { message: BLAME_MESSAGE, fix: { title: 'Ask what in the system allowed it', change } };
}

function blamingCauses(report: CheckedReport): Weakness[] {
  return placedProblems(report).flatMap(({ problem, ranges, index }) =>
    problem.rootCauses.flatMap(({ text }, position) => {
      const range = ranges.rootCauses[position];
      if (!range || !blames(text)) return [];
      return [{ start: range.text.start, end: range.text.end, problem: index, message: BLAME_MESSAGE }];
    }),
  );
}

function inWhys(
  report: CheckedReport,
  check: (why: Why, placed: PlacedProblem) => Pick<Weakness, 'message' | 'fix'> | undefined,
): Weakness[] {
  return placedProblems(report).flatMap((placed) =>
    placed.problem.whys.flatMap((why, position) => {
      const found = check(why, placed);
      if (!found) return [];
      const range = atAnswer(report.markdown, placed, position);
      return [{ ...range, ...found, problem: placed.index, why: why.label }];
    }),
  );
}
