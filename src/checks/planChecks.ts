import type { Range } from '../report/lines';
import { problemDetails } from '../report/problemDetails';
import {
  firstLine,
  placedProblems,
  type Check,
  type CheckedReport,
  type PlacedProblem,
  type Weakness,
} from './checked';

/** The checks that look at what is said of the time after the fix: criteria, what is called resolved. */
export const PLAN_CHECKS: readonly Check[] = [
  { id: 'early-tick', severity: 'warning', find: earlyTicks },
  { id: 'unverified-resolution', severity: 'warning', find: unverified },
];

function earlyTicks({ markdown, plan }: CheckedReport): Weakness[] {
  if (plan.followUps.length > 0) return [];
  return plan.criteria.filter(({ isMet }) => isMet).map(({ at }) => earlyTick(markdown, at));
}

function earlyTick(markdown: string, at: Range): Weakness {
  const { start, end } = firstLine(markdown, at);
  const message = 'This is ticked, but no follow-up says that anybody looked after the fix.';
  const box = /^[-*+\d.)\s]{0,8}\[[xX]\]/.exec(markdown.slice(start, end));
  if (!box) return { start, end, message };
  const tick = start + box[0].length - 2;
  const edits = [{ start: tick, end: tick + 1, text: ' ' }];
  return { start, end, message, fix: { title: 'Take the tick away', edits } };
}

function unverified(report: CheckedReport): Weakness[] {
  const { markdown, plan, analysis, reading } = report;
  if (plan.followUps.length > 0) return [];
  const problems = placedProblems(report).flatMap((placed) => {
    const { status } = problemDetails(markdown, placed.problem, placed.ranges);
    return isClaim(status)
      ? [{ ...atStatus(markdown, placed), message: UNVERIFIED, problem: placed.index }]
      : [];
  });
  const at = analysis.header.findIndex(({ name, value }) => /^status$/i.test(name) && isClaim(value));
  const header = at < 0 ? undefined : reading.ranges.header[at];
  return [...(header ? [{ ...firstLine(markdown, header.whole), message: UNVERIFIED }] : []), ...problems];
}

const UNVERIFIED =
  'This is called resolved, but no follow-up says what was seen after the fix: where, when, on which revision.';

/** `RESOLVED ✅` is a claim; `UNRESOLVED`, `PARTIALLY RESOLVED` and `RESOLVED, verified on 2025-01-09` are none. */
function isClaim(status: string): boolean {
  return (
    /^\W{0,6}(?:resolved|fixed|solved|closed)\b/i.test(status) &&
    !/\b(?:verified|confirmed) (?:on|in|by|with|at)\b/i.test(status)
  );
}

function atStatus(markdown: string, { problem, ranges }: PlacedProblem) {
  const field = problem.facts.findIndex(({ name }) => /\bstatus$/i.test(name));
  const range = ranges.facts[field]?.whole;
  return firstLine(markdown, range ?? ranges.section.heading);
}
