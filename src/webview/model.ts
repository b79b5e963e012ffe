import type { Analysis, Problem, Why } from '../whys/analysis';
import type { Change } from '../whys/change';
import { newLabel } from '../whys/labels';
import { movedWhys } from '../whys/moveWhy';
import type { ToPage } from '../whys/page';
import { nameOf } from './causes';
import { FIRST_VIEW, followed, withTick, withWhy, type Tab, type View } from './view';

/** All that the page is drawn from: the last `show`, and what the user looks at. */
export interface Model {
  readonly view: View;
  readonly report: Show | undefined;
  /** Why the file cannot be shown. */
  readonly broken: string | undefined;
  /** The change whose effect is to be pointed out when the next `show` brings it. */
  readonly awaited: Change | undefined;
  /** What was done, for screen readers. */
  readonly said: string;
  /** What was removed last, in words; shown with the way to undo it until something else is done. */
  readonly removed: string | undefined;
  /** The element that gets the focus; a new object each time. */
  readonly focus: { readonly id: string } | undefined;
}

export type Show = Extract<ToPage, { type: 'show' }>;

export type ModelEvent =
  | ToPage
  | { readonly type: 'chooseTab'; readonly tab: Tab }
  /** An empty label is the why of that problem that was looked at last. */
  | { readonly type: 'chooseWhy'; readonly problem: number; readonly why: string }
  | { readonly type: 'tickLink'; readonly id: string }
  | { readonly type: 'forgetRemoved' }
  /** What the report will say once the changes that were sent are in it: it is shown before the document answers. */
  | { readonly type: 'foresee'; readonly analysis: Analysis }
  | { readonly type: 'changing'; readonly change: Change };

/** Ids of the elements that get the focus or are scrolled to. */
export const IDS = {
  why: 'why',
  help: 'help',
  answer: 'answer',
  wouldShow: 'would-show',
  problemTitle: 'problem-title',
  currentCause: 'current-cause',
  pinEvidence: 'pin-evidence',
  markRootCause: 'mark-root-cause',
  rootCause: 'root-cause',
  moveUnder: 'move-under',
  rootCauseQuestion: 'root-cause-question',
  addFollowUp: 'add-follow-up',
  followUp: (place: number) => `follow-up-${place}`,
  addStep: (problem: number) => `add-step-${problem}`,
  step: (problem: number, step: number) => `step-${problem}-${step}`,
} as const;

export function begin(view: View): Model {
  return {
    view,
    report: undefined,
    broken: undefined,
    awaited: undefined,
    said: '',
    removed: undefined,
    focus: undefined,
  };
}

export function next(model: Model, event: ModelEvent): Model {
  switch (event.type) {
    case 'show': {
      // What was removed is the last change no more once the report says something else than was foreseen.
      const removed =
        model.removed !== undefined && isSame(model.report?.analysis, event.analysis)
          ? model.removed
          : undefined;
      return show({ ...model, removed, view: begun(model, event) }, event);
    }
    case 'foresee':
      if (!model.report) return model;
      // What comes later is of others: it must not take the focus.
      return { ...show(model, { ...model.report, analysis: event.analysis }), awaited: undefined };
    case 'broken':
      return { ...model, broken: event.message };
    case 'focus':
      return { ...model, view: withWhy(model.view, event.problem, event.why), focus: { id: IDS.answer } };
    case 'chooseTab':
      return { ...model, view: { ...model.view, tab: event.tab } };
    case 'chooseWhy':
      if (event.why === '') return { ...model, view: { ...model.view, tab: event.problem } };
      return { ...model, view: withWhy(model.view, event.problem, event.why) };
    case 'tickLink':
      return { ...model, view: withTick(model.view, event.id) };
    case 'forgetRemoved':
      return { ...model, removed: undefined };
    case 'changing':
      return { ...model, awaited: event.change, removed: undefined };
    default:
      return event satisfies never;
  }
}

/** A page that keeps no view begins where it was told to, with its first report. */
function begun({ view, report }: Model, { beginAt, analysis }: Show): View {
  if (report || view !== FIRST_VIEW || !beginAt) return view;
  const isThere = analysis.problems[beginAt.problem]?.whys.some(({ label }) => label === beginAt.why);
  return isThere ? withWhy(view, beginAt.problem, beginAt.why) : view;
}

function show(model: Model, report: Show): Model {
  const before = model.report?.analysis;
  const after = report.analysis;
  const view = followed(model.view, before?.problems ?? [], after.problems);
  const shown: Model = { ...model, report, broken: undefined, view };
  const effect = before && model.awaited && effectOf(model.awaited, before, after, view);
  return effect ? { ...shown, awaited: undefined, ...effect } : shown;
}

type Effect = Pick<Model, 'said' | 'focus'> & Partial<Pick<Model, 'view' | 'removed'>>;

/** What to say and where to go once that change has arrived; undefined while it has not, or where it speaks for itself. */
function effectOf(change: Change, before: Analysis, after: Analysis, view: View): Effect | undefined {
  if (change.type === 'addProblem') {
    if (after.problems.length <= before.problems.length) return undefined;
    const tab = after.problems.length - 1;
    return { view: { ...view, tab }, said: 'Problem added.', focus: { id: IDS.problemTitle } };
  }
  const followUps = after.followUps?.length ?? 0;
  const followUpsBefore = before.followUps?.length ?? 0;
  if (change.type === 'addFollowUp' && followUps > followUpsBefore) {
    return { said: 'Follow-up added.', focus: { id: IDS.followUp(followUps - 1) } };
  }
  if (change.type === 'removeFollowUp' && followUps < followUpsBefore) {
    return {
      said: 'Follow-up removed. Undo brings it back.',
      removed: 'Follow-up removed.',
      focus: { id: IDS.addFollowUp },
    };
  }
  if (!('problem' in change)) return undefined;
  const old = before.problems[change.problem];
  const now = after.problems[change.problem];
  if (!old || !now) return undefined;
  const grew = (count: (problem: Problem) => number) => count(now) - count(old);
  const whys = grew((problem) => problem.whys.length);
  const evidence = grew((problem) => problem.whys.reduce((sum, why) => sum + why.evidence.length, 0));
  const rootCauses = grew((problem) => problem.rootCauses.length);
  const actions = grew((problem) => problem.actions.length);

  if (change.type === 'addWhy' && whys > 0) {
    const label = newLabel(old.whys, change.where)?.label;
    if (label === undefined) return undefined;
    return {
      view: withWhy(view, change.problem, label),
      said: `${nameOf(label)} added.`,
      focus: { id: IDS.answer },
    };
  }
  if (change.type === 'removeWhy' && whys < 0) {
    const below = -whys - 1;
    const removed = `${nameOf(change.why)}${below > 0 ? ` and ${below} below it` : ''} removed.`;
    return { said: `${removed} Undo brings it back.`, removed, focus: { id: IDS.currentCause } };
  }
  if (change.type === 'moveWhy') {
    const moved = movedWhys(old.whys, change.why, change.to);
    if (!moved || !isSameOrder(moved.whys, now.whys)) return undefined;
    const label = moved.renamed.get(change.why) ?? change.why;
    return {
      view: withWhy(view, change.problem, label),
      said: `Moved: now ${nameOf(label)}.`,
      focus: { id: IDS.currentCause },
    };
  }
  if (
    change.type === 'setAnd' &&
    now.whys.some(({ label, and }) => label === change.why && and === change.and)
  ) {
    return { said: change.and ? 'Joined with and.' : 'Joined with or.', focus: { id: IDS.currentCause } };
  }
  if (change.type === 'removeEvidence' && evidence < 0) {
    return {
      said: 'Evidence removed. Undo brings it back.',
      removed: 'Evidence removed.',
      focus: { id: IDS.pinEvidence },
    };
  }
  if (change.type === 'setRootCause' && rootCauses > 0) {
    return { said: 'Marked as a root cause.', focus: { id: IDS.rootCause } };
  }
  if (change.type === 'setRootCause' && rootCauses < 0) {
    return { said: 'No longer a root cause.', focus: { id: IDS.markRootCause } };
  }
  if (change.type === 'addAction' && actions > 0) {
    return { said: 'Step added.', focus: { id: IDS.step(change.problem, now.actions.length - 1) } };
  }
  if (change.type === 'removeAction' && actions < 0) {
    return {
      said: 'Step removed. Undo brings it back.',
      removed: 'Step removed.',
      focus: { id: IDS.addStep(change.problem) },
    };
  }
  return undefined;
}

function isSame(analysis: Analysis | undefined, other: Analysis): boolean {
  return JSON.stringify(analysis) === JSON.stringify(other);
}

function isSameOrder(whys: readonly Why[], others: readonly Why[]): boolean {
  return whys.length === others.length && whys.every(({ label }, index) => label === others[index]?.label);
}
