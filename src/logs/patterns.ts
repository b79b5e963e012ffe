import type { LogEvent } from './event';
import {
  fingerprint,
  fingerprintOfTemplate,
  type Fingerprint,
  maskedRequest,
  splitFingerprint,
} from './fingerprint';
import { type Grouping, NO_GROUPING, type SplitBy } from './grouping';
import { Identities } from './identities';
import { bytesOf } from './keptEvent';
import { KeptPattern } from './keptPattern';
import { compareMoments, momentOf } from './moment';
import type { Pattern, PatternRequest } from './pattern';
import { hashOf, hashOfTime, identityHigh, identityLow, join } from './recordHash';
import { readLatencyMs } from './request';
import { RequestTies } from './requestTies';
import { type RecordStore, SampleBudget, type SampleWindow, type Sighting } from './samples';
import { instanceOf } from './stitch';
import { type RequestCount, Tally, type TallyData } from './tally';
import { Templates } from './templates';

/** Plain data of `Patterns`, which can be sent to another thread. */
export interface PatternsData {
  readonly tallies: readonly TallyData[];
  readonly unlistedCount: number;
}

export interface PatternsOptions {
  readonly grouping?: Grouping;
  /** What tells entries from each other; shared by all that are counted together. */
  readonly identities?: Identities;
  /** Which events are kept to be read, where not the newest. */
  readonly samples?: SampleWindow;
  /** Keeps records that would have to be copied otherwise. */
  readonly store?: RecordStore;
}

/** Where an event is counted. */
export interface Place {
  readonly tally: Tally;
  /** The count of the event's own request, where it has one. */
  readonly request?: RequestCount | undefined;
  /** Whether they are requests, and not the errors in which requests end. */
  readonly isRequest: boolean;
}

/** What is counted of one event. Names are hashes, 0 where there is none. */
export interface CountedRecord extends Sighting {
  readonly revision: number;
  readonly trace: number;
  /** What wrote it: the instance, the pod or the machine. */
  readonly instance: number;
  readonly latencyMs: number;
}

/**
 * Counts events by what they have in common, one by one. The patterns do not depend on the order in which the events
 * come; of each, a few events are kept to be read. An event that comes twice counts once.
 */
export class Patterns {
  /** Whether there may be more events than were counted. */
  isPartial = false;
  readonly #grouping: Grouping;
  readonly #hasSplits: boolean;
  /** What tells apart the entries that were counted. */
  readonly identities: Identities;
  readonly #samples: SampleWindow | undefined;
  readonly #budget: SampleBudget;
  readonly #tallies = new Map<string, Tally>();
  readonly #templates = new Templates(MOST_TALLIES);
  readonly #ties = new RequestTies();
  #unlistedCount = 0;
  #listed: readonly Pattern[] | undefined;
  readonly #byKey = new Map<string, Pattern>();

  constructor({
    grouping = NO_GROUPING,
    identities = new Identities(EXPECTED),
    samples,
    store,
  }: PatternsOptions = {}) {
    this.#budget = new SampleBudget(SAMPLE_BYTES, store);
    this.#grouping = grouping;
    this.#hasSplits = Object.keys(grouping.split).length > 0;
    this.identities = identities;
    this.#samples = samples;
  }

  /** How many different events were added. */
  get eventCount(): number {
    let count = this.#unlistedCount;
    for (const tally of this.#tallies.values()) count += tally.count;
    return count;
  }

  /** How many events are in none of the patterns, since there were too many different ones. */
  get unlistedCount(): number {
    return this.#unlistedCount;
  }

  add(event: LogEvent): void {
    const moment = momentOf(event.timestamp);
    const time = hashOfTime(moment.seconds, moment.nanos);
    const [entry = {}] = event.entries;
    const id = hashOf(event.id);
    const tie = identityHigh(id, time);
    // What the log gave no id, such as a line that is written twice, happened as often as it is written.
    const isKnown = entry.insertId !== undefined;
    if (isKnown && !this.identities.add(tie, identityLow(id, time, hashOf(entry.logName ?? '')))) return;
    const place = this.placeOf(event);
    if (!place) return this.addUnlisted();
    const bytes = bytesOf(event);
    const latencyMs = place.isRequest ? (readLatencyMs(entry) ?? 0) : 0;
    const names = {
      revision: hashOf(event.revision ?? ''),
      trace: hashOf(entry.trace ?? ''),
      instance: instanceOf(entry),
    };
    this.count(place, { ...moment, tie, bytes, start: 0, end: bytes.length, ...names, latencyMs });
  }

  /** Counts an event where others like it are. */
  count({ tally, request, isRequest }: Place, record: CountedRecord): void {
    tally.see(record, record.revision);
    if (request) request.count++;
    this.#listed = undefined;
    const { trace, instance, seconds } = record;
    if ((trace === 0 && instance === 0) || Number.isNaN(seconds)) return;
    const ms = seconds * 1000 + record.nanos / 1e6;
    const writer = instance === 0 ? 0 : join(instance, record.revision);
    if (!isRequest) this.#ties.error(tally.number, ms, trace, writer);
    else {
      this.#ties.request({ pattern: tally.number, startMs: ms, endMs: ms + record.latencyMs, trace, writer });
    }
  }

  /** Where events like this one are counted; undefined where there are too many different ones to be listed. */
  placeOf(event: LogEvent): Place | undefined {
    const own = fingerprint(event);
    const by = this.#splitOf(own);
    const split = by ? splitFingerprint(event, own, by) : own;
    const tally = this.#tallyOf(split);
    if (!tally) return undefined;
    tally.note(event.severity, event.service);
    const request = event.request && tally.requestCount({ ...maskedRequest(event.request), tie: 'own' });
    this.#listed = undefined;
    return { tally, request, isRequest: own.isRequest === true };
  }

  /** By what the pattern is split that an event is of: the user split it under its own key, or that of its template. */
  #splitOf({ key, template }: Fingerprint): SplitBy | undefined {
    if (!this.#hasSplits) return undefined;
    const { split } = this.#grouping;
    if (Object.hasOwn(split, key)) return split[key];
    if (template === undefined) return undefined;
    const current = fingerprintOfTemplate(this.#templates.add(template)).key;
    return Object.hasOwn(split, current) ? split[current] : undefined;
  }

  /** Counts an event that `placeOf` knows no place for. */
  addUnlisted(count = 1): void {
    this.#unlistedCount += count;
  }

  merge(data: PatternsData): void {
    for (const tally of data.tallies) {
      const into = this.#tallyOf(tally.fingerprint);
      if (into) into.merge(tally);
      else this.#unlistedCount += tally.count;
    }
    this.#unlistedCount += data.unlistedCount;
    this.#listed = undefined;
  }

  /** All that was counted, in parts of which none takes long to be sent or merged. */
  *data(): Generator<PatternsData> {
    let tallies: TallyData[] = [];
    let sampleCount = 0;
    const tied = this.#tiedRequests();
    for (const tally of this.#tallies.values()) {
      const data = withRequests(tally.data(), tied.get(tally.number));
      tallies.push(data);
      sampleCount += data.newestCount + data.revisions.length;
      if (sampleCount < SAMPLES_PER_PART) continue;
      yield { tallies, unlistedCount: 0 };
      tallies = [];
      sampleCount = 0;
    }
    yield { tallies, unlistedCount: this.#unlistedCount };
  }

  /** The most frequent first; the newest of those that are as frequent. */
  list(): Pattern[] {
    if (!this.#listed) {
      const tied = this.#tiedRequests();
      this.#listed = this.#joined()
        .map((tallies) => this.#patternOf(tallies, tied))
        .filter((pattern) => pattern !== undefined)
        .sort(
          (a, b) =>
            b.count - a.count || compareMoments(b.lastMoment, a.lastMoment) || (a.key < b.key ? -1 : 1),
        );
      this.#index(this.#listed);
    }
    return [...this.#listed];
  }

  /** Of two patterns with one key, as where a text is of several templates, the more frequent has it. */
  #index(patterns: readonly Pattern[]): void {
    this.#byKey.clear();
    for (const pattern of patterns) {
      for (const key of pattern.keys) if (!this.#byKey.has(key)) this.#byKey.set(key, pattern);
    }
  }

  /** The key of the pattern that an event is of, which was added. */
  keyOf(event: LogEvent): string {
    const own = fingerprint(event);
    const by = this.#splitOf(own);
    const key = this.#currentKey(this.#ofTemplate(by ? splitFingerprint(event, own, by) : own));
    return this.get(key)?.key ?? key;
  }

  /** The pattern that carries a key. */
  get(key: string): Pattern | undefined {
    this.list();
    return this.#byKey.get(key);
  }

  #tallyOf(found: Fingerprint): Tally | undefined {
    const print = this.#ofTemplate(found);
    let tally = this.#tallies.get(print.key);
    if (!tally) {
      if (this.#tallies.size >= MOST_TALLIES) return undefined;
      tally = new Tally(this.#tallies.size, print, this.#budget, this.#samples);
      this.#tallies.set(print.key, tally);
    }
    tally.noteMember(found.key);
    return tally;
  }

  /** The fingerprint of the template that a message is of, where one was found. */
  #ofTemplate(print: Fingerprint): Fingerprint {
    if (print.template === undefined) return print;
    const template = this.#templates.add(print.template);
    return template === print.template ? print : fingerprintOfTemplate(template);
  }

  /** The tallies that are one pattern each: of one template, or merged by the user. */
  #joined(): Tally[][] {
    const groups = new Map<string, Tally[]>();
    for (const tally of this.#tallies.values()) {
      const key = this.#currentKey(tally.fingerprint);
      const group = groups.get(key);
      if (group) group.push(tally);
      else groups.set(key, [tally]);
    }
    for (const keys of this.#grouping.merged) mergeGroups(groups, keys);
    return [...groups.values()];
  }

  #currentKey({ key, template }: Fingerprint): string {
    if (template === undefined) return key;
    const current = this.#templates.current(template);
    return current === template ? key : fingerprintOfTemplate(current).key;
  }

  #patternOf(tallies: readonly Tally[], tied: TiedRequests): KeptPattern | undefined {
    const data = tallies.map((tally) => withRequests(tally.data(), tied.get(tally.number)));
    const [first] = data;
    if (!first || tallies.every((tally) => tally.count === 0)) return undefined;
    if (data.length === 1) return new KeptPattern(first, !this.isPartial);
    const joined = new Tally(
      0,
      this.#joinedFingerprint(tallies),
      new SampleBudget(SAMPLE_BYTES),
      this.#samples,
    );
    for (const one of data) joined.merge(one);
    return new KeptPattern(joined.data(), !this.isPartial);
  }

  /** The requests that ended in each tally's errors, as far as request logs were tied to them. */
  #tiedRequests(): TiedRequests {
    const numbered = [...this.#tallies.values()];
    const tied = new Map<number, PatternRequest[]>();
    for (const { error, request, count, how } of this.#ties.list()) {
      const own = numbered[request]?.ownRequest;
      if (!own) continue;
      const requests = tied.get(error) ?? [];
      tied.set(error, requests);
      requests.push({ ...own, count, tie: how });
    }
    return tied;
  }

  /** Of tallies of one template the template's; of those that the user merged one that does not depend on their counts. */
  #joinedFingerprint(tallies: readonly Tally[]): Fingerprint {
    const keys = new Set(tallies.map((tally) => this.#currentKey(tally.fingerprint)));
    const template = tallies[0]?.fingerprint.template;
    if (keys.size > 1 || template === undefined)
      return { key: leastKey(tallies), because: 'you merged them' };
    return fingerprintOfTemplate(this.#templates.current(template));
  }
}

function leastKey(tallies: readonly Tally[]): string {
  return tallies.map((tally) => tally.fingerprint.key).reduce((a, b) => (a < b ? a : b));
}

/** Makes the groups that carry any of the keys one. */
function mergeGroups(groups: Map<string, Tally[]>, keys: readonly string[]): void {
  const wanted = new Set(keys);
  const met = [...groups].filter(
    ([key, tallies]) =>
      wanted.has(key) || tallies.some((tally) => tally.keys.some((carried) => wanted.has(carried))),
  );
  const [first, ...more] = met;
  if (!first) return;
  for (const [key, tallies] of more) {
    first[1].push(...tallies);
    groups.delete(key);
  }
}

/** How many entries are expected where nothing is known. */
const EXPECTED = 100_000;
/** More different errors than anyone lists; each takes some memory. */
const MOST_TALLIES = 5_000;
/** What the events that are kept may take. */
const SAMPLE_BYTES = 16 * 1024 * 1024;
const SAMPLES_PER_PART = 1_000;

type TiedRequests = ReadonlyMap<number, readonly PatternRequest[]>;

function withRequests(data: TallyData, tied: readonly PatternRequest[] = []): TallyData {
  return tied.length === 0 ? data : { ...data, requests: [...data.requests, ...tied] };
}
