import type { Problem } from '../whys/analysis';
import { hasSingleCandidate } from '../whys/guidance';
import { childrenOf, parseLabel, pathTo } from '../whys/labels';
import {
  atWhy,
  counts,
  firstLine,
  placedProblems,
  type Check,
  type CheckedReport,
  type PlacedProblem,
  type Weakness,
} from './checked';
import { foldProblems } from './fold';

/** The checks that look at where a problem's whys lead. */
export const CAUSE_CHECKS: readonly Check[] = [
  { id: 'unproven-root-cause', severity: 'warning', find: (report) => perProblem(report, unproven) },
  { id: 'no-root-cause', severity: 'information', find: (report) => perProblem(report, endsNowhere) },
  { id: 'symptom', severity: 'warning', find: (report) => perProblem(report, symptoms) },
  {
    id: 'single-candidate',
    severity: 'information',
    find: (report) =>
      foldProblems(
        perProblem(report, single),
        (problems) =>
          `In ${problems} problems nothing else was considered on the way to the root cause. What else could have caused them, and what rules that out?`,
      ),
  },
  {
    id: 'no-detection',
    severity: 'information',
    find: (report) =>
      foldProblems(
        perProblem(report, undetected),
        (problems) =>
          `In ${problems} problems nobody asked why they were not caught earlier. What should have told you?`,
      ),
  },
];

function perProblem(
  report: CheckedReport,
  find: (placed: PlacedProblem, markdown: string) => readonly Weakness[],
): Weakness[] {
  return placedProblems(report).flatMap((placed) => find(placed, report.markdown));
}

/** A root cause at a why needs evidence there; one that names none needs it somewhere in its problem. */
function unproven({ problem, ranges, index }: PlacedProblem): Weakness[] {
  const isShown = (label: string): boolean =>
    problem.whys.some((why) => why.label === label && why.evidence.length > 0);
  const isShownSomewhere =
    problem.whys.some(({ evidence }) => evidence.length > 0) ||
    problem.facts.some(({ name }) => /\bevidence\b/i.test(name));
  return problem.rootCauses.flatMap(({ why, text }, position) => {
    const range = ranges.rootCauses[position];
    if (!range || SAME_AS.test(text)) return [];
    if (why === undefined ? isShownSomewhere : isShown(why)) return [];
    const message =
      why === undefined
        ? 'This is called the root cause, but no why of this problem has evidence. What shows it?'
        : `This is called the root cause, but nothing is pinned to why ${why}. What shows it?`;
    return [{ ...cause(range), message, problem: index, ...(why === undefined ? {} : { why }) }];
  });
}

/** What another problem's evidence shows. */
const SAME_AS = /^\W{0,4}same (?:root cause )?as\b/i;

function endsNowhere(placed: PlacedProblem, markdown: string): Weakness[] {
  const { problem, index } = placed;
  if (problem.rootCauses.length > 0) return [];
  const last = problem.whys.findLastIndex((why) => counts(why) && parseLabel(why.label)?.branch === 'cause');
  const why = problem.whys[last];
  if (!why) return [];
  return [
    {
      ...atWhy(markdown, placed, last),
      message: 'These whys lead to no root cause yet. Ask on, or say at which answer your team can act.',
      problem: index,
      why: why.label,
    },
  ];
}

function symptoms({ problem, ranges, index }: PlacedProblem): Weakness[] {
  return problem.rootCauses.flatMap(({ why }, position) => {
    const range = ranges.rootCauses[position];
    if (why === undefined || !range) return [];
    const deeper = childrenOf(problem.whys, why).filter((label) =>
      problem.whys.some((other) => other.label === label && counts(other)),
    );
    if (deeper.length === 0) return [];
    return [
      {
        ...cause(range),
        message: `Why ${deeper[0] ?? ''} goes deeper than this, so it is a symptom of what stands there.`,
        problem: index,
        why,
      },
    ];
  });
}

function single({ problem, ranges, index }: PlacedProblem): Weakness[] {
  const range = ranges.rootCauses[0];
  if (!range || problem.whys.length < 2 || !hasSingleCandidate(problem)) return [];
  const { why } = atCause(problem);
  const asked =
    problem.whys.find(({ label }) => label === why) ??
    problem.whys.findLast(({ label }) => parseLabel(label)?.branch === 'cause');
  return [
    {
      ...cause(range),
      message:
        'Nothing else was considered on the way here. What else could have caused it, and what rules that out?',
      problem: index,
      ...(why === undefined ? {} : { why }),
      ...(asked
        ? {
            fix: {
              title: 'Ask what else could have caused it',
              change: {
                type: 'addWhy',
                problem: index,
                where: { kind: 'beside', of: asked.label, and: false },
                question: asked.question,
              },
            },
          }
        : {}),
    },
  ];
}

function undetected(placed: PlacedProblem, markdown: string): Weakness[] {
  const { problem, ranges, index } = placed;
  if (problem.rootCauses.length === 0 || problem.whys.length < 2) return [];
  const asks = problem.whys.some(
    ({ label, question }) => parseLabel(label)?.branch === 'detection' || NOT_CAUGHT.test(question),
  );
  if (asks) return [];
  return [
    {
      ...firstLine(
        markdown,
        ranges.implied ? (ranges.whys[0]?.whole ?? ranges.section.heading) : ranges.section.heading,
      ),
      message: 'Nobody asked why this was not caught earlier. What should have told you?',
      problem: index,
      fix: {
        title: 'Ask why it was not caught',
        change: {
          type: 'addWhy',
          problem: index,
          where: { kind: 'detection' },
          question: 'Why was it not caught before it reached staging?',
        },
      },
    },
  ];
}

const NOT_CAUGHT =
  /\b(?:not|never|nobody|no one|nothing|no (?:test|alert|check|review))\b.{0,60}\b(?:ca(?:tch|ught)|detect|notice|found|find|spot|alert|warn|cover)|n['’]t\b.{0,60}\b(?:catch|caught|detect|notice|found|find|spot|alert|warn|cover)/i;

function cause({ text }: { readonly text: { readonly start: number; readonly end: number } }) {
  return { start: text.start, end: text.end };
}

/** The why of a problem's first root cause, and nothing where that names none of the chain. */
function atCause({ whys, rootCauses }: Problem): { readonly why?: string } {
  const why = rootCauses[0]?.why;
  return why === undefined || pathTo(whys, why).length === 0 ? {} : { why };
}
