import type { Severity } from './entry';
import type { Fingerprint } from './fingerprint';
import { orderOf } from './moment';
import { MOST_REQUESTS, type PatternRequest, SAMPLES } from './pattern';
import { type PackedRecords, packRecords, recordAt } from './packedRecords';
import { type CountedRevision, RevisionCounts, type RevisionData } from './revisionCounts';
import { isKept, type SampleBudget, Samples, type Sighting, type SampleWindow } from './samples';
import { SeriesCount, type SeriesData } from './series';
import { severityRank } from './severity';

/** Plain data of a `Tally`, which can be sent to another thread. */
export interface TallyData {
  readonly fingerprint: Fingerprint;
  /** Keys of texts that were counted here since they fit the template that this one is of. */
  readonly members: readonly string[];
  readonly count: number;
  readonly severity: Severity;
  readonly services: readonly string[];
  readonly series: SeriesData;
  readonly revisions: readonly RevisionData[];
  readonly requests: readonly PatternRequest[];
  /** The kept records: the newest, the newest first, the earliest of each revision, and the oldest where one was kept. */
  readonly records: PackedRecords;
  readonly newestCount: number;
}

/** The newest records, the newest first. */
export function newestOf({ records, newestCount }: TallyData): Sighting[] {
  return Array.from({ length: newestCount }, (_, i) => recordAt(records, i));
}

export function revisionsOf({ records, newestCount, revisions }: TallyData): CountedRevision[] {
  return revisions.map((revision, i) => ({ ...revision, earliest: recordAt(records, newestCount + i) }));
}

export function oldestOf({ records, newestCount, revisions }: TallyData): Sighting | undefined {
  const oldest = recordAt(records, newestCount + revisions.length);
  return isKept(oldest) ? oldest : undefined;
}

/** What is counted of the events with one fingerprint. */
export class Tally {
  /** From 0, in the order in which tallies were begun. */
  readonly number: number;
  readonly fingerprint: Fingerprint;
  severity: Severity = 'DEFAULT';
  #count = 0;
  readonly #members = new Set<string>();
  readonly #services = new Set<string>();
  readonly #series = new SeriesCount();
  readonly #revisions: RevisionCounts;
  readonly #requests = new Map<string, RequestCount>();
  readonly #newest: Samples;
  readonly #oldest: Samples;

  constructor(number: number, fingerprint: Fingerprint, budget: SampleBudget, window: SampleWindow = NEWEST) {
    this.number = number;
    this.fingerprint = fingerprint;
    this.#newest = new Samples(window, budget);
    this.#oldest = new Samples({ keep: 'earliest', limit: 1 }, budget);
    this.#revisions = new RevisionCounts(budget);
  }

  /** Its own key and those that were counted here with it. */
  get keys(): readonly string[] {
    return [this.fingerprint.key, ...this.#members];
  }

  get count(): number {
    return this.#count;
  }

  /** Counts one event. `revision` is the hash of its revision's name, 0 where it has none. */
  see(sighting: Sighting, revision: number): void {
    this.#count++;
    this.#series.add(sighting.seconds);
    const order = orderOf(sighting);
    this.#newest.see(sighting, order);
    this.#oldest.see(sighting, order);
    if (revision !== 0) this.#revisions.see(revision, sighting, order);
  }

  /** Notes what is the same for many events. */
  note(severity: Severity, service: string | undefined): void {
    if (severityRank(severity) > severityRank(this.severity)) this.severity = severity;
    if (service !== undefined && this.#services.size < MOST_NAMES) this.#services.add(service);
  }

  noteMember(key: string): void {
    if (key !== this.fingerprint.key && this.#members.size < MOST_NAMES) this.#members.add(key);
  }

  /** The count of a request that ended in this; undefined where too many different ones did. */
  requestCount(request: Omit<PatternRequest, 'count'>): RequestCount | undefined {
    const name = `${request.tie} ${request.method} ${request.route} ${request.status}`;
    const known = this.#requests.get(name);
    if (known || this.#requests.size >= MOST_NAMES) return known;
    const count = new RequestCount(request);
    this.#requests.set(name, count);
    return count;
  }

  /** The request that its events are, where they are requests. */
  get ownRequest(): Omit<PatternRequest, 'count'> | undefined {
    return this.#requests.values().next().value?.request;
  }

  merge(data: TallyData): void {
    this.#count += data.count;
    this.#series.merge(data.series);
    this.#revisions.merge(revisionsOf(data));
    this.note(data.severity, undefined);
    for (const service of data.services) this.note('DEFAULT', service);
    for (const member of [data.fingerprint.key, ...data.members]) this.noteMember(member);
    for (const { count, ...request } of data.requests) {
      const counted = this.requestCount(request);
      if (counted) counted.count += count;
    }
    for (const record of newestOf(data)) this.#newest.see(record, orderOf(record));
    const oldest = oldestOf(data);
    if (oldest) this.#oldest.see(oldest, orderOf(oldest));
  }

  data(): TallyData {
    const newest = this.#newest.list();
    const revisions = this.#revisions.list();
    const requests = Array.from(this.#requests.values(), ({ request, count }) => ({ ...request, count }));
    return {
      fingerprint: this.fingerprint,
      members: [...this.#members],
      count: this.#count,
      severity: this.severity,
      services: [...this.#services].sort(),
      series: this.#series.data(),
      revisions: revisions.map(({ hash, count, last }) => ({ hash, count, last })),
      requests: requests
        .sort((a, b) => b.count - a.count || (a.route < b.route ? -1 : 1))
        .slice(0, MOST_REQUESTS),
      records: packRecords([...newest, ...revisions.map(({ earliest }) => earliest), ...this.#oldest.list()]),
      newestCount: newest.length,
    };
  }
}

class RequestCount {
  readonly request: Omit<PatternRequest, 'count'>;
  count = 0;

  constructor(request: Omit<PatternRequest, 'count'>) {
    this.request = request;
  }
}

export type { RequestCount };

/** How many services, keys and requests of a pattern are noted. */
const MOST_NAMES = 50;

const NEWEST: SampleWindow = { keep: 'latest', limit: SAMPLES };
