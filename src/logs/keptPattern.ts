import type { Severity } from './entry';
import type { LogEvent } from './event';
import { patternTitle } from './fingerprint';
import { KeptEvent } from './keptEvent';
import { type Moment, timestampOf } from './moment';
import { recordAt } from './packedRecords';
import type { Pattern, PatternRequest, Revision, Series } from './pattern';
import type { CountedRevision } from './revisionCounts';
import { isKept, type Sighting } from './samples';
import { seriesOf } from './series';
import { newestOf, oldestOf, revisionsOf, type TallyData } from './tally';
import { compareTimestamps } from './timestamp';

/** A pattern made of what was counted. What takes reading the kept records is read when it is asked for. */
export class KeptPattern implements Pattern {
  readonly isExact: boolean;
  readonly oldest?: LogEvent;
  readonly #data: TallyData;
  #newest: readonly LogEvent[] | undefined;
  #title: string | undefined;
  #revisions: readonly Revision[] | undefined;

  constructor(data: TallyData, isExact: boolean) {
    this.#data = data;
    this.isExact = isExact;
    const oldest = oldestOf(data);
    if (oldest) this.oldest = eventOf(oldest);
  }

  get newest(): readonly LogEvent[] {
    return (this.#newest ??= newestOf(this.#data).map(eventOf));
  }

  get key(): string {
    return this.#data.fingerprint.key;
  }

  get keys(): readonly string[] {
    return [this.key, ...this.#data.members.filter((member) => member !== this.key)];
  }

  get title(): string {
    return (this.#title ??= this.newest[0] ? patternTitle(this.newest[0]) : '');
  }

  get because(): string {
    return this.#data.fingerprint.because;
  }

  get severity(): Severity {
    return this.#data.severity;
  }

  get count(): number {
    return this.#data.count;
  }

  get firstSeen(): string {
    return this.oldest?.timestamp ?? '';
  }

  get lastSeen(): string {
    return this.newest[0]?.timestamp ?? '';
  }

  /** The same, for which no record is read. */
  get lastMoment(): Moment {
    return this.#data.newestCount > 0 ? recordAt(this.#data.records, 0) : UNKNOWN;
  }

  get services(): readonly string[] {
    return this.#data.services;
  }

  get revisions(): readonly Revision[] {
    return (this.#revisions ??= namedRevisions(revisionsOf(this.#data)));
  }

  get environment(): string | undefined {
    return this.newest[0]?.environment;
  }

  get series(): Series {
    return seriesOf(this.#data.series);
  }

  get requests(): readonly PatternRequest[] {
    return this.#data.requests;
  }

  get traces(): readonly string[] {
    const traces = this.newest.flatMap(({ entries }) => entries.flatMap(({ trace }) => trace ?? []));
    return [...new Set(traces)];
  }
}

const UNKNOWN: Moment = { seconds: Number.NaN, nanos: 0 };

function eventOf({ bytes, start, end }: Sighting): KeptEvent {
  return new KeptEvent(bytes.subarray(start, end));
}

/** The revisions by their names, which their records tell; the last seen first. */
function namedRevisions(counted: readonly CountedRevision[]): readonly Revision[] {
  const byName = new Map<string, Revision>();
  for (const { count, last, earliest } of counted) {
    if (!isKept(earliest)) continue;
    const sample = eventOf(earliest);
    const { revision: name, commit } = sample;
    if (name === undefined) continue;
    const firstSeen = timestampOf(earliest);
    const lastSeen = timestampOf(last);
    const revision = { name, ...(commit !== undefined && { commit }), count, firstSeen, lastSeen, sample };
    byName.set(name, bothOf(byName.get(name), revision));
  }
  return [...byName.values()].sort(
    (a, b) => compareTimestamps(b.lastSeen, a.lastSeen) || (a.name < b.name ? -1 : 1),
  );
}

/** A revision that was counted in two parts, since some records name it in another way. */
function bothOf(a: Revision | undefined, b: Revision): Revision {
  if (!a) return b;
  const [earlier, later] = compareTimestamps(a.lastSeen, b.lastSeen) <= 0 ? [a, b] : [b, a];
  const firstSeen = compareTimestamps(a.firstSeen, b.firstSeen) <= 0 ? a.firstSeen : b.firstSeen;
  return { ...earlier, ...later, count: a.count + b.count, firstSeen };
}
