import type { LogEvent } from './event';
import { fingerprint } from './fingerprint';
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
    const identity = hash53(`${event.timestamp}|${event.id}|${event.entries[0]?.logName ?? ''}`);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const { key, because, title } = fingerprint(event);
    let pattern = this.#byKey.get(key);
    if (!pattern) {
      pattern = new Growing(key, because);
      this.#byKey.set(key, pattern);
    }
    pattern.add(event, title);
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
  readonly #revisions = new Map<string, Revision>();
  /** Newest first. */
  readonly #newest: LogEvent[] = [];
  #title = '';
  #severity: Pattern['severity'] = 'DEFAULT';
  #count = 0;
  #firstSeen = '';
  #lastSeen = '';

  constructor(key: string, because: string) {
    this.#key = key;
    this.#because = because;
  }

  add(event: LogEvent, title: string): void {
    this.#count++;
    this.#firstSeen = earlier(this.#firstSeen, event.timestamp);
    this.#lastSeen = later(this.#lastSeen, event.timestamp);
    if (severityRank(event.severity) > severityRank(this.#severity)) this.#severity = event.severity;
    if (event.service !== undefined) this.#services.add(event.service);
    if (event.revision !== undefined) this.#addRevision(event.revision, event);
    this.#keep(event);
    if (this.#newest[0] === event) this.#title = title;
  }

  snapshot(): Pattern {
    const environment = this.#newest[0]?.environment;
    return {
      key: this.#key,
      title: this.#title,
      because: this.#because,
      severity: this.#severity,
      count: this.#count,
      firstSeen: this.#firstSeen,
      lastSeen: this.#lastSeen,
      services: [...this.#services].sort(),
      revisions: [...this.#revisions.values()].sort(
        (a, b) => compareTimestamps(b.lastSeen, a.lastSeen) || (a.name < b.name ? -1 : 1),
      ),
      ...(environment !== undefined && { environment }),
      newest: [...this.#newest],
    };
  }

  #addRevision(name: string, { commit, timestamp }: LogEvent): void {
    const known = this.#revisions.get(name);
    const commits = [known?.commit, commit].filter((sha) => sha !== undefined).sort();
    this.#revisions.set(name, {
      name,
      ...(commits[0] !== undefined && { commit: commits[0] }),
      count: (known?.count ?? 0) + 1,
      firstSeen: earlier(known?.firstSeen ?? '', timestamp),
      lastSeen: later(known?.lastSeen ?? '', timestamp),
    });
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
 * A hash of 53 bits, as a number takes them: for a million events the chance that any two share one is 1 in 18,000, and
 * it takes a tenth of the memory of their texts. Source: cyrb53, https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js
 */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
