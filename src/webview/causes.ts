import type { Problem, Why } from '../whys/analysis';
import { parents, parseLabel } from '../whys/labels';
import { sameAs, type SameAs } from '../whys/sameAs';

/** A why where it stands in the picture of the causes. */
export interface Cause {
  readonly why: Why;
  /** In `problem.whys`. */
  readonly index: number;
  readonly parent: Cause | undefined;
  /** More than one are branches side by side. */
  readonly children: readonly Cause[];
  /** 1 at the top. */
  readonly level: number;
  /** Among its siblings, from 1; and how many these are. */
  readonly position: number;
  readonly siblings: number;
  /** How many columns the part below needs: the branch ends in it. */
  readonly columns: number;
  readonly isRootCause: boolean;
  /** Where else the same cause is at work: what this one says it is the same as, and what says so of this one. */
  readonly shared: readonly SharedCause[];
}

/** A why of another problem; the whole problem where no why is named. */
export type SharedCause = SameAs;

/** A problem's causes as trees: why it happened, and why it was not caught. */
export interface Causes {
  readonly happened: readonly Cause[];
  readonly notCaught: readonly Cause[];
}

/** @param problems of the report; with them the causes know which they share */
export function causesOf(problem: Problem, problems: readonly Problem[] = [problem]): Causes {
  const shared = sharedCauses(problem, problems);
  const rootCauses = new Set(problem.rootCauses.map(({ why }) => why));
  const above = parents(problem.whys);
  const below = new Map<string | undefined, Why[]>();
  for (const why of problem.whys) {
    const parent = above.get(why.label);
    below.set(parent, [...(below.get(parent) ?? []), why]);
  }
  const tops = below.get(undefined) ?? [];

  const grow = (whys: readonly Why[], parent: Cause | undefined): Cause[] =>
    whys.map((why, place) => {
      const cause = {
        why,
        index: problem.whys.indexOf(why),
        parent,
        children: [] as Cause[],
        level: (parent?.level ?? 0) + 1,
        position: place + 1,
        siblings: whys.length,
        columns: 1,
        isRootCause: rootCauses.has(why.label),
        shared: shared.get(why.label) ?? [],
      };
      cause.children = grow(below.get(why.label) ?? [], cause);
      cause.columns = Math.max(
        1,
        cause.children.reduce((sum, child) => sum + child.columns, 0),
      );
      return cause;
    });

  return {
    happened: grow(
      tops.filter(({ label }) => !isDetection(label)),
      undefined,
    ),
    notCaught: grow(
      tops.filter(({ label }) => isDetection(label)),
      undefined,
    ),
  };
}

/** What each why of a problem shares with others, by its label. */
function sharedCauses(problem: Problem, problems: readonly Problem[]): ReadonlyMap<string, SharedCause[]> {
  const own = problems.indexOf(problem);
  const shared = new Map<string, SharedCause[]>();
  const add = (label: string | undefined, cause: SharedCause) => {
    const known = label === undefined ? undefined : (shared.get(label) ?? []);
    if (label === undefined || !known || known.some((one) => isSame(one, cause))) return;
    shared.set(label, [...known, cause]);
  };
  for (const [index, other] of problems.entries()) {
    for (const { label, text } of statements(other)) {
      const same = sameAs(text);
      if (!same || same.problem === index || !problems[same.problem]) continue;
      if (index === own) add(label, same);
      if (same.problem === own)
        add(same.why, label === undefined ? { problem: index } : { problem: index, why: label });
    }
  }
  return shared;
}

/** All that may say that it is the same as a cause elsewhere. */
function statements({
  whys,
  rootCauses,
}: Problem): { readonly label: string | undefined; readonly text: string }[] {
  return [
    ...whys.map(({ label, answer }) => ({ label, text: answer })),
    ...rootCauses.map(({ why, text }) => ({ label: why, text })),
  ];
}

function isSame(a: SharedCause, b: SharedCause): boolean {
  return a.problem === b.problem && a.why === b.why;
}

/** All causes as the eye and the arrow keys go through them: depth first, the detection branch last. */
export function inOrder({ happened, notCaught }: Causes): Cause[] {
  const walk = (cause: Cause): Cause[] => [cause, ...cause.children.flatMap(walk)];
  return [...happened, ...notCaught].flatMap(walk);
}

/** Where an arrow key leads from there; undefined for another key and at the edge. */
export function neighbour(order: readonly Cause[], from: Cause, key: string): Cause | undefined {
  const place = order.indexOf(from);
  switch (key) {
    case 'ArrowUp':
      return order[place - 1];
    case 'ArrowDown':
      return order[place + 1];
    case 'ArrowLeft':
      return from.parent;
    case 'ArrowRight':
      return from.children[0];
    case 'Home':
      return order[0];
    case 'End':
      return order.at(-1);
    default:
      return undefined;
  }
}

/** The whys from the top down to that one. */
export function pathTo(cause: Cause): Cause[] {
  return cause.parent ? [...pathTo(cause.parent), cause] : [cause];
}

/** `Why 3b`, or on the detection branch `Not caught 1`. */
export function nameOf(label: string): string {
  return isDetection(label) ? label.replace('caught', 'Not caught') : `Why ${label}`;
}

function isDetection(label: string): boolean {
  return parseLabel(label)?.branch === 'detection';
}
