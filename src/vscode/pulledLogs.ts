import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { LogEvent } from '../logs/event';
import type { Grouping } from '../logs/grouping';
import type { LogWindow } from '../logs/logWindow';
import type { Pattern } from '../logs/pattern';
import { Patterns } from '../logs/patterns';
import { NOTHING_SINCE, regrouped, type PulledPatterns, type Since } from '../logs/since';
import { Intake } from '../sources/intake';
import { bothOf, type PullResult, type SourceResult } from '../sources/pull';
import { readSamples } from '../sources/samples';
import { ageText } from '../sources/searchText';
import type { LogQuery, LogSource, TailBatch } from '../sources/source';
import type { PullCache } from './cloudCache';
import { cloudPull, pullShown, type Extent } from './cloudPull';
import type { NamedSource } from './cloudSources';
import { report } from './command';
import { nextTo, NOTHING_READ, nothingOf, queryOf, questionOf, type Held } from './heldPull';
import type { LogSources } from './logSources';
import { output } from './output';
import type { PullHistory } from './pullHistory';
import { onDidChangeSetting, setting } from './settings';
import type { TeamDecisions } from './teamDecisions';

/** Says what is different from before, given the ids of the sources. */
type Compare = (now: PulledPatterns, sources: readonly string[]) => Since;

/** The logs that are loaded now, as patterns. */
export class PulledLogs implements vscode.Disposable {
  private result: PullResult | undefined;
  private sources: readonly LogSource[] = [];
  private query: (LogQuery & { readonly grouping: Grouping }) | undefined;
  private shown: readonly Pattern[] = [];
  private byKey: ReadonlyMap<string, Pattern> = new Map();
  private difference: Since = NOTHING_SINCE;
  private running: AbortController | undefined;
  /** What is loaded of a Google Cloud source; undefined of log files. */
  private held: Held | undefined;
  private failed: unknown;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly changedState = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;
  /** A pull began or ended, or what it would ask is another source. */
  readonly onDidChangeState = this.changedState.event;

  constructor(
    private readonly origin: LogSources,
    private readonly decisions: TeamDecisions,
    private readonly history: PullHistory,
    private readonly cache: PullCache,
  ) {
    this.disposables = [
      this.changed,
      this.changedState,
      onDidChangeSetting('minimumSeverity', () => this.pullAgain()),
      decisions.onDidChange(() => this.regroup()),
      origin.cloud.onDidChange(() => this.changedState.fire()),
    ];
  }

  get patterns(): readonly Pattern[] {
    return this.shown;
  }

  /** What the last pull read and left out; undefined before the first. */
  get lastPull(): PullResult | undefined {
    return this.result;
  }

  /** What the last pull has that the one before had not, and the other way round. */
  get since(): Since {
    return this.difference;
  }

  /** Whether the last pull was cut short: there may be more of everything than its counts say. */
  get isPartial(): boolean {
    return this.result !== undefined && isPartial(this.result);
  }

  /** The Google Cloud source that *Pull Logs* asks; undefined where it reads files. */
  get current(): NamedSource | undefined {
    return this.origin.current;
  }

  /** The Google Cloud source that the patterns are of. */
  get loadedFrom(): NamedSource | undefined {
    return this.held?.named;
  }

  /** How old what is loaded of a Google Cloud source is, in words; empty of files. */
  get age(): string {
    return this.held ? `Pulled ${ageText(this.held.at, Date.now())}` : '';
  }

  /** Why the last pull ended before its end; undefined where it did not. */
  get lastFailure(): unknown {
    return this.failed;
  }

  /** As shown to the user. */
  get sourceLabels(): readonly string[] {
    return this.sources.map((source) => source.label);
  }

  /** As written into reports. */
  get sourceIds(): readonly string[] {
    return this.sources.map((source) => source.id);
  }

  /** A pattern by any of its keys. */
  get(key: string): Pattern | undefined {
    return this.byKey.get(key);
  }

  /** Adds log files and pulls. Files that turn out not to be logs are not asked again. */
  async open(files: readonly vscode.Uri[]): Promise<void> {
    this.origin.open(files);
    await this.origin.choose(undefined);
    const result = await this.pull();
    const unread = result?.sources.filter((source) => isUnread(source, result)) ?? [];
    this.origin.forget(unread.map((source) => source.label));
  }

  /**
   * Reads all files anew, or asks the current Google Cloud source for what is new. A pull that is still running is
   * cancelled: the latest question wins. What was loaded stays when nothing could be read.
   * @param extent what else a Google Cloud source is asked for
   */
  async pull(extent: Extent = 'newer'): Promise<PullResult | undefined> {
    const { current } = this.origin;
    return current ? this.search(current, extent, this.sinceLast) : this.read(this.sinceLast);
  }

  /** Ends the pull that is running; what came of it until now is shown. */
  cancel(): void {
    this.running?.abort();
  }

  get isPulling(): boolean {
    return this.running !== undefined;
  }

  /** Shows the last pull of the current Google Cloud source that is kept, where nothing is loaded; true if there is one. */
  async restore(): Promise<boolean> {
    const named = this.origin.current;
    if (!named || this.result || this.running) return false;
    await this.decisions.load();
    const query = queryOf(named, this.grouping);
    const kept = await this.cache.read(named.source.id, query.grouping);
    const isWanted = kept?.facts.question === questionOf(named, query) && this.origin.current === named;
    if (!isWanted || this.result || this.running) return false;
    const { facts, ...counted } = kept;
    const { reach, at, question } = facts;
    const result = { ...counted, sources: [facts.source], cancelled: false };
    this.hold({ named, question, query, result, reach, at, isWhole: true }, () => NOTHING_SINCE);
    return true;
  }

  /** What a pull of all of a Google Cloud source asks. */
  queryOf(named: NamedSource): LogQuery {
    return queryOf(named, this.grouping);
  }

  /** Counts entries of a tail. They are shown when `showTail` is called. */
  takeIn(named: NamedSource, batch: TailBatch): void {
    const held = this.held?.named === named ? this.held : nothingOf(named, this.grouping);
    const intake = new Intake(held.result.patterns, held.query);
    intake.page(batch);
    intake.end(); // whatever is yet to come of an event, the batch waited for it
    const [source] = held.result.sources;
    const taken = source ? { ...source, ...bothOf(source, intake.result()) } : undefined;
    const result = { ...held.result, sources: taken ? [taken] : [] };
    this.held = { ...held, result, at: Date.now(), isWhole: false };
  }

  /** Shows what `takeIn` has counted. */
  showTail(): void {
    if (this.held) this.hold(this.held, ({ patterns }) => regrouped(this.difference, patterns));
  }

  /** Events of a pattern other than the newest, from the sources as they are now. */
  async readSamples(key: string, window: LogWindow, signal: AbortSignal): Promise<readonly LogEvent[]> {
    if (!this.query) return [];
    const query = this.held ? nextTo(window, this.query) : this.query;
    return readSamples(this.sources, query, key, window, signal);
  }

  /** Forgets what is loaded, and the files that were opened. */
  close(): void {
    this.origin.clear();
    this.unload();
  }

  /** Forgets what is loaded. */
  unload(): void {
    this.running?.abort();
    this.running = undefined;
    this.result = undefined;
    this.held = undefined;
    this.query = undefined;
    this.sources = [];
    this.difference = NOTHING_SINCE;
    this.shown = [];
    this.byKey = new Map();
    this.changed.fire();
  }

  dispose(): void {
    this.running?.abort();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private get grouping(): Grouping {
    const { merged, split } = this.decisions.current;
    return { merged, split };
  }

  private readonly sinceLast: Compare = (now, ids) => this.history.since(ids, now);

  /** Shows what is loaded as the team has it now. Merges are made of what was counted; a split takes reading again. */
  private regroup(): void {
    const { merged, split } = this.decisions.current;
    if (!this.result || !this.query || isEqual(this.query.grouping, { merged, split })) return;
    if (!isEqual(this.query.grouping.split, split)) {
      this.pullAgain();
      return;
    }
    const { identities } = this.result;
    const patterns = new Patterns({ identities, grouping: { merged, split } });
    for (const part of this.result.patterns.data()) patterns.merge(part);
    patterns.isPartial = this.result.patterns.isPartial;
    this.result = { ...this.result, patterns };
    this.query = { ...this.query, grouping: { merged, split } };
    if (this.held) this.held = { ...this.held, result: this.result, query: this.query };
    this.show(this.result, (now) => regrouped(this.difference, now.patterns));
  }

  /** The same logs to another question: what is new and what is gone is what it was. */
  private pullAgain(): void {
    if (!this.result) return;
    const compare: Compare = ({ patterns }) => regrouped(this.difference, patterns);
    const { loadedFrom } = this;
    (loadedFrom ? this.search(loadedFrom, 'anew', compare) : this.read(compare)).catch(report);
  }

  /** Asks a Google Cloud source. */
  private async search(
    named: NamedSource,
    extent: Extent,
    compare: Compare,
  ): Promise<PullResult | undefined> {
    await this.decisions.load();
    const running = this.begin();
    const began = performance.now();
    const before = this.held?.named.saved.name === named.saved.name ? this.held : undefined;
    const asking = cloudPull(named, extent, this.grouping, before, running);
    const held = await asking.catch((error: unknown) => {
      if (this.end(running)) this.failed = error;
      throw error;
    });
    if (!this.end(running) || !held) return undefined;
    this.failed = held.result.sources[0]?.failure;
    logProblems(held.result);
    if (held.result.sources.every((source) => isUnread(source, held.result))) return held.result;
    this.hold(held, compare);
    this.history.add(this.sourceIds, pulledPatterns(held.result)).then(undefined, report);
    if (held.isWhole) this.keep(held);
    const elapsedMs = Math.round(performance.now() - began);
    output.info(`Pulled ${named.saved.name}: ${this.shown.length} patterns in ${elapsedMs} ms`);
    return held.result;
  }

  private hold(held: Held, compare: Compare): void {
    this.held = held;
    this.result = held.result;
    this.query = held.query;
    this.sources = [held.named.source];
    this.show(held.result, compare);
  }

  private keep({ named, question, at, reach, result }: Held): void {
    const [{ failure: _, ...source } = NOTHING_READ] = result.sources;
    const facts = { question, at, reach, source, isPartial: result.patterns.isPartial };
    void this.cache.write(named.source.id, facts, result);
  }

  private begin(): AbortController {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.changedState.fire();
    return running;
  }

  /** Notes that a pull has ended; false where it was not the latest, or all was closed meanwhile: nobody waits for it. */
  private end(running: AbortController): boolean {
    if (this.running !== running) return false;
    this.running = undefined;
    this.changedState.fire();
    return true;
  }

  private async read(compare: Compare): Promise<PullResult | undefined> {
    const sources = this.origin.list();
    if (sources.length === 0) throw nothingToPull();
    await this.decisions.load();
    const running = this.begin();
    const began = performance.now();
    const query = { minimumSeverity: setting('minimumSeverity'), grouping: this.grouping };
    const result = await pullShown(sources, query, running);
    if (!this.end(running)) return undefined;
    logProblems(result);
    this.failed = undefined;
    if (result.sources.every((source) => isUnread(source, result))) return result;
    this.held = undefined;
    this.result = result;
    this.query = query;
    this.sources = sources;
    this.show(result, compare);
    this.history.add(this.sourceIds, pulledPatterns(result)).then(undefined, report);
    const elapsedMs = Math.round(performance.now() - began);
    output.info(`Pulled ${this.sourceLabels.join(', ')}: ${this.shown.length} patterns in ${elapsedMs} ms`);
    return result;
  }

  /** @param compare says what is different from before */
  private show(result: PullResult, compare: Compare): void {
    const now = pulledPatterns(result);
    this.difference = compare(now, this.sourceIds);
    this.shown = now.patterns;
    this.byKey = new Map(now.patterns.flatMap((pattern) => pattern.keys.map((key) => [key, pattern])));
    this.changed.fire();
  }
}

function logProblems({ sources }: PullResult): void {
  for (const { failure } of sources) if (failure) report(failure);
  for (const { label, bad } of sources) {
    for (const { at, why } of bad) output.warn(`${label}: record ${at} ${why}`);
  }
}

function pulledPatterns(result: PullResult): PulledPatterns {
  const times = result.sources.map(({ lastTime }) => lastTime).sort();
  return { patterns: result.patterns.list(), lastTime: times.at(-1) ?? '', isComplete: !isPartial(result) };
}

function isPartial({ patterns }: PullResult): boolean {
  return patterns.isPartial;
}

/** Whether nothing came of a source: it failed, or was cancelled, before its first entry. */
function isUnread(source: SourceResult, { cancelled }: Pick<PullResult, 'cancelled'>): boolean {
  const isCut = cancelled || source.failure !== undefined || source.bytes < source.totalBytes;
  return source.entryCount === 0 && isCut;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nothingToPull(): UserError {
  return new UserError(
    'There is no log to pull yet. Open a log file, or name some in the setting fiveWhys.logFiles.',
    { wayOut: { title: 'Open Log File…', command: 'fiveWhys.openLogFile' } },
  );
}
