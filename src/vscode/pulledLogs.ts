import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { Pattern } from '../logs/pattern';
import { logFile } from '../sources/logFile';
import { pull, type PullResult, type SourceResult } from '../sources/pull';
import type { LogSource } from '../sources/source';
import { report } from './command';
import { output } from './output';
import { onDidChangeSetting, setting } from './settings';

/** The logs that are loaded now, as patterns. */
export class PulledLogs implements vscode.Disposable {
  /** Files the user opened in this window, beside those that the settings name. */
  private readonly opened = new Map<string, LogSource>();
  private result: PullResult | undefined;
  private sources: readonly LogSource[] = [];
  private shown: readonly Pattern[] = [];
  private running: AbortController | undefined;
  private readonly changed = new vscode.EventEmitter<void>();

  private readonly severityChanged = onDidChangeSetting('minimumSeverity', () => {
    if (this.result) this.pull().catch(report);
  });

  readonly onDidChange = this.changed.event;

  get patterns(): readonly Pattern[] {
    return this.shown;
  }

  /** What the last pull read and left out; undefined before the first. */
  get lastPull(): PullResult | undefined {
    return this.result;
  }

  /** As shown to the user. */
  get sourceLabels(): readonly string[] {
    return this.sources.map((source) => source.label);
  }

  /** As written into reports. */
  get sourceIds(): readonly string[] {
    return this.sources.map((source) => source.id);
  }

  get(key: string): Pattern | undefined {
    return this.result?.patterns.get(key);
  }

  /** Adds log files and pulls. Files that turn out not to be logs are not asked again. */
  async open(files: readonly vscode.Uri[]): Promise<void> {
    for (const file of files) this.opened.set(file.toString(), sourceOf(file));
    const result = await this.pull();
    const unread = result?.sources.filter(isUnread).map((source) => source.label) ?? [];
    for (const [key, source] of this.opened) if (unread.includes(source.label)) this.opened.delete(key);
  }

  /**
   * Reads all sources anew. A pull that is still running is cancelled: the latest question wins. What was loaded stays
   * when nothing could be read.
   */
  async pull(): Promise<PullResult | undefined> {
    const sources = [...configuredFiles().map(sourceOf), ...this.opened.values()];
    if (sources.length === 0) {
      throw new UserError(
        'There is no log to pull yet. Open a log file, or name some in the setting fiveWhys.logFiles.',
        {
          wayOut: { title: 'Open Log File…', command: 'fiveWhys.openLogFile' },
        },
      );
    }
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const began = performance.now();
    const result = await withProgress(sources, running);
    if (this.running !== running) return undefined;
    this.running = undefined;
    for (const { failure } of result.sources) if (failure) report(failure);
    for (const { label, bad } of result.sources) {
      for (const { at, why } of bad) output.warn(`${label}: record ${at} ${why}`);
    }
    if (result.sources.every(isUnread)) return result;
    this.result = result;
    this.sources = sources;
    this.shown = result.patterns.list();
    this.changed.fire();
    const elapsedMs = Math.round(performance.now() - began);
    output.info(`Pulled ${this.sourceLabels.join(', ')}: ${this.shown.length} patterns in ${elapsedMs} ms`);
    return result;
  }

  close(): void {
    this.running?.abort();
    this.opened.clear();
    this.result = undefined;
    this.sources = [];
    this.shown = [];
    this.changed.fire();
  }

  dispose(): void {
    this.running?.abort();
    this.changed.dispose();
    this.severityChanged.dispose();
  }
}

/** Whether the settings name log files to pull. */
export function hasConfiguredFiles(): boolean {
  return configuredFiles().length > 0;
}

/** The files that the settings name; a relative path is one of the folder whose settings name it. */
function configuredFiles(): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.flatMap(({ uri }) =>
    setting('logFiles', uri).map((file) =>
      path.isAbsolute(file) ? vscode.Uri.file(file) : vscode.Uri.joinPath(uri, file),
    ),
  );
  const absolute = folders.length === 0 ? setting('logFiles').filter((file) => path.isAbsolute(file)) : [];
  const all = [...named, ...absolute.map((file) => vscode.Uri.file(file))];
  const distinct = [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  // Settings of a workspace with several roots hold for each of them, and the file is in one.
  const present = distinct.filter((uri) => existsSync(uri.fsPath));
  return present.length > 0 ? present : distinct;
}

function sourceOf(file: vscode.Uri): LogSource {
  return logFile(file.fsPath, vscode.workspace.asRelativePath(file));
}

/** Whether nothing came of a source: it failed, or was cancelled, before its first entry. */
function isUnread(source: SourceResult): boolean {
  return source.entryCount === 0 && (source.failure !== undefined || source.bytes < source.totalBytes);
}

/** Most pulls are over before a notification could be read. */
const NOTIFY_AFTER_MS = 500;

/** Pulls, which the view shows; when it takes longer than a moment, a notification says how far it is and can cancel. */
async function withProgress(sources: readonly LogSource[], running: AbortController): Promise<PullResult> {
  let soFar: PullResult | undefined;
  const pulling = pull(sources, { minimumSeverity: setting('minimumSeverity') }, running.signal, (result) => {
    soFar = result;
  });
  void vscode.window.withProgress({ location: { viewId: 'fiveWhys.patterns' } }, () => pulling);
  const notify = setTimeout(
    () => void notifyWhile(pulling, running, () => (soFar ? percentOf(soFar) : 0)),
    NOTIFY_AFTER_MS,
  );
  return pulling.finally(() => clearTimeout(notify));
}

function notifyWhile(
  pulling: Promise<unknown>,
  running: AbortController,
  percent: () => number,
): Thenable<unknown> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Pulling logs',
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => running.abort());
    let reported = 0;
    const timer = setInterval(() => {
      const now = percent();
      progress.report({ increment: now - reported, message: `${Math.floor(now)} %` });
      reported = now;
    }, 200);
    return pulling.finally(() => clearInterval(timer));
  });
}

function percentOf({ sources }: PullResult): number {
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  const total = sources.reduce((sum, source) => sum + source.totalBytes, 0);
  return total > 0 ? (100 * bytes) / total : 0;
}
