import { UserError } from '../errors';
import { SPLITS, type SplitBy } from '../logs/grouping';
import type { Mute } from '../logs/mute';
import type { ChosenPlace, Decisions, MappingRule } from './decisions';
import { insertLast, removeElement, replace } from './jsonEdit';
import { elementsOf, memberOf, parseObject, type Node } from './jsonNode';
import { mergedKeysOf, muteOf, placeOf, splitOf } from './read';

/**
 * A change of the text of a file of decisions: the smallest edits, so that comments, the layout and members that we do
 * not know stay as they are, and so do elements of a list that we could not read. An empty text is a file that is not there
 * yet. All throw a `UserError` instead of writing into what has another shape than the schema asks for; its message stands
 * after the file's name.
 */
export type DecisionEdit = (text: string) => string;

/** Makes patterns one, with all that each of them was one with before. */
export function merge(keys: readonly string[]): DecisionEdit {
  return (text) => {
    const before = elements(text, 'merged')
      .map((node) => mergedKeysOf(node) ?? [])
      .filter((list) => meets(list, keys));
    return append(unmerge(keys)(text), 'merged', [...new Set([...before.flat(), ...keys])]);
  };
}

/** Takes patterns apart that were merged by any of these keys. */
export function unmerge(keys: readonly string[]): DecisionEdit {
  return (text) => remove(text, 'merged', (node) => meets(mergedKeysOf(node) ?? [], keys));
}

/**
 * Tells the events of a pattern apart by something; what was said of it before is replaced. All its keys are named, since
 * an event knows its own key and not the template or the merge that it was made one by.
 */
export function split(keys: readonly string[], by: SplitBy): DecisionEdit {
  return (text) => keys.reduce((before, key) => splitOne(before, key, by), text);
}

function splitOne(text: string, key: string, by: SplitBy): string {
  const member = shaped(text, 'split');
  const before = member && memberOf(member, key);
  if (before && !splitOf(before)) throw new UserError(`splits ${key} by none of ${SPLITS.join(', ')}`);
  if (before) return replace(text, before, by);
  return member ? insertLast(text, member, by, key) : add(text, 'split', { [key]: by });
}

/** Hides a pattern; what was said of it before, under any of its keys, is replaced. */
export function mute(decision: Mute, keys: readonly string[] = [decision.pattern]): DecisionEdit {
  return (text) => append(unmute(keys)(text), 'muted', decision);
}

/** Shows a pattern again that was muted under any of these keys. */
export function unmute(keys: readonly string[]): DecisionEdit {
  return (text) =>
    remove(text, 'muted', (node) => {
      const mute = muteOf(node);
      return typeof mute !== 'string' && keys.includes(mute.pattern);
    });
}

/** Says which file a frame's path means; what was said of that path before is replaced. */
export function choosePlace(chosen: ChosenPlace): DecisionEdit {
  return (text) => {
    const left = remove(text, 'places', (node) => placeOf(node)?.frame === chosen.frame);
    return append(left, 'places', chosen);
  };
}

/** Adds mappings of paths behind those that are there; none makes the list to write them into. */
export function addMappings(mappings: readonly MappingRule[]): DecisionEdit {
  return (text) => {
    const begun = shaped(text, 'mappings') ? text : add(text, 'mappings', []);
    return mappings.reduce((before, mapping) => append(before, 'mappings', mapping), begun);
  };
}

/** Where a member's value starts in the text, as an offset; undefined where the file does not have it. */
export function offsetOf(text: string, name: keyof Decisions): number | undefined {
  return memberOf(parseObject(text), name)?.offset;
}

type ListName = 'merged' | 'muted' | 'mappings' | 'places';

function meets(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}

function elements(text: string, name: ListName): readonly Node[] {
  const list = shaped(text, name);
  return list ? (elementsOf(list) ?? []) : [];
}

function append(text: string, name: ListName, value: unknown): string {
  const list = shaped(text, name);
  return list ? insertLast(text, list, value) : add(text, name, [value]);
}

/** Removes from the end, so that what stands before keeps its place. */
function remove(text: string, name: ListName, isMeant: (node: Node) => boolean): string {
  const list = shaped(text, name);
  if (!list) return text;
  const meant = (elementsOf(list) ?? []).filter(isMeant);
  return meant.reduceRight((left, element) => removeElement(left, list, element), text);
}

function add(text: string, name: keyof Decisions, value: unknown): string {
  const begun = text.trim() === '' ? '{}\n' : text;
  return insertLast(begun, parseObject(begun), value, name);
}

/** A member of the file; undefined where it is not there yet. */
function shaped(text: string, name: keyof Decisions): Node | undefined {
  const node = memberOf(parseObject(text), name);
  const type = name === 'split' || name === 'revisions' ? 'object' : 'array';
  if (node && node.type !== type) throw new UserError(`has a "${name}" that is not ${SHAPES[type]}`);
  return node;
}

const SHAPES = { object: 'an object', array: 'a list' };
