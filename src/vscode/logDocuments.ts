import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import { UserError } from '../errors';
import { renderBadRecords } from '../logs/badRecords';
import type { Frame } from '../frames/frame';
import { readFrames } from '../frames/read';
import { workspacePath } from '../frames/workspacePath';
import type { LogEvent } from '../logs/event';
import { renderPattern, type LogDocument } from '../logs/logDocument';
import { readLogQuery, writeLogQuery, type LogWindow } from '../logs/logWindow';
import type { Pattern } from '../logs/pattern';
import type { PulledLogs } from './pulledLogs';
import { TextChanges } from './textChanges';
import type { WorkspaceIndex } from './workspaceIndex';

export const LOG_SCHEME = 'five-whys-log';
/** The language of everything that shows log lines, in package.json. */
export const LOG_LANGUAGE = 'five-whys-log';

/** package.json gives files in this folder the log's language, so that a tab has it from the start. */
const FOLDER = '/five-whys-log/';

const UNREADABLE = vscode.Uri.from({ scheme: LOG_SCHEME, path: `${FOLDER}Unreadable records` });

/**
 * Read-only documents of the patterns. The query of a document's URI says the pattern's key and which of its events are
 * shown, so that the same question is the same document, and a tab that is opened again asks it again.
 */
export class LogDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly names = new Map<string, string>();
  private readonly rendered = new Map<string, LogDocument>();
  /** Events that are being read for a document, once for all who ask. */
  private readonly reading = new Map<string, Promise<readonly LogEvent[]>>();
  private stop = new AbortController();
  private readonly changes = new TextChanges();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changes.onDidChange;

  constructor(
    private readonly logs: PulledLogs,
    private readonly index: WorkspaceIndex,
  ) {
    this.disposables = [
      this.changes,
      vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.rendered.delete(uri.toString())),
      logs.onDidChange(() => this.refresh()),
      index.onDidChange(() => this.showAgain()),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const text = await this.textOf(uri);
    this.changes.gave(uri, text);
    return text;
  }

  /** What stands where in a log document; undefined while its text is another than the one last rendered. */
  meaningOf(document: vscode.TextDocument): LogDocument | undefined {
    const meaning = this.rendered.get(document.uri.toString());
    return meaning?.text === document.getText().replaceAll('\r\n', '\n') ? meaning : undefined;
  }

  /** An event of a pattern by its id, where it is among the newest or in an open document. */
  eventOf({ pattern, event }: PatternRef): LogEvent | undefined {
    const shown = [...this.rendered.values()].flatMap(({ events }) => events.map((lines) => lines.event));
    return [...(this.logs.get(pattern)?.newest ?? []), ...shown].find(({ id }) => id === event);
  }

  patternOf(uri: vscode.Uri): Pattern | undefined {
    const key = patternKeyOf(uri);
    return key === undefined ? undefined : this.logs.get(key);
  }

  /** Shows the pattern's document, at the event if one is meant. */
  async open({ pattern: key, event, window }: PatternRef): Promise<void> {
    const pattern = this.logs.get(key);
    if (!pattern)
      throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
    const document = await vscode.workspace.openTextDocument(this.uriOf(pattern, window));
    const lines = this.meaningOf(document)?.events.find((lines) => lines.event.id === event);
    const at = new vscode.Position(lines ? lines.firstLine - 1 : 0, 0);
    const editor = await vscode.window.showTextDocument(document, {
      preview: true,
      selection: new vscode.Range(at, at),
    });
    if (lines) editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
  }

  /** Shows the records of the last pull that could not be read. */
  async openUnreadable(): Promise<void> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(UNREADABLE), {
      preview: true,
    });
  }

  dispose(): void {
    this.stop.abort();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async textOf(uri: vscode.Uri): Promise<string> {
    if (uri.query === '') return renderBadRecords(this.logs.lastPull?.sources ?? []);
    const { key, window } = readLogQuery(uri.query);
    const pattern = this.logs.get(key);
    if (!pattern)
      return 'The log of this pattern is not loaded. Run "Five Whys: Pull Logs" to read it again.\n';
    const { signal } = this.stop;
    const events = window ? await this.read(uri, key, window) : pattern.newest;
    if (signal.aborted && !this.stop.signal.aborted) return this.textOf(uri); // other logs by now
    const page = window ? { events, window } : { events };
    const isFile = workspacePath(await this.index.get());
    const framesOf = ({ text, frames }: LogEvent) => withKnown(readFrames(text, isFile), frames);
    const document = renderPattern(pattern, this.logs.sourceLabels, page, framesOf);
    this.rendered.set(uri.toString(), document);
    return document.text;
  }

  /** Reads the events of a window, which takes a while for a big file; the window's progress bar shows it. */
  private read(uri: vscode.Uri, key: string, window: LogWindow): Promise<readonly LogEvent[]> {
    const id = uri.toString();
    const running = this.reading.get(id);
    if (running) return running;
    const options = {
      location: vscode.ProgressLocation.Window,
      title: `Reading ${'before' in window ? 'older' : 'newer'} entries`,
    };
    const events = Promise.resolve(
      vscode.window.withProgress(options, () => this.logs.readSamples(key, window, this.stop.signal)),
    ).finally(() => this.reading.delete(id));
    this.reading.set(id, events);
    return events;
  }

  /** A pattern's document keeps its name while the window is open, though a later pull may know another title. */
  private uriOf({ key, title }: Pattern, window: LogWindow | undefined): vscode.Uri {
    const name =
      this.names.get(key) ?? (title.replaceAll(/[/\\]/g, ' ').trim().slice(0, 60).trim() || 'error');
    this.names.set(key, name);
    return vscode.Uri.from({ scheme: LOG_SCHEME, path: FOLDER + name, query: writeLogQuery(key, window) });
  }

  /** What was read of logs that are loaded no more is of no use. */
  private refresh(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.reading.clear();
    this.showAgain();
  }

  private showAgain(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === LOG_SCHEME) this.changes.announce(uri);
    }
  }
}

/** Frames that were read from a text, those that its event knows too as it knows them. */
function withKnown(read: readonly Frame[], known: readonly Frame[]): Frame[] {
  const byPlace = new Map(known.map((frame) => [`${frame.start}:${frame.end}:${frame.line}`, frame]));
  return read.map((frame) => byPlace.get(`${frame.start}:${frame.end}:${frame.line}`) ?? frame);
}

/** The key of the pattern that a document shows; undefined for any other document. */
export function patternKeyOf(uri: vscode.Uri): string | undefined {
  return uri.scheme === LOG_SCHEME && uri.query !== '' ? readLogQuery(uri.query).key : undefined;
}
