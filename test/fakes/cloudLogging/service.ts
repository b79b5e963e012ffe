import { compareTimestamps } from '../../../src/logs/timestamp';
import { errorOf, quota, ServiceError, type Fault, type Method } from './faults';
import { compileFilter, FilterError, type LogRecord } from './filter';

/** What a client asks of `ListLogEntries`, in REST's words. */
export interface ListRequest {
  readonly resourceNames?: readonly string[];
  readonly filter?: string;
  readonly orderBy?: string;
  readonly pageSize?: number;
  readonly pageToken?: string;
}

export interface ListAnswer {
  /** Indices into `CloudLoggingService.records`. */
  readonly indices: readonly number[];
  readonly nextPageToken: string;
}

/** A call as the server saw it. */
export interface SeenCall {
  readonly method: Method;
  /** On the server's clock, in milliseconds. */
  readonly at: number;
  readonly request: ListRequest;
  readonly authorization: string | undefined;
  readonly quotaProject: string | undefined;
  /** The client gave it up; set when the server has seen that. */
  cancelled: boolean;
}

export interface ServiceOptions {
  readonly project: string;
  readonly records: readonly LogRecord[];
  /** Milliseconds; the wall's clock unless told. */
  readonly now?: () => number;
  /** Calls a minute, counted in whole minutes; none unless told. */
  readonly quotaPerMinute?: number;
  /** The share of each minute's quota that others use up before we ask. */
  readonly usedByOthers?: number;
  readonly retryInfo?: boolean;
  /** So many empty pages with a token come before each page; none unless told. */
  readonly emptyPages?: number;
  /** Real milliseconds before each page. */
  readonly delayMs?: number;
  /** Tokens that are accepted; any unless told. */
  readonly accepts?: (authorization: string | undefined) => boolean;
}

/** Sends what a tail has to say; `end` ends it with a status. */
export interface TailSink {
  send(records: readonly LogRecord[], suppressed: readonly Suppression[]): void;
  end(error: ServiceError): void;
}

export interface Suppression {
  readonly reason: 'RATE_LIMIT' | 'NOT_CONSUMED';
  readonly suppressedCount: number;
}

const TOKEN_LIFE_MS = 24 * 3_600_000;
const LARGEST_PAGE = 1_000;
const DEFAULT_PAGE = 50;
const MINUTE_MS = 60_000;

/** The logic of google.logging.v2's reading half, whatever a call came by. */
export class CloudLoggingService {
  readonly calls: SeenCall[] = [];
  readonly records: LogRecord[];
  /** The most calls that came within one whole minute. */
  busiestMinute = 0;
  rejectedCalls = 0;
  tailsOpened = 0;
  delayMs: number;

  readonly #options: ServiceOptions;
  readonly #faults: { fault: Fault; passed: number; hits: number }[] = [];
  readonly #listings: (readonly number[])[] = [];
  readonly #tails = new Map<TailSink, (record: LogRecord) => boolean>();
  #minute = -1;
  #inMinute = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.records = [...options.records];
    this.delayMs = options.delayMs ?? 0;
  }

  get project(): string {
    return this.#options.project;
  }

  get openTails(): number {
    return this.#tails.size;
  }

  arm(fault: Fault): void {
    this.#faults.push({ fault, passed: 0, hits: 0 });
  }

  disarm(): void {
    this.#faults.length = 0;
  }

  /** Notes a call; the returned record says what became of it. */
  see(
    method: Method,
    request: ListRequest,
    headers: Pick<SeenCall, 'authorization' | 'quotaProject'>,
  ): SeenCall {
    const call: SeenCall = { method, at: this.#now(), request, ...headers, cancelled: false };
    this.calls.push(call);
    return call;
  }

  /**
   * What stops a call, or undefined when it may go on.
   *
   * @throws ServiceError
   */
  check(call: SeenCall): 'HANG' | undefined {
    if (this.#options.accepts && !this.#options.accepts(call.authorization)) {
      throw errorOf('UNAUTHENTICATED', this.project);
    }
    const kind = this.#faultFor(call.method);
    if (kind === 'HANG') return kind;
    if (kind) throw errorOf(kind, this.project);
    if (call.method === 'list') this.#spendQuota();
    return undefined;
  }

  /** @throws ServiceError */
  list(request: ListRequest): ListAnswer {
    const names = request.resourceNames ?? [];
    if (names.length === 0 || names.length > 100) throw new ServiceError(3, 'resource_names must be given.');
    const other = names.find((name) => name.split('/')[1] !== this.project);
    if (other) throw errorOf('PROJECT_NOT_FOUND', other.split('/')[1] ?? other);
    const size = request.pageSize === undefined || request.pageSize === 0 ? DEFAULT_PAGE : request.pageSize;
    if (size > LARGEST_PAGE) throw new ServiceError(3, `page_size must be at most ${LARGEST_PAGE}.`);
    const token = this.#readToken(request);
    const listing = this.#listings[token.listing] ?? [];
    if (token.empty < (this.#options.emptyPages ?? 0)) {
      return { indices: [], nextPageToken: this.#write({ ...token, empty: token.empty + 1 }) };
    }
    const indices = listing.slice(token.offset, token.offset + size);
    const offset = token.offset + indices.length;
    const isLast = offset >= listing.length;
    return { indices, nextPageToken: isLast ? '' : this.#write({ ...token, offset, empty: 0 }) };
  }

  logNames(): string[] {
    return [...new Set(this.records.map((record) => String(record['logName'])))].sort();
  }

  /** @throws ServiceError */
  openTail(filter: string, sink: TailSink): () => void {
    if (this.#tails.size >= 10) throw quota(this.project, []);
    this.#tails.set(sink, compile(filter));
    this.tailsOpened++;
    return () => this.#tails.delete(sink);
  }

  /** New entries: they can be listed, and open tails get those that match. */
  write(records: readonly LogRecord[], suppressed: readonly Suppression[] = []): void {
    this.records.push(...records);
    for (const [sink, matches] of this.#tails) {
      const wanted = records.filter(matches);
      if (wanted.length > 0 || suppressed.length > 0) sink.send(wanted, suppressed);
    }
  }

  /** Ends every open tail as a restart of the service does. */
  breakTails(error: ServiceError = errorOf('UNAVAILABLE', this.project)): void {
    const broken = [...this.#tails.keys()];
    this.#tails.clear();
    for (const sink of broken) sink.end(error);
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #faultFor(method: Method): Fault['kind'] | undefined {
    for (const armed of this.#faults) {
      const { kind, after = 0, times = 1, method: only = 'list' } = armed.fault;
      if (only !== method || armed.hits >= times) continue;
      if (armed.passed++ < after) continue;
      armed.hits++;
      return kind;
    }
    return undefined;
  }

  #spendQuota(): void {
    const { quotaPerMinute, usedByOthers = 0, retryInfo } = this.#options;
    const minute = Math.floor(this.#now() / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#inMinute = 0;
    }
    this.#inMinute++;
    this.busiestMinute = Math.max(this.busiestMinute, this.#inMinute);
    if (quotaPerMinute === undefined || this.#inMinute <= quotaPerMinute - usedByOthers) return;
    this.rejectedCalls++;
    const seconds = Math.ceil(((minute + 1) * MINUTE_MS - this.#now()) / 1000);
    throw quota(this.project, retryInfo ? [{ type: 'RetryInfo', seconds }] : []);
  }

  /** The indices of what a filter finds, in the order that was asked for. */
  #matching(request: ListRequest): readonly number[] {
    const matches = compile(request.filter ?? '');
    const sign = request.orderBy === 'timestamp desc' ? -1 : 1;
    const found = [...this.records.keys()].filter((index) => matches(this.records[index] ?? {}));
    return found.sort((a, b) => sign * (compareTimestamps(this.#time(a), this.#time(b)) || a - b));
  }

  #time(index: number): string {
    const time = this.records[index]?.['timestamp'];
    return typeof time === 'string' ? time : '';
  }

  #write(token: PageToken): string {
    return Buffer.from(JSON.stringify(token)).toString('base64url');
  }

  /** A listing goes on with what it began with, whatever is written meanwhile. */
  #readToken(request: ListRequest): PageToken {
    const asked = JSON.stringify([request.filter ?? '', request.orderBy ?? '']);
    if (!request.pageToken) {
      const listing = this.#listings.push(this.#matching(request)) - 1;
      return { listing, offset: 0, empty: 0, at: this.#now(), asked };
    }
    const refused = errorOf('INVALID_PAGE_TOKEN', this.project);
    let token: PageToken;
    try {
      token = JSON.parse(Buffer.from(request.pageToken, 'base64url').toString()) as PageToken;
    } catch {
      throw refused;
    }
    if (token.asked !== asked || this.#now() - token.at > TOKEN_LIFE_MS) throw refused;
    return token;
  }
}

/** What the opaque page token says: a filter and an order that were changed meanwhile are refused. */
interface PageToken {
  readonly listing: number;
  readonly offset: number;
  readonly empty: number;
  readonly at: number;
  readonly asked: string;
}

function compile(filter: string): (record: LogRecord) => boolean {
  try {
    return compileFilter(filter);
  } catch (error) {
    throw error instanceof FilterError ? new ServiceError(3, error.message) : error;
  }
}
