import type { Range } from '../report/lines';
import { problemDetails } from '../report/problemDetails';
import type { Action } from '../whys/analysis';
import {
  firstLine,
  placedProblems,
  type Check,
  type CheckedReport,
  type PlacedProblem,
  type Weakness,
} from './checked';
import { fold, foldProblems } from './fold';

/** The checks that look at what is to be done. */
export const ACTION_CHECKS: readonly Check[] = [
  { id: 'incomplete-action', severity: 'warning', find: incompleteActions },
];

const NEEDED = ['owner', 'due date', 'way to verify it'] as const;
type Needed = (typeof NEEDED)[number];

/** An action that is not done, and what it lacks. */
interface OpenAction extends Range {
  readonly missing: readonly Needed[];
  readonly problem?: number;
}

/** One finding for the actions of a section, or of all problems where three or more list some. */
function incompleteActions(report: CheckedReport): Weakness[] {
  const { markdown, plan } = report;
  const planned = plan.actions.flatMap((action) => openAction(markdown, action, action.at));
  const own = placedProblems(report).flatMap((placed) => openIn(markdown, placed));
  const all = planned.concat(own);
  // A table below a problem is read as its own and as the report's.
  const open = [...groupBy(all, ({ start }) => start).values()].flatMap(([first]) => first ?? []);
  const ofProblems = [...groupBy(open.filter(isOfProblem), ({ problem }) => problem).values()];
  const ofReport = bySection(
    report,
    open.filter((action) => !isOfProblem(action)),
  );
  return [
    ...foldProblems(ofProblems.flatMap(incompleteIn), () => sentence(ofProblems.flat())),
    ...ofReport.flatMap(incompleteIn),
  ];
}

function isOfProblem({ problem }: OpenAction): boolean {
  return problem !== undefined;
}

function openIn(markdown: string, { problem, ranges, index }: PlacedProblem): OpenAction[] {
  const listed = problemDetails(markdown, problem, ranges).actions.flatMap((action) =>
    openAction(markdown, action, action.at, index),
  );
  const rows = problem.actions.flatMap((action, row) =>
    action.action ? openAction(markdown, action, ranges.actions?.rows[row], index) : [],
  );
  return listed.concat(rows);
}

function openAction(
  markdown: string,
  { owner, due, verifiedBy, state }: Pick<Action, 'owner' | 'due' | 'verifiedBy' | 'state'>,
  at: Range | undefined,
  problem?: number,
): OpenAction[] {
  if (!at || DONE.test(state)) return [];
  const has: Readonly<Record<Needed, string>> = {
    owner,
    'due date': due,
    'way to verify it': verifiedBy,
  };
  const missing = NEEDED.filter((needed) => !has[needed]);
  return [{ ...firstLine(markdown, at), missing, ...(problem === undefined ? {} : { problem }) }];
}

const DONE = /^\W{0,4}(?:done|closed|complete[d]?|merged|shipped|dropped|cancelled|won['’]t do)\b/i;

/** The actions of each section, which begins with a heading of the second level or above. */
function bySection({ reading }: CheckedReport, actions: readonly OpenAction[]): OpenAction[][] {
  const headings = reading.ranges.outline.blocks.filter(
    ({ type, depth }) => type === 'heading' && depth <= 2,
  );
  const sectionAt = (offset: number) => headings.findLast(({ start }) => start < offset)?.start ?? 0;
  return [...groupBy(actions, ({ start }) => sectionAt(start)).values()];
}

/** What the actions of one place lack. */
function incompleteIn(actions: readonly OpenAction[]): Weakness[] {
  const weaknesses = actions
    .filter(({ missing }) => missing.length > 0)
    .map(({ start, end, missing, problem }) => ({
      start,
      end,
      message: `This action has no ${listed(missing)}.`,
      ...(problem === undefined ? {} : { problem }),
    }));
  if (weaknesses.length < 2) return weaknesses;
  const problem = weaknesses[0]?.problem;
  return [{ ...fold(weaknesses, sentence(actions)), ...(problem === undefined ? {} : { problem }) }];
}

/** `None of these 7 actions has an owner or due date; 2 have no way to verify it.` */
function sentence(actions: readonly OpenAction[]): string {
  const count = (needed: Needed) => actions.filter(({ missing }) => missing.includes(needed)).length;
  const everywhere = NEEDED.filter((needed) => count(needed) === actions.length);
  const somewhere = NEEDED.filter((needed) => count(needed) > 0 && !everywhere.includes(needed));
  const rest = somewhere.map((needed) => `${count(needed)} ${have(count(needed))} no ${needed}`).join(', ');
  if (everywhere.length === 0) return `Of these ${actions.length} actions ${rest}.`;
  const none = `None of these ${actions.length} actions has an ${listed(everywhere)}`.replace(
    /an (?=due|way)/,
    'a ',
  );
  return rest ? `${none}; ${rest}.` : `${none}.`;
}

function have(count: number): string {
  return count === 1 ? 'has' : 'have';
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}` : (names[0] ?? '');
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
