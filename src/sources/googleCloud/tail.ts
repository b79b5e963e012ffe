import { decode } from '../../logs/decode';
import type { BadRecord, Entry } from '../../logs/entry';
import { compareTimestamps } from '../../logs/timestamp';
import type { PullContext, TailBatch } from '../source';
import { abortable } from './abortable';
import type { Connection } from './connection';
import { classify } from './failure';
import { withTimes } from './filter';
import { Seen } from './identity';
import { list, ListingStopped } from './listing';

/** The bounds of the waits between two tries to connect. They start anew once something came. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Tries in a row that bring nothing, after which it is no stumble. */
const MOST_TRIES = 10;

/** Entries of the time before a break may have been on their way when it came. */
const OVERLAP_MS = 10_000;

/** Remembered to pass over what both a listing and the stream bring. */
const REMEMBERED = 20_000;

/** A session that lasted so long was a good one, whether or not anything came. */
const GOOD_MS = 60_000;

/** So long after it was asked for, a session is there: what comes before is found by a listing, what comes after is sent. */
const SETTLE_MS = 3_000;

/** A gap is filled with at most so many calls; what is beyond can be pulled. */
const GAP_CALL_LIMIT = 20;

/**
 * Entries as they arrive. A connection that breaks, as it does every hour, is made anew, and what came meanwhile is
 * listed. Ends when the signal aborts.
 *
 * @throws what ended it for good, as the client put it
 */
export async function* tail(
  connection: Connection,
  filter: string,
  context: PullContext,
): AsyncGenerator<TailBatch> {
  const following = new Following(connection, filter, context);
  const { signal } = context;
  while (!signal.aborted) {
    try {
      yield* following.session();
    } catch (error) {
      if (!signal.aborted) following.failed(error);
    }
    if (signal.aborted) return;
    await following.pause();
  }
}

/** One tail over all its sessions. */
class Following {
  readonly #connection: Connection;
  readonly #filter: string;
  readonly #context: PullContext;
  readonly #reader = new TailReader();
  #reconnectCount = 0;
  /** Sessions in a row that brought nothing. */
  #tries = 0;
  #openedAt = 0;
  /** RFC 3339: up to where all is known. */
  #newest: string;

  constructor(connection: Connection, filter: string, context: PullContext) {
    this.#connection = connection;
    this.#filter = filter;
    this.#context = context;
    this.#newest = new Date(connection.clock.now()).toISOString();
  }

  /** What one session brings, until it ends. The session is given back whoever ends it. */
  async *session(): AsyncGenerator<TailBatch> {
    const { transport, signedIn, resourceNames, clock } = this.#connection;
    const { signal } = this.#context;
    this.#openedAt = clock.now();
    const headers = await abortable(signedIn.headers(), signal);
    const session = await transport.tail?.(resourceNames, this.#filter, headers, signal);
    if (!session) return;
    try {
      if (this.#reconnectCount > 0) yield* this.#gap();
      for await (const { records, suppressed } of session.messages()) {
        if (signal.aborted) return;
        this.#tries = 0;
        const { entries, bad } = this.#reader.read(records);
        if (entries.length + bad.length + suppressed.length > 0) yield this.#batch(entries, bad, suppressed);
      }
    } finally {
      session.cancel();
    }
  }

  /** Throws the error again where a new connection would not mend it. */
  failed(error: unknown): void {
    const { kind } = classify(error instanceof ListingStopped ? error.cause : error);
    if (kind === 'tokenExpired' && this.#tries === 0) this.#connection.signedIn.renew();
    else if (!PASSING.has(kind) || this.#tries >= MOST_TRIES) throw error;
  }

  /** Waits before the next session, longer from try to try. Ends at once when the signal aborts. */
  async pause(): Promise<void> {
    const { clock } = this.#connection;
    if (clock.now() - this.#openedAt > GOOD_MS) this.#tries = 0;
    const ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries);
    this.#tries++;
    this.#reconnectCount++;
    const wait = { ms, why: 'Connecting anew' };
    this.#context.searched?.({ callCount: 0, callLimit: 0, entryCount: this.#reader.count, wait });
    await clock.sleep(ms, this.#context.signal).catch(() => {});
  }

  /** What was written while there was no session. */
  async *#gap(): AsyncGenerator<TailBatch> {
    await this.#connection.clock.sleep(SETTLE_MS, this.#context.signal);
    const from = new Date(Date.parse(this.#newest) - OVERLAP_MS).toISOString();
    const filter = withTimes(this.#filter, from, undefined);
    const start = { filter, order: 'oldest first', callLimit: GAP_CALL_LIMIT } as const;
    let isCut = false;
    for await (const page of list(this.#connection, start, this.#context)) {
      isCut = page.resume !== undefined;
      const entries = this.#reader.pass(page.entries);
      if (entries.length + page.bad.length > 0) yield this.#batch(entries, page.bad, []);
    }
    if (isCut) yield this.#batch([], [], [{ reason: 'GAP_TOO_LONG', count: 0 }]);
  }

  #batch(
    entries: readonly Entry[],
    bad: readonly BadRecord[],
    suppressed: TailBatch['suppressed'],
  ): TailBatch {
    this.#newest = later(this.#newest, entries, this.#connection.clock.now());
    return { entries, bad, suppressed, reconnectCount: this.#reconnectCount };
  }
}

/** What a new connection may mend. */
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'offline', 'cancelled']);

/** Decodes what comes, and passes over what came before. */
class TailReader {
  readonly #seen = new Seen(REMEMBERED);
  #recordCount = 0;

  get count(): number {
    return this.#recordCount;
  }

  read(records: readonly unknown[]): { entries: Entry[]; bad: BadRecord[] } {
    const entries: Entry[] = [];
    const bad: BadRecord[] = [];
    for (const record of records) {
      this.#recordCount++;
      const decoded = decode(record);
      if ('why' in decoded) bad.push({ at: this.#recordCount, why: decoded.why });
      else if (this.#seen.isNew(decoded.entry)) entries.push(decoded.entry);
    }
    return { entries, bad };
  }

  pass(entries: readonly Entry[]): Entry[] {
    return entries.filter((entry) => this.#seen.isNew(entry));
  }
}

/** The newest time seen, but none of the future: a writer may date an entry a day ahead. */
function later(newest: string, entries: readonly Entry[], nowMs: number): string {
  const now = new Date(nowMs).toISOString();
  let latest = newest;
  for (const { timestamp = '' } of entries) {
    if (compareTimestamps(timestamp, latest) > 0 && compareTimestamps(timestamp, now) <= 0)
      latest = timestamp;
  }
  return latest;
}
