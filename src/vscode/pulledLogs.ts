import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { LogEvent } from '../logs/event';
import type { Grouping } from '../logs/grouping';
import type { LogWindow } from '../logs/logWindow';
import type { Pattern } from '../logs/pattern';
import { Patterns } from '../logs/patterns';
import { NOTHING_SINCE, regrouped, type PulledPatterns, type Since } from '../logs/since';
import { pull, type PullResult, type SourceResult } from '../sources/pull';
import { readSamples } from '../sources/samples';
import type { LogQuery, LogSource } from '../sources/source';
import { report } from './command';
import type { LogSources } from './logSources';
import { output } from './output';
import type { PullHistory } from './pullHistory';
import { showProgress } from './pullProgress';
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
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly origin: LogSources,
    private readonly decisions: TeamDecisions,
    private readonly history: PullHistory,
  ) {
    this.disposables = [
      this.changed,
      onDidChangeSetting('minimumSeverity', () => this.pullAgain()),
      decisions.onDidChange(() => this.regroup()),
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
    const result = await this.pull();
    this.origin.forget(result?.sources.filter(isUnread).map((source) => source.label) ?? []);
  }

  /**
   * Reads all sources anew. A pull that is still running is cancelled: the latest question wins. What was loaded stays
   * when nothing could be read.
   */
  async pull(): Promise<PullResult | undefined> {
    return this.read((now, ids) => this.history.since(ids, now));
  }

  /** Events of a pattern other than the newest, from the sources as they are now. */
  async readSamples(key: string, window: LogWindow, signal: AbortSignal): Promise<readonly LogEvent[]> {
    return this.query ? readSamples(this.sources, this.query, key, window, signal) : [];
  }

  close(): void {
    this.running?.abort();
    this.origin.clear();
    this.result = undefined;
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

  /** Shows what is loaded as the team has it now. Merges are made of what was counted; a split takes reading again. */
  private regroup(): void {
    const { merged, split } = this.decisions.current;
    if (!this.result || !this.query || isEqual(this.query.grouping, { merged, split })) return;
    if (!isEqual(this.query.grouping.split, split)) {
      this.pullAgain();
      return;
    }
    const patterns = new Patterns({ grouping: { merged, split } });
    for (const part of this.result.patterns.data()) patterns.merge(part);
    patterns.isPartial = this.result.patterns.isPartial;
    this.result = { ...this.result, patterns };
    this.query = { ...this.query, grouping: { merged, split } };
    this.show(this.result, (now) => regrouped(this.difference, now.patterns));
  }

  /** The same logs to another question: what is new and what is gone is what it was. */
  private pullAgain(): void {
    if (!this.result) return;
    this.read(({ patterns }) => regrouped(this.difference, patterns)).catch(report);
  }

  private async read(compare: Compare): Promise<PullResult | undefined> {
    const sources = this.origin.list();
    if (sources.length === 0) throw nothingToPull();
    await this.decisions.load();
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const began = performance.now();
    const { merged, split } = this.decisions.current;
    const query = { minimumSeverity: setting('minimumSeverity'), grouping: { merged, split } };
    const result = await pullShown(sources, query, running);
    if (this.running !== running) return undefined;
    this.running = undefined;
    logProblems(result);
    if (result.sources.every(isUnread)) return result;
    this.result = result;
    this.query = query;
    this.sources = sources;
    this.show(result, compare);
    const elapsedMs = Math.round(performance.now() - began);
    output.info(`Pulled ${this.sourceLabels.join(', ')}: ${this.shown.length} patterns in ${elapsedMs} ms`);
    return result;
  }

  /** @param compare says what is different from before */
  private show(result: PullResult, compare: Compare): void {
    const now = pulledPatterns(result);
    this.difference = compare(now, this.sourceIds);
    this.history.add(this.sourceIds, now).then(undefined, report);
    this.shown = now.patterns;
    this.byKey = new Map(now.patterns.flatMap((pattern) => pattern.keys.map((key) => [key, pattern])));
    this.changed.fire();
  }
}

function pullShown(
  sources: readonly LogSource[],
  query: LogQuery,
  running: AbortController,
): Promise<PullResult> {
  let soFar: PullResult | undefined;
  const pulling = pull(sources, query, running.signal, (result) => {
    soFar = result;
  });
  showProgress(pulling, running, () => soFar);
  return pulling;
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

function isPartial({ cancelled, sources }: PullResult): boolean {
  return cancelled || sources.some(({ failure }) => failure !== undefined);
}

/** Whether nothing came of a source: it failed, or was cancelled, before its first entry. */
function isUnread(source: SourceResult): boolean {
  return source.entryCount === 0 && (source.failure !== undefined || source.bytes < source.totalBytes);
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
