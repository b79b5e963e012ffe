import type { UserError } from '../errors';
import { Identities } from '../logs/identities';
import { Patterns } from '../logs/patterns';
import type { SampleWindow } from '../logs/samples';
import { compareTimestamps } from '../logs/timestamp';
import { Breath } from './breath';
import { inWords } from './failure';
import { Intake, MAX_BAD, type TakenIn } from './intake';
import type { AggregateContext, LogQuery, LogSource } from './source';

/** What a pull has brought in, so far or in the end. */
export interface PullResult {
  readonly patterns: Patterns;
  readonly sources: readonly SourceResult[];
  /** The user cancelled it: the patterns are those of what was read until then. */
  readonly cancelled: boolean;
}

/** What came from one source. */
export interface SourceResult extends TakenIn {
  readonly label: string;
  /** What a file was read as, by its id in `FORMATS`. */
  readonly format?: string;
  /** Bytes read, of the file's size or of what the source said it has; both 0 before it says. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Why the source could not be read to its end; what came before counts. */
  readonly failure?: UserError;
}

/**
 * Reads all sources at once into patterns. A source that fails does not stop the others: its failure stands in its
 * result. `onProgress` is called while they are read with the result so far, whose patterns go on growing. `samples` says
 * which events are kept to be read, where not the newest.
 */
export async function pull(
  sources: readonly LogSource[],
  query: LogQuery,
  signal: AbortSignal,
  onProgress: (soFar: PullResult) => void,
  samples?: SampleWindow,
): Promise<PullResult> {
  const identities = new Identities(await entryEstimate(sources, query, signal));
  const patterns = new Patterns({
    identities,
    ...(query.grouping && { grouping: query.grouping }),
    ...(samples && { samples }),
  });
  const breath = new Breath();
  const readings = sources.map((source) => new Reading(source, query, patterns, breath));
  const result = (): PullResult => ({
    patterns,
    sources: readings.map((reading) => reading.result()),
    cancelled: signal.aborted,
  });
  const context = { signal, identities, patterns, ...(samples && { samples }) };
  await Promise.all(readings.map((reading) => reading.run(context, () => onProgress(result()))));
  patterns.isPartial = signal.aborted || readings.some((reading) => reading.failed);
  return result();
}

/** About how many entries the sources have that can say so without being asked over a network. */
async function entryEstimate(
  sources: readonly LogSource[],
  query: LogQuery,
  signal: AbortSignal,
): Promise<number> {
  const context = { signal, progress: () => undefined };
  const estimates = await Promise.all(
    sources.map(async (source) => {
      try {
        return source.aggregate ? await source.estimate?.(query, context) : undefined;
      } catch {
        return undefined; // the pull will say what is wrong
      }
    }),
  );
  return estimates.reduce((sum, estimate) => sum + (estimate?.entryCount ?? 0), DEFAULT_ENTRIES);
}

/** A few pages of a source that cannot say. */
const DEFAULT_ENTRIES = 30_000;

/** One source while it is read. */
class Reading {
  readonly #source: LogSource;
  readonly #query: LogQuery;
  readonly #breath: Breath;
  readonly #patterns: Patterns;
  readonly #intake: Intake;
  #taken: TakenIn | undefined;
  #bytes = 0;
  #totalBytes = 0;
  #failure: UserError | undefined;

  constructor(source: LogSource, query: LogQuery, patterns: Patterns, breath: Breath) {
    this.#source = source;
    this.#query = query;
    this.#patterns = patterns;
    this.#breath = breath;
    this.#intake = new Intake(patterns, query);
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  async run(shared: Omit<AggregateContext, 'progress'>, onProgress: () => void): Promise<void> {
    const progress: AggregateContext['progress'] = ({ bytes, totalBytes }) => {
      this.#bytes = bytes;
      this.#totalBytes = totalBytes;
      onProgress();
    };
    try {
      await (this.#source.aggregate
        ? this.#aggregate(this.#source.aggregate(this.#query, { ...shared, progress }))
        : this.#list({ ...shared, progress }, onProgress));
    } catch (cause) {
      if (!shared.signal.aborted) this.#failure = inWords(this.#source.label, cause);
    }
    this.#intake.end();
  }

  result(): SourceResult {
    const { format } = this.#source;
    return {
      label: this.#source.label,
      ...(format !== undefined && { format }),
      ...(this.#taken ?? this.#intake.result()),
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      ...(this.#failure && { failure: this.#failure }),
    };
  }

  async #aggregate(pages: ReturnType<NonNullable<LogSource['aggregate']>>): Promise<void> {
    for await (const { patterns, taken } of pages) {
      if (patterns) this.#patterns.merge(patterns);
      if (taken) this.#taken = this.#taken ? bothOf(this.#taken, taken) : taken;
      if (this.#breath.isDue) await this.#breath.take();
    }
  }

  async #list(context: AggregateContext, onPage: () => void): Promise<void> {
    for await (const page of this.#source.list(this.#query, context)) {
      if (context.signal.aborted) return;
      this.#intake.bad(page.bad);
      for (const entry of page.entries) {
        if (context.signal.aborted) return;
        this.#intake.entry(entry);
        if (this.#breath.isDue) await this.#breath.take();
      }
      onPage();
    }
  }
}

function bothOf(a: TakenIn, b: TakenIn): TakenIn {
  return {
    entryCount: a.entryCount + b.entryCount,
    leftOutCount: a.leftOutCount + b.leftOutCount,
    badCount: a.badCount + b.badCount,
    bad: [...a.bad, ...b.bad].slice(0, MAX_BAD),
    firstTime: [a.firstTime, b.firstTime].filter(Boolean).sort(compareTimestamps)[0] ?? '',
    lastTime: compareTimestamps(a.lastTime, b.lastTime) >= 0 ? a.lastTime : b.lastTime,
  };
}
