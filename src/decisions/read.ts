import type { Mute } from '../logs/mute';
import { SPLITS, type SplitBy } from '../logs/grouping';
import { NO_DECISIONS, type ChosenPlace, type Decisions, type MappingRule } from './decisions';
import { elementsOf, memberOf, membersOf, parseObject, textOf, type Node } from './jsonNode';

/** What a file of decisions says, and what in it could not be understood, which counts as not there. */
export interface ReadDecisions {
  readonly decisions: Decisions;
  readonly problems: readonly Problem[];
}

/** Something in the file that has another shape than the schema asks for. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** In words, to stand after the line: `"merged" is not a list`. */
  readonly why: string;
}

/**
 * Reads the text of a file of decisions. What it does not understand is passed over and named as a problem.
 * @throws UserError when the text is no JSON object; its message stands after the file's name
 */
export function readDecisions(text: string): ReadDecisions {
  const root = parseObject(text);
  const problems: Problem[] = [];
  const problem = (node: Node, why: string): void => {
    if (problems.length === MOST_PROBLEMS) return;
    problems.push({ line: text.slice(0, node.offset).split('\n').length, why });
  };
  const value = <Name extends keyof Decisions>(name: Name): Decisions[Name] => {
    const node = memberOf(root, name);
    return node ? READERS[name](node, problem) : NO_DECISIONS[name];
  };
  const decisions = {
    merged: value('merged'),
    split: value('split'),
    muted: value('muted'),
    mappings: value('mappings'),
    places: value('places'),
    revisions: value('revisions'),
  };
  return { decisions, problems };
}

/** More than that help nobody. */
const MOST_PROBLEMS = 20;

type Report = (node: Node, why: string) => void;

/** How each member is read. One that has the wrong shape throughout is read as if it were not there. */
const READERS: { readonly [Name in keyof Decisions]: (node: Node, problem: Report) => Decisions[Name] } = {
  merged: (node, problem) =>
    list(node, 'merged', problem).flatMap((element) => {
      const keys = mergedKeysOf(element);
      if (keys) return [keys];
      problem(element, 'an element of "merged" is not a list of two or more pattern keys');
      return [];
    }),

  split: (node, problem) => {
    if (node.type !== 'object') problem(node, '"split" is not an object of pattern keys');
    const found = new Map<string, SplitBy>();
    for (const [key, value] of membersOf(node)) {
      const by = splitOf(value);
      if (by && isPatternKey(key)) found.set(key, by);
      else problem(value, `"split" has no pattern key with one of ${SPLITS.join(', ')}`);
    }
    return Object.fromEntries(found);
  },

  muted: (node, problem) =>
    list(node, 'muted', problem).flatMap((element) => {
      const mute = muteOf(element);
      if (typeof mute !== 'string') return [mute];
      problem(element, `an element of "muted" ${mute}`);
      return [];
    }),

  mappings: (node, problem) =>
    list(node, 'mappings', problem).flatMap((element) => {
      const mapping = mappingOf(element);
      if (mapping) return [mapping];
      problem(element, 'an element of "mappings" has no "from" and "to", paths without ".."');
      return [];
    }),

  places: (node, problem) =>
    list(node, 'places', problem).flatMap((element) => {
      const place = placeOf(element);
      if (place) return [place];
      problem(element, 'an element of "places" has no "frame" and "file", a path without ".."');
      return [];
    }),

  revisions: (node, problem) => {
    if (node.type !== 'object') problem(node, '"revisions" is not an object of revisions and commits');
    return [...membersOf(node)].flatMap(([revision, value]) => {
      const ref = textOf(value);
      if (ref !== undefined && ref !== '' && revision !== '') return [{ revision, ref }];
      problem(value, '"revisions" has a revision without a commit, a tag or a branch');
      return [];
    });
  },
};

/** The keys of an element of `merged`; undefined for one that has another shape. */
export function mergedKeysOf(element: Node): readonly string[] | undefined {
  const keys = elementsOf(element)?.map(keyOf);
  return keys && keys.length > 1 && keys.every((key) => key !== undefined) ? keys : undefined;
}

/** An element of `muted`, or what is wrong with it: one that cannot be read hides nothing. */
export function muteOf(node: Node): Mute | string {
  if (node.type !== 'object') return 'is not an object';
  const members = membersOf(node);
  const text = (name: string) => textOf(members.get(name));
  const pattern = text('pattern');
  const until = text('until');
  if (pattern === undefined || !isPatternKey(pattern)) return 'names no pattern by its key';
  if (members.has('until') && (until === undefined || !isDay(until))) {
    return 'has an "until" that is not a day such as 2026-12-01';
  }
  const revision = text('revision');
  const title = text('title');
  return {
    pattern,
    reason: text('reason') ?? '',
    ...(until !== undefined && { until }),
    ...(revision !== undefined && { revision }),
    ...(title !== undefined && { title }),
  };
}

/** An element of `mappings`; undefined for one that has another shape. */
function mappingOf(node: Node): MappingRule | undefined {
  const from = textOf(memberOf(node, 'from'));
  const to = textOf(memberOf(node, 'to'));
  if (!from || to === undefined || !isInside(to)) return undefined;
  return { from, to, ...folderOf(node) };
}

/** An element of `places`; undefined for one that has another shape. */
export function placeOf(node: Node): ChosenPlace | undefined {
  const frame = textOf(memberOf(node, 'frame'));
  const file = textOf(memberOf(node, 'file'));
  if (!frame || !file || !isInside(file)) return undefined;
  return { frame, file, ...folderOf(node) };
}

function folderOf(node: Node): { folder?: string } {
  const folder = textOf(memberOf(node, 'folder'));
  return folder === undefined ? {} : { folder };
}

/** Whether a path, relative to a workspace folder, leads to something in it. */
function isInside(path: string): boolean {
  return !/^[\\/]|^[A-Za-z]:/.test(path) && !path.split(/[\\/]/).includes('..');
}

/** What a node of `split` says; undefined where it says nothing that we know. */
export function splitOf(node: Node): SplitBy | undefined {
  return SPLITS.find((by) => by === textOf(node));
}

/** What a pattern's key looks like: versioned, without spaces. */
function isPatternKey(text: string): boolean {
  return /^w\d{1,3}:\S{1,200}$/.test(text);
}

/** Whether a text is a day that the calendar has, such as `2026-12-01`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

function list(node: Node, name: string, problem: Report): readonly Node[] {
  const elements = elementsOf(node);
  if (!elements) problem(node, `"${name}" is not a list`);
  return elements ?? [];
}

function keyOf(node: Node): string | undefined {
  const text = textOf(node);
  return text !== undefined && isPatternKey(text) ? text : undefined;
}
