import type { Problem, Why } from '../whys/analysis';
import { whyToBeginWith } from '../whys/begin';
import { parents } from '../whys/labels';

/** What the user looks at. VS Code keeps it while the page is hidden and over a restart. */
export interface View {
  readonly tab: Tab;
  /** Per problem, the label of the current why. */
  readonly whys: readonly (string | undefined)[];
}

/** The number of a problem from 0, or one of the pages for the whole report. */
export type Tab = number | 'steps' | 'facts';

export const FIRST_VIEW: View = { tab: 0, whys: [] };

/** Reads a view back from what VS Code kept, which may be of any shape. */
export function restoredView(kept: unknown): View {
  if (typeof kept !== 'object' || kept === null) return FIRST_VIEW;
  const { tab, whys } = kept as Partial<Record<keyof View, unknown>>;
  return {
    tab: isTab(tab) ? tab : 0,
    whys: Array.isArray(whys) ? whys.map((label) => (typeof label === 'string' ? label : undefined)) : [],
  };
}

export function withWhy(view: View, problem: number, why: string | undefined): View {
  return { tab: problem, whys: Object.assign([...view.whys], { [problem]: why }) };
}

/**
 * The view on the report as it is after a change: a tab or a why that went gives way to the one before it. A report
 * with no problem shows its first, empty tab.
 */
export function followed(view: View, before: readonly Problem[], after: readonly Problem[]): View {
  return {
    tab: typeof view.tab === 'number' ? Math.max(0, Math.min(view.tab, after.length - 1)) : view.tab,
    whys: after.map((problem, index) =>
      followedWhy(before[index]?.whys ?? [], problem.whys, view.whys[index]),
    ),
  };
}

/** The current why; on a page for the whole report that of the first problem which has one. */
export function whyAt({ tab, whys }: View): { readonly problem: number; readonly why: string } | undefined {
  const problem = typeof tab === 'number' ? tab : whys.findIndex((label) => label !== undefined);
  const why = whys[problem];
  return why === undefined ? undefined : { problem, why };
}

function isTab(kept: unknown): kept is Tab {
  return kept === 'steps' || kept === 'facts' || (Number.isInteger(kept) && Number(kept) >= 0);
}

/** A why that went gives way to the one beside it, else to the one above; one that was renamed is known by its content. */
function followedWhy(
  before: readonly Why[],
  after: readonly Why[],
  label: string | undefined,
): string | undefined {
  if (after.some((why) => why.label === label)) return label;
  const old = before.find((why) => why.label === label);
  if (!old) return whyToBeginWith(after);
  const above = parents(before);
  const siblings = before.filter((why) => above.get(why.label) === above.get(old.label));
  const beside = siblings[siblings.indexOf(old) - 1];
  const parent = before.find((why) => why.label === above.get(old.label));
  for (const candidate of [old, beside, parent]) {
    const found = candidate && after.find((why) => isSameWhy(why, candidate));
    if (found) return found.label;
  }
  return whyToBeginWith(after);
}

function isSameWhy(a: Why, b: Why): boolean {
  return a.question === b.question && a.answer === b.answer && a.evidence.length === b.evidence.length;
}
