import type { Entry } from './entry';
import { EventLines, type Placed } from './eventLines';
import type { Fields } from './fields';
import { readHeader } from './header';
import { hashOf } from './recordHash';
import { compareTimestamps } from './timestamp';

/**
 * Finds the entries that together are one event: a traceback that was logged line by line, or an entry that Cloud Logging
 * cut in parts. Takes entries in either order of time, of many writers mixed, and gives groups in the order of time.
 */
export class Stitch {
  /** By what wrote them; the one used last stands last. */
  readonly #runs = new Map<string, Run>();
  /** Entries that were cut, by the uid that their parts share. */
  readonly #cut = new Map<string, Entry[]>();
  /** Above 0 where the log goes forward in time, below where the newest comes first. */
  #direction = 0;

  /** Takes the next entry and returns the groups that are complete with it. */
  push(entry: Entry): Entry[][] {
    if (entry.split) return this.#pushPart(entry, entry.split);
    if (lineOf(entry) === undefined) return [[entry]];
    const key = writer(entry);
    const timeMs = entry.timestamp === undefined ? Number.NaN : Date.parse(entry.timestamp);
    const run = this.#runs.get(key);
    if (!run) return this.#begin(key, entry, timeMs);
    const follows = this.#follows(run, timeMs);
    run.lastMs = timeMs;
    if (follows) {
      run.entries.push(entry);
      return run.entries.length < MAX_RUN ? [] : this.#shorten(run);
    }
    const done = this.#group(run.entries);
    this.#runs.delete(key);
    return [...done, ...this.#begin(key, entry, timeMs)];
  }

  /** The groups that are still open, when no more entries come. */
  end(): Entry[][] {
    const groups = [...this.#runs.values()].flatMap((run) => this.#group(run.entries));
    const cut = Array.from(this.#cut.values(), inOrder);
    this.#runs.clear();
    this.#cut.clear();
    return [...groups, ...cut];
  }

  #begin(key: string, entry: Entry, lastMs: number): Entry[][] {
    this.#runs.set(key, { entries: [entry], lastMs });
    if (this.#runs.size <= MAX_RUNS) return [];
    const [oldest] = this.#runs;
    if (!oldest) return [];
    this.#runs.delete(oldest[0]);
    return this.#group(oldest[1].entries);
  }

  #pushPart(entry: Entry, { uid, total }: NonNullable<Entry['split']>): Entry[][] {
    const parts = this.#cut.get(uid) ?? [];
    parts.push(entry);
    this.#cut.delete(uid);
    if (parts.length === total || parts.length >= MAX_RUN) return [inOrder(parts)];
    this.#cut.set(uid, parts);
    const [oldest] = this.#cut;
    if (this.#cut.size <= MAX_RUNS || !oldest) return [];
    this.#cut.delete(oldest[0]);
    return [inOrder(oldest[1])];
  }

  /** Whether an entry may belong to a run: it was written at about the same time, or neither has a time. */
  #follows({ lastMs }: Run, timeMs: number): boolean {
    if (Number.isNaN(lastMs) && Number.isNaN(timeMs)) return true;
    const gapMs = timeMs - lastMs;
    if (gapMs > 0) this.#direction = Math.min(this.#direction + 1, MAX_DIRECTION);
    if (gapMs < 0) this.#direction = Math.max(this.#direction - 1, -MAX_DIRECTION);
    return Math.abs(gapMs) <= MAX_GAP_MS;
  }

  /** Gives the groups of a run that has grown long, but the one that may go on. */
  #shorten(run: Run): Entry[][] {
    const groups = this.#group(run.entries);
    const open = this.#direction < 0 ? groups.shift() : groups.pop();
    const goesOn = open !== undefined && open.length < MAX_RUN / 2;
    run.entries = goesOn ? open : [];
    if (open && this.#direction < 0) run.entries.reverse();
    return goesOn || !open ? groups : [...groups, open];
  }

  /** Puts a run in the order of time and divides it where an event starts. */
  #group(run: readonly Entry[]): Entry[][] {
    if (run.length === 1) return [[...run]];
    const backward = run.toReversed().sort(inTime);
    if (this.#direction < 0) return divided(backward);
    const groups = divided([...run].sort(inTime));
    if (this.#direction > 0 || run[0]?.timestamp === undefined) return groups;
    // The log has not shown its order, and the times are all the same: the lines tell.
    return backward.every(isOneLine) ? fewest(groups, divided(backward)) : groups;
  }
}

/** Entries of one writer, each at about the time of the one before. */
interface Run {
  entries: Entry[];
  lastMs: number;
}

function isOneLine(entry: Entry): boolean {
  return !lineOf(entry)?.includes('\n');
}

function fewest(groups: Entry[][], others: Entry[][]): Entry[][] {
  return others.length < groups.length ? others : groups;
}

/** Divides entries in the order of time where an event starts. */
function divided(entries: readonly Entry[]): Entry[][] {
  const lines = new EventLines<Entry>('lines are entries');
  const groups: Entry[][] = [];
  const place = (placed: readonly Placed<Entry>[]): void => {
    for (const { item, starts } of placed) {
      const group = groups.at(-1);
      if (starts || !group) groups.push([item]);
      else group.push(item);
    }
  };
  for (const entry of entries) {
    const [line = '', ...more] = (lineOf(entry) ?? '').split('\n', MAX_LINES);
    place(lines.push(entry, line, readHeader(line)));
    for (const next of more) lines.more(next);
  }
  place(lines.end());
  return groups;
}

/** Lines of one traceback come at most so far apart; Google's own agent waits as long. */
const MAX_GAP_MS = 50;
const MAX_RUN = 1000;
const MAX_RUNS = 1000;
/** After so many steps one way, as many must go the other way for the order to be another. */
const MAX_DIRECTION = 20;
/** An entry of more lines than this is judged by these. */
const MAX_LINES = 1000;

/** The text of an entry that may be one line of several; undefined for one that is an event of its own. */
function lineOf(entry: Entry): string | undefined {
  if (entry.textPayload !== undefined) return entry.textPayload;
  const payload = entry.jsonPayload;
  if (!payload || entry.httpRequest) return undefined;
  for (const name of WRAPPED_FIELDS) {
    const text = Object.hasOwn(payload, name) ? payload[name] : undefined;
    if (typeof text === 'string') return wrapsText(payload) ? text : undefined;
  }
  return undefined;
}

/** Where agents put a line of text that they wrap in a payload. */
export const WRAPPED_FIELDS = ['message', 'log', 'MESSAGE'] as const;

/** What agents put beside the line; a payload with any other field is an event as it is. */
export const WRAPPER_FIELDS: ReadonlySet<string> = new Set([
  ...WRAPPED_FIELDS,
  'level',
  'severity',
  'timestamp',
  'time',
  'stream',
  'tag',
]);

function wrapsText(payload: Fields): boolean {
  for (const name in payload) if (!WRAPPER_FIELDS.has(name)) return false;
  return true;
}

/** The labels that tell one writer from another where several write one log. */
export const INSTANCE_LABELS = ['instanceId', 'clone_id', 'execution_id'] as const;
export const INSTANCE_RESOURCE_LABELS = ['pod_name', 'container_name', 'instance_id'] as const;

function writer({ logName, trace, labels, resource }: Entry): string {
  let key = `${logName}|${trace}`;
  if (labels) for (const name of INSTANCE_LABELS) if (Object.hasOwn(labels, name)) key += `|${labels[name]}`;
  const place = resource?.labels;
  if (place)
    for (const name of INSTANCE_RESOURCE_LABELS) if (Object.hasOwn(place, name)) key += `|${place[name]}`;
  return key;
}

/** The hash of what wrote an entry, whichever log it wrote, in whatever order its labels stand; 0 where it does not say. */
export function instanceOf({ labels = {}, resource }: Entry): number {
  const place = resource?.labels ?? {};
  const named = [
    ...INSTANCE_RESOURCE_LABELS.filter((name) => name !== 'container_name').map((name) => own(place, name)),
    ...INSTANCE_LABELS.map((name) => own(labels, name)),
  ];
  return named.reduce((sum, name) => (sum + hashOf(name)) | 0, 0);
}

function own(labels: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

function inTime(a: Entry, b: Entry): number {
  return compareTimestamps(a.timestamp ?? '', b.timestamp ?? '');
}

/** The parts of an entry that was cut, as they stood in it. */
function inOrder(parts: readonly Entry[]): Entry[] {
  return parts.toSorted((a, b) => (a.split?.index ?? 0) - (b.split?.index ?? 0));
}
