import { setImmediate as aTurn } from 'node:timers/promises';
import type { Mark, Page, PullContext } from '../source';
import { callList } from './call';
import type { Connection } from './connection';
import { Edge } from './edge';
import { classify } from './failure';
import { headOf, Seen, type EntryHead } from './identity';
import { ListedPage } from './listedPage';
import { Newest } from './newest';
import { writePosition, type Position } from './resume';
import type { ListAnswer, ListRequest } from './transport';

/** The most that the service gives at once; without a size it would give 50, and a pull would cost twenty times the calls. */
export const PAGE_SIZE = 1_000;

/** What a listing begins with. */
export interface ListingStart {
  /** With its times. */
  readonly filter: string;
  readonly order: 'newest first' | 'oldest first';
  /** Where an earlier listing stopped. */
  readonly position?: Position | undefined;
  /** The newest end of what is known: entries near it are passed over. */
  readonly after?: Mark | undefined;
  readonly callLimit: number;
  /** What an estimate has read already. */
  readonly firstAnswer?: ListAnswer | undefined;
}

/** A listing that is stopped by a failure: it can be gone on with. */
export class ListingStopped extends Error {
  constructor(
    cause: unknown,
    readonly resume: string | undefined,
  ) {
    super('The listing was stopped.', { cause });
    this.name = 'ListingStopped';
  }
}

/** Tokens live for a day; a younger one may be refused all the same. */
const TOKEN_LIFE_MS = 23 * 3_600_000;

/**
 * Pages of a filter, one call at a time, from the second page on one page ahead. It ends when the service has no more, at the limit of calls, and when the signal
 * aborts.
 *
 * @throws ListingStopped
 */
export async function* list(
  connection: Connection,
  start: ListingStart,
  context: PullContext,
): AsyncGenerator<Page> {
  const listing = new Listing(connection, start, context);
  try {
    yield* listing.pages();
  } catch (error) {
    if (context.signal.aborted) return;
    throw new ListingStopped(error, listing.resume);
  }
}

/** The call that brings a page: the first unless a token is given. */
export function requestOf(
  { resourceNames }: Pick<Connection, 'resourceNames'>,
  filter: string,
  order: ListingStart['order'],
  pageToken = '',
): ListRequest {
  const orderBy = order === 'newest first' ? 'timestamp desc' : 'timestamp asc';
  return { resourceNames, filter, orderBy, pageSize: PAGE_SIZE, pageToken };
}

class Listing {
  readonly #connection: Connection;
  readonly #start: ListingStart;
  readonly #context: PullContext;
  readonly #edge: Edge;
  readonly #newest: Newest;
  /** Only what can come twice is looked for: at the edge after a restart, and near the mark. */
  readonly #known: Seen;
  #filter: string;
  #pageToken: string;
  #tokenAt: number;
  #callCount = 0;
  #entryCount = 0;
  #isMarkWhole = false;
  /** Ends the call that is under way when no more pages are wanted. */
  readonly #end = new AbortController();

  constructor(connection: Connection, start: ListingStart, context: PullContext) {
    const { position, order, filter, after } = start;
    this.#connection = connection;
    this.#start = start;
    this.#context = context;
    this.#edge = new Edge(order, position?.edge, position?.edgeKeys);
    this.#newest = new Newest(after);
    this.#known = new Seen(Number.POSITIVE_INFINITY, after?.keys);
    this.#filter = filter;
    this.#pageToken = position?.pageToken ?? '';
    this.#tokenAt = position?.at ?? 0;
  }

  /** Undefined before the first page. */
  get resume(): string | undefined {
    if (this.#pageToken === '' && this.#edge.time === undefined) return undefined;
    return writePosition({
      filter: this.#filter,
      order: this.#start.order,
      pageToken: this.#pageToken,
      at: this.#tokenAt,
      edge: this.#edge.time,
      edgeKeys: this.#edge.keys,
    });
  }

  async *pages(): AsyncGenerator<Page> {
    const { signal } = this.#context;
    const age = this.#connection.clock.now() - this.#tokenAt;
    if (this.#start.position && (this.#pageToken === '' || age > TOKEN_LIFE_MS)) this.#restart();
    let ahead: Promise<ListAnswer> | undefined;
    try {
      for (let number = 1; ; number++) {
        const answer = await (ahead ?? this.#answer());
        ahead = undefined;
        if (signal.aborted) return;
        this.#pageToken = answer.nextPageToken;
        this.#tokenAt = this.#connection.clock.now();
        const page = this.#page(answer);
        const hasMore = this.#pageToken !== '' && this.#callCount < this.#start.callLimit;
        // The service looks for the next page while this one is taken in, unless the first may be all that is wanted.
        if (hasMore && number > 1) {
          ahead = this.#answer();
          ahead.catch(() => undefined); // it is said when the page is asked for
          await aTurn(); // else the call would wait until this page is taken in
        }
        yield page;
        if (!hasMore || signal.aborted) return;
      }
    } finally {
      this.#end.abort();
    }
  }

  async #answer(): Promise<ListAnswer> {
    if (this.#callCount === 0 && this.#start.firstAnswer) {
      this.#callCount++;
      return this.#start.firstAnswer;
    }
    try {
      return await this.#call();
    } catch (error) {
      if (this.#pageToken === '' || classify(error).kind !== 'pageToken') throw error;
      this.#restart();
      return this.#call();
    }
  }

  #call(): Promise<ListAnswer> {
    const request = requestOf(this.#connection, this.#filter, this.#start.order, this.#pageToken);
    const signal = AbortSignal.any([this.#context.signal, this.#end.signal]);
    return callList(this.#connection, request, signal, {
      onCall: () => {
        this.#callCount++;
        this.#tell();
      },
      onWait: (ms, why) => this.#tell({ ms, why }),
    });
  }

  /** The token is of no use any more: begins anew at the edge, and passes over what is known there. */
  #restart(): void {
    const { time, keys } = this.#edge;
    this.#pageToken = '';
    if (time === undefined) return;
    const sign = this.#start.order === 'newest first' ? '<=' : '>=';
    this.#filter = [this.#filter, `timestamp${sign}"${time}"`].filter(Boolean).join('\n');
    for (const key of keys) this.#known.remember(key);
  }

  #page({ records }: ListAnswer): Page {
    let last: EntryHead | undefined;
    const unknown = records.filter((record) => {
      last = headOf(record);
      this.#edge.see(last);
      this.#newest.see(last);
      return !this.#known.has(last);
    });
    const before = this.#entryCount;
    this.#entryCount += records.length;
    this.#tell();
    const resume = this.#pageToken === '' ? undefined : this.resume;
    return new ListedPage(unknown, before, { resume, mark: this.#mark(last) });
  }

  /**
   * A pull from new to old knows its newest end from its first page on; one that joins an earlier pull has a gap before
   * that until its last page.
   */
  #mark(last: EntryHead | undefined): Mark | undefined {
    const { order, after, position } = this.#start;
    if (this.#isMarkWhole || position) return undefined;
    const isEnd = this.#pageToken === '';
    if (!isEnd && (order === 'oldest first' || after)) return undefined;
    this.#isMarkWhole = isEnd || this.#newest.isPast(last);
    return this.#newest.mark();
  }

  #tell(wait?: { readonly ms: number; readonly why: string }): void {
    const reached = this.#edge.time;
    this.#context.searched?.({
      callCount: this.#callCount,
      callLimit: this.#start.callLimit,
      entryCount: this.#entryCount,
      ...(reached !== undefined && { reached }),
      ...(wait && { wait }),
    });
  }
}
