import type { Why } from './analysis';
import type { NewWhy } from './change';

/**
 * Labels of whys: `1`, `2`, `3a`, `3b`; on the detection branch `caught 1`, `caught 2a`. The number is the depth. The
 * parent of (depth, letter) is the why before it in the file with that letter one level up, else the last why before
 * it one level up on the same branch. The file's order is depth first.
 */
export interface Label {
  readonly branch: Branch;
  /** From 1. */
  readonly depth: number;
  /** Empty or lower-case ASCII. */
  readonly letter: string;
}

/** Why did it happen, and why was it not caught. */
export type Branch = 'cause' | 'detection';

/** What a new why is called and where it goes. */
export interface Placement {
  readonly label: string;
  /** Its index among the problem's whys. */
  readonly index: number;
  /** A lone answer gets a letter when it is no longer alone: `3` becomes `3a` beside the new `3b`. */
  readonly renamed?: { readonly from: string; readonly to: string };
}

/** Reads a label; undefined where the text is none. */
export function parseLabel(text: string): Label | undefined {
  const match = /^(caught )?([1-9]\d{0,2})([a-z]*)$/.exec(text);
  if (!match) return undefined;
  return { branch: match[1] ? 'detection' : 'cause', depth: Number(match[2]), letter: match[3] ?? '' };
}

export function formatLabel({ branch, depth, letter }: Label): string {
  return `${branch === 'detection' ? 'caught ' : ''}${depth}${letter}`;
}

export function depthOf(label: string): number {
  return parseLabel(label)?.depth ?? 0;
}

/** Every why's label with its parent's, undefined at a root, in the file's order. */
export function parents(whys: readonly Why[]): ReadonlyMap<string, string | undefined> {
  const result = new Map<string, string | undefined>();
  const lastAtDepth = new Map<string, string>();
  for (const { label } of whys) {
    const own = parseLabel(label);
    if (!own) continue;
    const sameLetter = formatLabel({ ...own, depth: own.depth - 1 });
    const above = result.has(sameLetter) ? sameLetter : lastAtDepth.get(`${own.branch} ${own.depth - 1}`);
    result.set(label, above);
    lastAtDepth.set(`${own.branch} ${own.depth}`, label);
  }
  return result;
}

export function parentOf(whys: readonly Why[], label: string): string | undefined {
  return parents(whys).get(label);
}

/** The answers to the why that `label` names, in the file's order. */
export function childrenOf(whys: readonly Why[], label: string): string[] {
  return [...parents(whys)].filter(([, parent]) => parent === label).map(([child]) => child);
}

/** The labels from the root down to `label`, both included; empty for an unknown label. */
export function pathTo(whys: readonly Why[], label: string): string[] {
  const above = parents(whys);
  const path: string[] = [];
  for (let at: string | undefined = label; at !== undefined && above.has(at); at = above.get(at))
    path.unshift(at);
  return path;
}

/** The labels of a why and of all that stands below it. */
export function subtreeOf(whys: readonly Why[], label: string): ReadonlySet<string> {
  const subtree = new Set<string>([label]);
  for (const [child, parent] of parents(whys)) {
    if (parent !== undefined && subtree.has(parent)) subtree.add(child);
  }
  return subtree;
}

/** Where a new why goes, such that `parentOf` gives back what it was added to; undefined when that is unknown. */
export function newLabel(whys: readonly Why[], where: NewWhy): Placement | undefined {
  if (where.kind === 'deeper')
    return where.of === undefined ? placeUnder(whys, 'cause') : placeBelow(whys, where.of);
  if (where.kind === 'beside') return placeBeside(whys, where.of);
  const last = whys.findLast(({ label }) => parseLabel(label)?.branch === 'detection');
  return last ? placeBelow(whys, last.label) : placeUnder(whys, 'detection');
}

function placeBelow(whys: readonly Why[], label: string): Placement | undefined {
  const parent = parseLabel(label);
  return parent && whys.some((why) => why.label === label)
    ? placeUnder(whys, parent.branch, parent)
    : undefined;
}

function placeBeside(whys: readonly Why[], label: string): Placement | undefined {
  const own = parseLabel(label);
  if (!own || !whys.some((why) => why.label === label)) return undefined;
  const parent = parentOf(whys, label);
  return placeUnder(whys, own.branch, parent === undefined ? undefined : parseLabel(parent));
}

/** Places a why below `parent`, or as a root of the branch. */
function placeUnder(whys: readonly Why[], branch: Branch, parent?: Label): Placement {
  const above = parents(whys);
  const parentName = parent && formatLabel(parent);
  const siblings = whys.filter(
    ({ label }) => above.get(label) === parentName && parseLabel(label)?.branch === branch,
  );
  const depth = (parent?.depth ?? 0) + 1;
  const index = parent ? endBelow(whys, parent) : endOfBranch(whys, branch);
  const behind = whys.slice(index);

  const [only] = siblings;
  const alone = formatLabel({ branch, depth, letter: '' });
  if (!only) return { label: freeLabel(whys, behind, branch, depth, parent, ['']), index };
  if (siblings.length > 1 || only.label !== alone) {
    return { label: freeLabel(whys, behind, branch, depth, parent, []), index };
  }
  const notBelowIt = whys.slice(whys.indexOf(only)).filter(({ label }) => above.get(label) !== only.label);
  const to = freeLabel(whys, notBelowIt, branch, depth, parent, []);
  const renamed = whys.map((why) => (why === only ? { ...why, label: to } : why));
  const label = freeLabel(renamed, behind, branch, depth, parent, []);
  return { label, index, renamed: { from: only.label, to } };
}

/**
 * The first label at that depth that has the right parent, and that none of the whys `behind` it takes for a parent.
 * The parent's own letter is the natural one: `4b` below `3b`, and none below none for a why that stands alone.
 */
function freeLabel(
  whys: readonly Why[],
  behind: readonly Why[],
  branch: Branch,
  depth: number,
  parent: Label | undefined,
  none: readonly [''] | readonly [],
): string {
  const above = lettersAt(whys, branch, depth - 1);
  const beside = lettersAt(whys, branch, depth);
  const below = lettersAt(behind, branch, depth + 1);
  const own = parent?.letter ? [parent.letter] : [];
  for (const letter of letters([...own, ...none])) {
    const leadsToParent = letter === parent?.letter || !above.has(letter);
    if (leadsToParent && !beside.has(letter) && !below.has(letter))
      return formatLabel({ branch, depth, letter });
  }
  throw new RangeError('There is always another letter.');
}

/** After the parent and what stands deeper right behind it. */
function endBelow(whys: readonly Why[], parent: Label): number {
  let index = whys.findIndex(({ label }) => label === formatLabel(parent)) + 1;
  for (; index < whys.length; index++) {
    const next = parseLabel(whys[index]?.label ?? '');
    if (next?.branch !== parent.branch || next.depth <= parent.depth) break;
  }
  return index;
}

/** Causes stand before the detection branch. */
function endOfBranch(whys: readonly Why[], branch: Branch): number {
  if (branch === 'detection') return whys.length;
  return whys.findLastIndex(({ label }) => parseLabel(label)?.branch === 'cause') + 1;
}

function lettersAt(whys: readonly Why[], branch: Branch, depth: number): ReadonlySet<string> {
  const labels = whys.map(({ label }) => parseLabel(label));
  return new Set(
    labels.flatMap((label) => (label?.branch === branch && label.depth === depth ? [label.letter] : [])),
  );
}

/** The first ones, then a … z, aa, ab, …; without end. */
export function* letters(first: readonly string[]): Generator<string> {
  yield* first;
  for (let number = 1; ; number++) {
    let letter = '';
    for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      letter = String.fromCodePoint(97 + ((rest - 1) % 26)) + letter;
    }
    yield letter;
  }
}
