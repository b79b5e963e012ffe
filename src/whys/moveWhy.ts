import type { Why } from './analysis';
import type { WhyPlace } from './change';
import { formatLabel, letters, parents, parseLabel, subtreeOf, type Branch, type Label } from './labels';

/** Whys in another order. */
export interface MovedWhys {
  readonly whys: readonly Why[];
  /** From the label that a why had to the one that it has now, where that is another. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The whys after one of them, with all that stands below it, was moved. Labels stay where they still say what stands below what.
 * Undefined where there is nothing to move, or it would stand below itself.
 */
export function movedWhys(whys: readonly Why[], label: string, to: WhyPlace): MovedWhys | undefined {
  const above = parents(whys);
  const own = parseLabel(label);
  const subtree = subtreeOf(whys, label);
  const target = to.of === undefined ? undefined : parseLabel(to.of);
  if (!own || !above.has(label)) return undefined;
  if (to.of !== undefined && (!target || !above.has(to.of) || subtree.has(to.of))) return undefined;

  const isBelow = to.kind === 'under';
  const parent = isBelow ? to.of : above.get(to.of);
  const branch = target?.branch ?? own.branch;
  const depth = isBelow ? (target?.depth ?? 0) + 1 : (target?.depth ?? 1);
  const moved = whys.filter((why) => subtree.has(why.label));
  const rest = whys.filter((why) => !subtree.has(why.label));
  const order = rest.toSpliced(indexOf(whys, rest, to, branch), 0, ...moved);

  const wanted = order.map((why): Wanted | undefined => {
    const old = parseLabel(why.label);
    if (!old) return undefined;
    if (!subtree.has(why.label)) return { ...old, old: why.label, parent: above.get(why.label) };
    return {
      letter: old.letter,
      branch,
      depth: old.depth - own.depth + depth,
      old: why.label,
      parent: why.label === label ? parent : above.get(why.label),
    };
  });
  const siblings = rest.filter(
    (why) => above.get(why.label) === parent && sameLevel(why.label, branch, depth),
  );
  const labels = relabelled(
    wanted.filter((why) => why !== undefined),
    new Set(siblings.length > 0 ? [label, ...siblings.map((why) => why.label)] : []),
  );
  if (!labels || wanted.includes(undefined)) return undefined;
  const renamed = new Map([...labels].filter(([old, now]) => old !== now));
  const isSame = renamed.size === 0 && order.every((why, index) => why === whys[index]);
  if (isSame) return undefined;
  return { whys: order.map((why) => ({ ...why, label: labels.get(why.label) ?? why.label })), renamed };
}

/** A why that needs a label. */
interface Wanted extends Label {
  readonly old: string;
  /** The old label of its parent. */
  readonly parent: string | undefined;
}

/** Where among the others a moved why comes to stand. */
function indexOf(whys: readonly Why[], rest: readonly Why[], to: WhyPlace, branch: Branch): number {
  if (to.of === undefined) {
    const last = rest.findLastIndex(({ label }) => parseLabel(label)?.branch === branch);
    return last < 0 && branch === 'detection' ? rest.length : last + 1;
  }
  if (to.kind === 'before') return rest.findIndex(({ label }) => label === to.of);
  const below = subtreeOf(whys, to.of);
  return rest.findLastIndex(({ label }) => below.has(label)) + 1;
}

/**
 * Labels that say what stands below what, by the old ones; undefined where there are none. A why keeps the one it has if it can.
 * @param lettered whys, by their old labels, that are not alone and so have a letter
 */
function relabelled(whys: readonly Wanted[], lettered: ReadonlySet<string>): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  const lastAtDepth = new Map<string, string>();
  for (const [index, why] of whys.entries()) {
    const parent = why.parent === undefined ? undefined : labels.get(why.parent);
    if (why.parent !== undefined && parent === undefined) return undefined;
    const label = freeLabel(why, parent, index);
    if (label === undefined) return undefined;
    labels.set(why.old, label);
    taken.add(label);
    lastAtDepth.set(`${why.branch} ${why.depth}`, label);
  }
  return labels;

  function freeLabel(why: Wanted, parent: string | undefined, index: number): string | undefined {
    const { branch, depth } = why;
    const own = formatLabel({ branch, depth, letter: why.letter });
    const mayBeBare = !lettered.has(why.old);
    if (own === why.old && leadsTo(why, why.letter, parent) && (why.letter || mayBeBare)) return own;
    const behind = whys.slice(index + 1);
    const later = new Set(behind.map(({ old }) => old));
    const needed = new Set(
      behind.flatMap((other) =>
        other.branch === branch && other.depth === depth + 1 && other.parent !== why.old
          ? [other.letter]
          : [],
      ),
    );
    const natural = parent === undefined ? '' : (parseLabel(parent)?.letter ?? '');
    let tries = 0;
    for (const letter of letters([natural, ''])) {
      if (++tries > MOST_TRIES) return undefined;
      if (letter === '' && !mayBeBare) continue;
      const label = formatLabel({ branch, depth, letter });
      if (later.has(label) || needed.has(letter) || !parseLabel(label)) continue;
      if (leadsTo(why, letter, parent)) return label;
    }
    return undefined;
  }

  /** Whether a label that nobody has yet makes that the parent. */
  function leadsTo({ branch, depth }: Label, letter: string, parent: string | undefined): boolean {
    if (taken.has(formatLabel({ branch, depth, letter }))) return false;
    const sameLetter = formatLabel({ branch, depth: depth - 1, letter });
    const above = taken.has(sameLetter) ? sameLetter : lastAtDepth.get(`${branch} ${depth - 1}`);
    return above === parent;
  }
}

/** More than there are whys in any report. */
const MOST_TRIES = 5_000;

function sameLevel(label: string, branch: Branch, depth: number): boolean {
  const parsed = parseLabel(label);
  return parsed?.branch === branch && parsed.depth === depth;
}
