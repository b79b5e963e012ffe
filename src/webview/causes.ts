import type { Problem, Why } from '../whys/analysis';
import { parents, parseLabel } from '../whys/labels';

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
}

/** A problem's causes as trees: why it happened, and why it was not caught. */
export interface Causes {
  readonly happened: readonly Cause[];
  readonly notCaught: readonly Cause[];
}

export function causesOf(problem: Problem): Causes {
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
