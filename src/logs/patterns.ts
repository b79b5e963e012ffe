import { hash } from 'node:crypto';
import type { Mutable } from '../frames/mutable';
import type { LogEvent } from './event';
import { fingerprint, patternTitle } from './fingerprint';
import { SAMPLES, type Pattern, type Revision } from './pattern';
import { severityRank } from './severity';
import { compareTimestamps } from './timestamp';

/**
 * Counts events by what they have in common, one by one. The patterns do not depend on the order in which the events
 * come; of each, the newest few events are kept. An event that comes twice counts once.
 */
export class Patterns {
  readonly #byKey = new Map<string, Growing>();
  readonly #seen = new Set<number>();

  /** How many different events were added. */
  get eventCount(): number {
    return this.#seen.size;
  }

  add(event: LogEvent): void {
    const identity = identityOf(event);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const { key, because } = fingerprint(event);
    let pattern = this.#byKey.get(key);
    if (!pattern) {
      pattern = new Growing(key, because);
      this.#byKey.set(key, pattern);
    }
    pattern.add(event);
  }

  /** The most frequent first; the newest of those that are as frequent. */
  list(): Pattern[] {
    const patterns = Array.from(this.#byKey.values(), (pattern) => pattern.snapshot());
    return patterns.sort(
      (a, b) => b.count - a.count || compareTimestamps(b.lastSeen, a.lastSeen) || (a.key < b.key ? -1 : 1),
    );
  }

  get(key: string): Pattern | undefined {
    return this.#byKey.get(key)?.snapshot();
  }
}

/** A pattern while events are added to it. */
class Growing {
  readonly #key: string;
  readonly #because: string;
  readonly #services = new Set<string>();
  readonly #revisions = new Map<string, Mutable<Revision>>();
  /** Newest first. */
  readonly #newest: LogEvent[] = [];
  #severity: Pattern['severity'] = 'DEFAULT';
  #count = 0;
  #firstSeen = '';
  #lastSeen = '';

  constructor(key: string, because: string) {
    this.#key = key;
    this.#because = because;
  }

  add(event: LogEvent): void {
    this.#count++;
    this.#firstSeen = earlier(this.#firstSeen, event.timestamp);
    this.#lastSeen = later(this.#lastSeen, event.timestamp);
    if (severityRank(event.severity) > severityRank(this.#severity)) this.#severity = event.severity;
    if (event.service !== undefined) this.#services.add(event.service);
    if (event.revision !== undefined) this.#addRevision(event.revision, event);
    this.#keep(event);
  }

  snapshot(): Pattern {
    const [newest] = this.#newest;
    const environment = newest?.environment;
    return {
      key: this.#key,
      title: newest ? patternTitle(newest) : '',
      because: this.#because,
      severity: this.#severity,
      count: this.#count,
      firstSeen: this.#firstSeen,
      lastSeen: this.#lastSeen,
      services: [...this.#services].sort(),
      revisions: Array.from(this.#revisions.values(), (revision) => ({ ...revision })).sort(
        (a, b) => compareTimestamps(b.lastSeen, a.lastSeen) || (a.name < b.name ? -1 : 1),
      ),
      ...(environment !== undefined && { environment }),
      newest: [...this.#newest],
    };
  }

  #addRevision(name: string, { commit, timestamp }: LogEvent): void {
    const revision = this.#revisions.get(name) ?? { name, count: 0, firstSeen: '', lastSeen: '' };
    this.#revisions.set(name, revision);
    revision.count++;
    revision.firstSeen = earlier(revision.firstSeen, timestamp);
    revision.lastSeen = later(revision.lastSeen, timestamp);
    if (commit !== undefined && !(revision.commit !== undefined && revision.commit <= commit)) {
      revision.commit = commit;
    }
  }

  #keep(event: LogEvent): void {
    const oldest = this.#newest.at(-1);
    if (this.#newest.length === SAMPLES && oldest && newestFirst(oldest, event) < 0) return;
    let at = this.#newest.length;
    while (at > 0 && newestFirst(event, this.#newest[at - 1] ?? event) < 0) at--;
    this.#newest.splice(at, 0, event);
    if (this.#newest.length > SAMPLES) this.#newest.pop();
  }
}

function newestFirst(a: LogEvent, b: LogEvent): number {
  return compareTimestamps(b.timestamp, a.timestamp) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The earlier of two times, of which the empty one is unknown. */
function earlier(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return compareTimestamps(a, b) <= 0 ? a : b;
}

function later(a: string, b: string): string {
  return compareTimestamps(a, b) >= 0 ? a : b;
}

/**
 * What tells an event from all others: an id is its own within a log and a time. As a number of 52 bits, since a million of
 * them take 37 MB and their texts 270 MB; the chance that any two of a million share one is 1 in 9,000.
 */
function identityOf({ timestamp, id, entries }: LogEvent): number {
  const digest = hash('sha1', `${timestamp}|${id}|${entries[0]?.logName ?? ''}`);
  return Number.parseInt(digest.slice(0, 13), 16);
}
