import type { Entry } from './entry';
import { readHeader } from './header';
import { severityRank } from './severity';
import { compareTimestamps } from './timestamp';
import { TraceLines } from './traceLines';

/**
 * Finds the entries that together are one event: a traceback that was logged line by line, or an entry that Cloud Logging
 * cut in parts. Takes entries in either order of time, of many instances mixed, and gives groups in the order of time.
 */
export class Stitch {
  /** By what wrote them; the one used last stands last. */
  readonly #runs = new Map<string, Entry[]>();
  #newestFirst = false;

  /** Takes the next entry and returns the groups that are complete with it. */
  push(entry: Entry): Entry[][] {
    if (lineOf(entry) === undefined) return [[entry]];
    const key = writer(entry);
    const run = this.#runs.get(key);
    if (run && this.#follows(run, entry)) {
      run.push(entry);
      return [];
    }
    this.#runs.delete(key);
    const done = run ? this.#group(run) : [];
    this.#runs.set(key, [entry]);
    return this.#runs.size > MAX_RUNS ? [...done, ...this.#closeOldest()] : done;
  }

  /** The groups that are still open, when no more entries come. */
  end(): Entry[][] {
    const groups = [...this.#runs.values()].flatMap((run) => this.#group(run));
    this.#runs.clear();
    return groups;
  }

  #follows(run: readonly Entry[], entry: Entry): boolean {
    const last = run.at(-1);
    if (!last || run.length >= MAX_RUN) return false;
    if (last.split && last.split.uid === entry.split?.uid) return true;
    const gapMs = time(entry) - time(last);
    if (gapMs < 0) this.#newestFirst = true;
    if (gapMs > 0) this.#newestFirst = false;
    return Math.abs(gapMs) <= MAX_GAP_MS;
  }

  #closeOldest(): Entry[][] {
    const [oldest] = this.#runs;
    if (!oldest) return [];
    this.#runs.delete(oldest[0]);
    return this.#group(oldest[1]);
  }

  /** Puts a run in the order of time and divides it where an event starts. */
  #group(run: Entry[]): Entry[][] {
    if (run.length === 1) return [run];
    const ordered = (this.#newestFirst ? run.toReversed() : run).sort(inTime);
    const trace = new TraceLines();
    const groups: Entry[][] = [];
    let announced = false;
    for (const entry of ordered) {
      const [line = '', ...more] = (lineOf(entry) ?? '').split('\n');
      const group = groups.at(-1);
      const cut = entry.split !== undefined && entry.split.uid === group?.at(-1)?.split?.uid;
      const header = readHeader(line);
      if (group && (cut || (!header && trace.continues(line, announced)))) group.push(entry);
      else {
        groups.push([entry]);
        trace.startAfresh(line.slice(header?.end ?? 0));
        announced = header?.severity !== undefined && severityRank(header.severity) >= severityRank('ERROR');
      }
      for (const next of more) trace.continues(next, false);
    }
    return groups;
  }
}

/** Lines of one traceback come at most so far apart; Google's own agent waits as long. */
const MAX_GAP_MS = 50;
const MAX_RUN = 1000;
const MAX_RUNS = 1000;

/** The text of an entry that may be one line of several; undefined for one that is an event of its own. */
function lineOf(entry: Entry): string | undefined {
  if (entry.textPayload !== undefined) return entry.textPayload;
  const payload = entry.jsonPayload;
  if (!payload || entry.httpRequest) return undefined;
  const names = Object.keys(payload);
  const message = payload['message'];
  return typeof message === 'string' && names.every((name) => LINE_FIELDS.has(name)) ? message : undefined;
}

/** Fields of a payload that agents wrap a line of text in; a payload with any other is an event as it is. */
const LINE_FIELDS = new Set(['message', 'level', 'severity', 'timestamp', 'time', 'stream']);

function writer(entry: Entry): string {
  const labels = entry.resource?.labels;
  const instance = entry.labels?.['instanceId'] ?? labels?.['pod_name'] ?? labels?.['instance_id'] ?? '';
  return `${entry.logName}|${instance}|${labels?.['container_name'] ?? ''}|${entry.trace ?? ''}`;
}

function time(entry: Entry): number {
  return entry.timestamp === undefined ? Number.NaN : Date.parse(entry.timestamp);
}

function inTime(a: Entry, b: Entry): number {
  return (
    compareTimestamps(a.timestamp ?? '', b.timestamp ?? '') || (a.split?.index ?? 0) - (b.split?.index ?? 0)
  );
}
