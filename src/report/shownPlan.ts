import type { Analysis } from '../whys/analysis';
import type { Place, Plan, ShownPlan } from '../whys/plan';
import { problemDetails } from './problemDetails';
import type { ProblemRanges } from './ranges';
import type { Reading } from './read';
import { readPlan } from './readPlan';

/** What a report plans beside what its analysis holds; undefined where that is nothing. */
export function shownPlan(markdown: string, { analysis, ranges }: Reading): ShownPlan | undefined {
  const plan = readPlan(markdown, ranges);
  const { problems } = ranges;
  const isApart = ({ at }: { readonly at: Place }) => !problems.some((problem) => holds(problem, at));
  const shown: ShownPlan = {
    actions: [
      ...plan.actions.filter(isApart),
      ...problems.flatMap((range, index) => {
        const problem = analysis.problems[index];
        const { actions } = problem ? problemDetails(markdown, problem, range) : { actions: [] };
        return actions.map((action) => ({ ...action, problem: index }));
      }),
    ],
    thresholds: plan.thresholds.filter(isApart),
    commands: plan.commands.filter(isApart),
    ...texts(plan, analysis),
    components: plan.components,
    endpoints: plan.endpoints,
  };
  return Object.values(shown).some(({ length }: string | readonly unknown[]) => length > 0)
    ? shown
    : undefined;
}

/** Whether a place is part of what the analysis has of a problem: its table of actions, its verification. */
function holds({ actions, verification }: ProblemRanges, { start }: Place): boolean {
  const body = verification?.body.at(-1);
  const isIn = (from: number, to: number) => from <= start && start < to;
  return (
    (actions !== undefined && isIn(actions.start, actions.end)) ||
    (verification !== undefined && isIn(verification.heading.start, body?.end ?? verification.heading.end))
  );
}

/** Texts that no problem's verification holds. */
function texts(
  { rollback, monitoring, escalation }: Plan,
  { problems }: Analysis,
): Pick<ShownPlan, 'rollback' | 'monitoring' | 'escalation'> {
  const apart = (text: string) =>
    problems.some(({ verification }) => text !== '' && verification.includes(text)) ? '' : text;
  return { rollback: apart(rollback), monitoring: apart(monitoring), escalation: apart(escalation) };
}
