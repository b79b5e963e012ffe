import type { Problem, Why } from '../whys/analysis';
import { whyToBeginWith } from '../whys/begin';
import { parents } from '../whys/labels';

/** What the user looks at. VS Code keeps it while the page is hidden and over a restart. */
export interface View {
  readonly tab: Tab;
  /** Per problem, the label of the current why. */
  readonly whys: readonly (string | undefined)[];
  /** Links of a chain that the user read back and found to hold; see `linkId`. */
  readonly held: readonly string[];
}

/** The number of a problem from 0, or one of the pages for the whole report. */
export type Tab = number | 'steps' | 'verification' | 'facts';

export const FIRST_VIEW: View = { tab: 0, whys: [], held: [] };

/** Reads a view back from what VS Code kept, which may be of any shape. */
export function restoredView(kept: unknown): View {
  if (typeof kept !== 'object' || kept === null) return FIRST_VIEW;
  const { tab, whys, held } = kept as Partial<Record<keyof View, unknown>>;
  return {
    tab: isTab(tab) ? tab : 0,
    whys: Array.isArray(whys) ? whys.map((label) => (typeof label === 'string' ? label : undefined)) : [],
    held: Array.isArray(held) ? held.filter((id) => typeof id === 'string') : [],
  };
}

export function withWhy(view: View, problem: number, why: string | undefined): View {
  return { ...view, tab: problem, whys: Object.assign([...view.whys], { [problem]: why }) };
}

/** So many ticks are kept. */
const MOST_HELD = 500;

/** The view with the tick of a link set, or taken where it was set. */
export function withTick(view: View, id: string): View {
  const others = view.held.filter((other) => other !== id);
  return { ...view, held: others.length < view.held.length ? others : [...others, id].slice(-MOST_HELD) };
}

/** Names a link by what it says, so that its tick is gone once either side says something else. */
export function linkId(cause: string, effect: string): string {
  let hash = 0x811c9dc5; // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  for (const sign of `${cause}\n${effect}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return `${(hash >>> 0).toString(36)}-${cause.length}-${effect.length}`;
}

/**
 * The view on the report as it is after a change: a tab or a why that went gives way to the one before it. A report
 * with no problem shows its first, empty tab.
 */
export function followed(view: View, before: readonly Problem[], after: readonly Problem[]): View {
  return {
    ...view,
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
  return (
    kept === 'steps' ||
    kept === 'verification' ||
    kept === 'facts' ||
    (Number.isInteger(kept) && Number(kept) >= 0)
  );
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
