import type { UserError } from '../errors';
import type { Entry } from '../logs/entry';
import { Identities } from '../logs/identities';
import { Patterns } from '../logs/patterns';
import type { SampleWindow } from '../logs/samples';
import { compareTimestamps } from '../logs/timestamp';
import { Breath } from './breath';
import { inWords } from './failure';
import { Intake, MAX_BAD, type TakenIn } from './intake';
import { LineBlocks } from './lineBlocks';
import { LineReader } from './lineReader';
import { RecordIntake } from './recordIntake';
import type { AggregateContext, LogQuery, LogSource, Mark, Search } from './source';

/** What entries are counted into. */
export interface Counted {
  readonly patterns: Patterns;
  /** What tells entries from each other, in this pull and in those that go on from it. */
  readonly identities: Identities;
}

/** What a pull has brought in, so far or in the end. */
export interface PullResult extends Counted {
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
  /** There is more: goes on behind what came (`LogQuery.resume`). */
  readonly resume?: string;
  /** Where the next pull of what is new begins (`LogQuery.after`). */
  readonly mark?: Mark;
  /** How far a source that searches by calls has come. */
  readonly search?: Search;
}

/**
 * Reads all sources at once into patterns. A source that fails does not stop the others: its failure stands in its
 * result. `onProgress` is called while they are read with the result so far, whose patterns go on growing. `samples` says
 * which events are kept to be read, where not the newest. `into`: what earlier pulls have counted, to which this one adds.
 */
export async function pull(
  sources: readonly LogSource[],
  query: LogQuery,
  signal: AbortSignal,
  onProgress: (soFar: PullResult) => void,
  samples?: SampleWindow,
  into?: Counted,
): Promise<PullResult> {
  const identities = into?.identities ?? new Identities(await entryEstimate(sources, query, signal));
  const patterns =
    into?.patterns ??
    new Patterns({
      identities,
      ...(query.grouping && { grouping: query.grouping }),
      ...(samples && { samples }),
    });
  const breath = new Breath();
  const readings = sources.map((source) => new Reading(source, query, patterns, breath));
  const result = (): PullResult => ({
    patterns,
    identities,
    sources: readings.map((reading) => reading.result()),
    cancelled: signal.aborted,
  });
  const context = { signal, identities, patterns, ...(samples && { samples }) };
  await Promise.all(readings.map((reading) => reading.run(context, () => onProgress(result()))));
  patterns.isPartial = signal.aborted || readings.some((reading) => reading.isCut);
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
  const listed = sources.some((source) => !source.aggregate)
    ? (query.callLimit ?? DEFAULT_CALLS) * PAGE_ENTRIES
    : 0;
  return estimates.reduce((sum, estimate) => sum + (estimate?.entryCount ?? 0), listed);
}

/** How many pages a source without a limit may have before entries that come twice are counted twice. */
const DEFAULT_CALLS = 100;
const PAGE_ENTRIES = 1000;

/** One source while it is read. */
class Reading {
  readonly #source: LogSource;
  readonly #query: LogQuery;
  readonly #breath: Breath;
  readonly #patterns: Patterns;
  readonly #intake: Intake;
  #records: RecordIntake | undefined;
  #blocks: LineBlocks | undefined;
  #taken: TakenIn | undefined;
  #bytes = 0;
  #totalBytes = 0;
  #failure: UserError | undefined;
  #resume: string | undefined;
  #mark: Mark | undefined;
  #search: Search | undefined;

  constructor(source: LogSource, query: LogQuery, patterns: Patterns, breath: Breath) {
    this.#source = source;
    this.#query = query;
    this.#patterns = patterns;
    this.#breath = breath;
    this.#intake = new Intake(patterns, query);
  }

  /** Whether there is more than was read. */
  get isCut(): boolean {
    return this.#failure !== undefined || this.#resume !== undefined;
  }

  async run(shared: Omit<AggregateContext, 'progress'>, onProgress: () => void): Promise<void> {
    const progress: AggregateContext['progress'] = ({ bytes, totalBytes }) => {
      this.#bytes = bytes;
      this.#totalBytes = totalBytes;
      onProgress();
    };
    const searched = (search: Search): void => {
      this.#search = search;
      onProgress();
    };
    const context = { ...shared, progress, searched };
    try {
      await (this.#source.aggregate
        ? this.#aggregate(this.#source.aggregate(this.#query, context))
        : this.#list(context, onProgress));
    } catch (cause) {
      if (!shared.signal.aborted) this.#failure = inWords(this.#source.label, cause);
    }
    this.#blocks?.end();
    this.#records?.end();
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
      ...(this.#resume !== undefined && { resume: this.#resume }),
      ...(this.#mark && { mark: this.#mark }),
      ...(this.#search && { search: this.#search }),
    };
  }

  async #aggregate(pages: ReturnType<NonNullable<LogSource['aggregate']>>): Promise<void> {
    for await (const { patterns, taken } of pages) {
      if (patterns) this.#patterns.merge(patterns);
      if (taken) this.#taken = this.#taken ? bothOf(this.#taken, taken) : taken;
      if (this.#breath.isDue) await this.#breath.take();
    }
  }

  async #takeIn(entries: readonly Entry[], signal: AbortSignal): Promise<void> {
    for (const entry of entries) {
      if (signal.aborted) return;
      this.#intake.entry(entry);
      if (this.#breath.isDue) await this.#breath.take();
    }
  }

  /** Counts records from their bytes, which takes less time than making entries of them. */
  #recordsOf(): LineBlocks {
    this.#records ??= new RecordIntake(this.#intake, new LineReader(new Date()));
    return (this.#blocks ??= new LineBlocks(this.#records));
  }

  async #list(context: AggregateContext, onPage: () => void): Promise<void> {
    for await (const page of this.#source.list(this.#query, context)) {
      if (context.signal.aborted) return;
      if (page.lines !== undefined) this.#recordsOf().push(Buffer.from(page.lines));
      else {
        this.#intake.bad(page.bad);
        await this.#takeIn(page.entries, context.signal);
        if (context.signal.aborted) return; // in the middle of a page
      }
      this.#resume = page.resume;
      this.#mark = page.mark ?? this.#mark;
      if (this.#breath.isDue) await this.#breath.take();
      onPage();
    }
  }
}

/** What two readings took in together. */
export function bothOf(a: TakenIn, b: TakenIn): TakenIn {
  return {
    entryCount: a.entryCount + b.entryCount,
    leftOutCount: a.leftOutCount + b.leftOutCount,
    badCount: a.badCount + b.badCount,
    bad: [...a.bad, ...b.bad].slice(0, MAX_BAD),
    firstTime: [a.firstTime, b.firstTime].filter(Boolean).sort(compareTimestamps)[0] ?? '',
    lastTime: compareTimestamps(a.lastTime, b.lastTime) >= 0 ? a.lastTime : b.lastTime,
  };
}
