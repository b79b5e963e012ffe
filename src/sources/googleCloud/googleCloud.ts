import { homedir } from 'node:os';
import { UserError } from '../../errors';
import type { Entry } from '../../logs/entry';
import type { LogQuery, Page, PullContext, PullEstimate, TailBatch } from '../source';
import { abortable } from './abortable';
import { callList, UNHEARD } from './call';
import { WALL_CLOCK, type Clock } from './clock';
import { CloudFailure } from './cloudFailure';
import type { CloudSettings } from './cloudSettings';
import type { CloudSource, WhoAmI } from './cloudSource';
import type { Connection } from './connection';
import { ANONYMOUS, signIn, type SignInOptions } from './credentials';
import { readEndpoint, type Endpoint } from './endpoint';
import { estimateFrom } from './estimate';
import { classify } from './failure';
import { defaultFilter, plainFilter, withTimes } from './filter';
import type { Surroundings } from './gcloudFiles';
import { grpcTransport } from './grpcTransport';
import { entryLink, explorerLink } from './link';
import { list, ListingStopped, requestOf, type ListingStart } from './listing';
import { startOf } from './newest';
import { Pacer } from './pacer';
import { findProject, type FoundProject } from './project';
import { readPosition } from './resume';
import { restTransport } from './restTransport';
import { survey } from './survey';
import { tail } from './tail';
import type { ListAnswer } from './transport';
import { chooseProject } from './waysOut';
import { inWords, type Subject } from './words';

/** What a source stands on, where it is not the machine's own: for tests, and for what only the editor knows. */
export interface CloudOptions extends SignInOptions {
  readonly clock?: Clock;
  readonly surroundings?: Surroundings;
  /** Milliseconds until a call that was not answered counts as failed. */
  readonly callTimeoutMs?: number;
}

/** The most calls of a pull unless its query says otherwise: 100,000 entries, two minutes of the quota. */
const CALL_LIMIT = 100;

const CALL_TIMEOUT_MS = 20_000;

/** An estimate's page is used as the pull's first for so long. */
const ESTIMATE_LIFE_MS = 60_000;

/** Google Cloud Logging as a source of logs. Nothing is asked or read before the first call of a method. */
export function googleCloud(settings: CloudSettings, options: CloudOptions = {}): CloudSource {
  return new GoogleCloud(settings, options);
}

class GoogleCloud implements CloudSource {
  readonly id: string;
  readonly label: string;
  readonly can: CloudSource['can'];
  readonly #settings: CloudSettings;
  readonly #options: CloudOptions;
  readonly #clock: Clock;
  #connecting: Promise<{ connection: Connection; project: FoundProject }> | undefined;
  #connected: { readonly connection: Connection; readonly project: FoundProject } | undefined;
  /** The service did not take the whole default filter. */
  #isPlain = false;
  #estimated: { readonly filter: string; readonly at: number; readonly answer: ListAnswer } | undefined;

  constructor(settings: CloudSettings, options: CloudOptions) {
    this.id = `cloud:${settings.name}`;
    this.label = settings.name;
    this.can = { tail: settings.transport !== 'rest', aggregate: false };
    this.#settings = settings;
    this.#options = options;
    this.#clock = options.clock ?? WALL_CLOCK;
  }

  async *list(query: LogQuery, context: PullContext): AsyncGenerator<Page> {
    const start = this.#startOf(query);
    let hasPages = false;
    try {
      const connection = await this.#connect(context.signal);
      for await (const page of list(connection, start, context)) {
        hasPages = true;
        yield page;
      }
    } catch (error) {
      if (context.signal.aborted) return;
      if (!hasPages && this.#fallBack(query, error)) yield* this.list(query, context);
      else throw this.#inWords(error, { filter: start.filter });
    }
  }

  async estimate(query: LogQuery, context: PullContext): Promise<PullEstimate> {
    const connection = await this.#connect(context.signal);
    const { filter, order } = this.#startOf(query);
    try {
      const request = requestOf(connection, filter, order);
      const answer = await callList(connection, request, context.signal, UNHEARD);
      this.#estimated = { filter: `${order}\n${filter}`, at: this.#clock.now(), answer };
      return estimateFrom(answer, fromOf(query), query.to, this.#clock.now());
    } catch (error) {
      if (context.signal.aborted) throw error;
      if (this.#fallBack(query, error)) return this.estimate(query, context);
      throw this.#inWords(error, { filter });
    }
  }

  async *tail(query: LogQuery, context: PullContext): AsyncGenerator<TailBatch> {
    const filter = this.filterOf(query);
    try {
      const connection = await this.#connect(context.signal);
      yield* tail(connection, filter, context);
    } catch (error) {
      if (context.signal.aborted) return;
      if (this.#fallBack(query, error)) yield* this.tail(query, context);
      else throw this.#inWords(error, { filter, isTail: true });
    }
  }

  filterOf(query: LogQuery): string {
    if (query.filter !== undefined) return query.filter;
    return (this.#isPlain ? plainFilter : defaultFilter)(this.#settings, query.minimumSeverity);
  }

  link(entry: Entry): string | undefined {
    const project = this.#projectId;
    return project === undefined ? undefined : entryLink(entry, project);
  }

  explorer(query: LogQuery, cursor?: string): string | undefined {
    const project = this.#projectId;
    if (project === undefined) return undefined;
    return explorerLink({ project, filter: this.filterOf(query), from: fromOf(query), to: query.to, cursor });
  }

  async whoAmI(signal: AbortSignal): Promise<WhoAmI> {
    const { signedIn } = await this.#connect(signal);
    try {
      await abortable(signedIn.headers(), signal);
    } catch (error) {
      if (signal.aborted) throw error;
      throw this.#inWords(error);
    }
    const { id = '', from = '' } = this.#connected?.project ?? {};
    return { account: signedIn.account, credentialsFrom: signedIn.from, project: id, projectFrom: from };
  }

  async survey(signal: AbortSignal): ReturnType<typeof survey> {
    const connection = await this.#connect(signal);
    try {
      return await survey(connection, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      throw this.#inWords(error);
    }
  }

  async close(): Promise<void> {
    const connecting = this.#connecting;
    this.#connecting = undefined;
    this.#connected = undefined;
    const { connection } = (await connecting?.catch(() => undefined)) ?? {};
    await connection?.transport.close();
  }

  get #projectId(): string | undefined {
    return this.#connected?.project.id ?? this.#settings.project;
  }

  #startOf(query: LogQuery): ListingStart {
    const callLimit = query.callLimit ?? CALL_LIMIT;
    const { after } = query;
    if (query.resume !== undefined) {
      const position = readPosition(query.resume);
      if (!position) {
        throw new CloudFailure('This pull cannot be gone on with any more. Pull again.', {
          kind: 'pageToken',
        });
      }
      return { filter: position.filter, order: position.order, position, after, callLimit };
    }
    const filter = withTimes(this.filterOf(query), fromOf(query), query.to);
    const order = query.order ?? 'newest first';
    const estimated = this.#estimated;
    const isFresh =
      estimated?.filter === `${order}\n${filter}` && this.#clock.now() - estimated.at < ESTIMATE_LIFE_MS;
    this.#estimated = undefined;
    return { filter, order, after, callLimit, ...(isFresh && { firstAnswer: estimated.answer }) };
  }

  /** Connected once; a failure is not kept, so that the next call tries anew. */
  async #connect(signal: AbortSignal): Promise<Connection> {
    this.#connecting ??= this.#open();
    try {
      this.#connected = await abortable(this.#connecting, signal);
      return this.#connected.connection;
    } catch (error) {
      if (signal.aborted) throw error;
      this.#connecting = undefined;
      throw this.#inWords(error);
    }
  }

  async #open(): Promise<{ connection: Connection; project: FoundProject }> {
    const { resourceNames, transport } = this.#settings;
    const endpoint = readEndpoint(this.#settings.endpoint);
    const signedIn = await this.#signIn(endpoint);
    const surroundings = this.#options.surroundings ?? OWN_SURROUNDINGS;
    const project = await findProject(this.#settings.project, surroundings, signedIn.project);
    if (!project) {
      throw new CloudFailure(`No project is known whose logs "${this.label}" reads.`, {
        kind: 'noProject',
        wayOut: chooseProject(this.label),
      });
    }
    const timeoutMs = this.#options.callTimeoutMs ?? CALL_TIMEOUT_MS;
    const connection = {
      transport:
        transport === 'rest' ? restTransport(endpoint, timeoutMs) : grpcTransport(endpoint, timeoutMs),
      signedIn,
      project: project.id,
      resourceNames: resourceNames && resourceNames.length > 0 ? resourceNames : [`projects/${project.id}`],
      pacer: pacerOf(project.id, this.#clock),
      clock: this.#clock,
    };
    return { connection, project };
  }

  /** A server on this machine gets the user's own credentials only where the settings name them. */
  #signIn(endpoint: Endpoint): Promise<typeof ANONYMOUS> {
    const isNamed = this.#settings.keyFile !== undefined || this.#options.accessToken !== undefined;
    if (endpoint.isPlain && !isNamed) return Promise.resolve(ANONYMOUS);
    return signIn(this.#settings, this.#options);
  }

  /** Whether the default filter is worth another try without what not every service may take. */
  #fallBack(query: LogQuery, error: unknown): boolean {
    if (query.filter !== undefined || query.resume !== undefined) return false;
    const cause = error instanceof ListingStopped ? error.cause : error;
    if (classify(cause).kind !== 'filter') return false;
    // Where the plain one is refused too, it is for what the user added.
    this.#isPlain = !this.#isPlain;
    return this.#isPlain;
  }

  #inWords(error: unknown, call: Pick<Subject, 'filter' | 'isTail'> = {}): UserError {
    const stopped = error instanceof ListingStopped ? error : undefined;
    const { name, keyFile, impersonate, quotaProject } = this.#settings;
    return inWords(
      stopped ? stopped.cause : error,
      {
        label: name,
        project: this.#projectId,
        account: this.#connected?.connection.signedIn.account,
        keyFile,
        impersonate,
        quotaProject,
        ...call,
      },
      stopped?.resume,
    );
  }
}

const OWN_SURROUNDINGS: Surroundings = {
  environment: process.env,
  homeFolder: homedir(),
  isWindows: process.platform === 'win32',
};

/** From when: the range's start, or where what is new begins, whichever is later. */
function fromOf({ from, after }: LogQuery): string | undefined {
  if (!after) return from;
  const start = startOf(after);
  return from !== undefined && from > start ? from : start;
}

/** One for each project and clock: sources of one project share its quota. */
const pacers = new WeakMap<Clock, Map<string, Pacer>>();

function pacerOf(project: string, clock: Clock): Pacer {
  const ofClock = pacers.get(clock) ?? new Map<string, Pacer>();
  pacers.set(clock, ofClock);
  const pacer = ofClock.get(project) ?? new Pacer(clock);
  ofClock.set(project, pacer);
  return pacer;
}
