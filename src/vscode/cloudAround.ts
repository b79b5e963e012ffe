import * as vscode from 'vscode';
import type { AroundKind, PatternRef } from '../commands';
import { UserError } from '../errors';
import type { Entry } from '../logs/entry';
import { renderSurroundings, type SurroundingsDocument } from '../logs/surroundings';
import {
  listAround,
  readAroundQuery,
  writeAroundQuery,
  type AroundPage,
  type AroundQuery,
} from '../sources/aroundQuery';
import { sameInstance, sameService, sameTrace, type Around } from '../sources/googleCloud/around';
import type { CloudSources } from './cloudSources';
import { commandFor, report } from './command';
import { frameLenses } from './frameLenses';
import { signalOf } from './git';
import { LOG_SCHEME, type LogDocuments } from './logDocuments';
import { type FrameTexts, LogLinks } from './logLinks';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';

const SCHEME = 'five-whys-around';

/** package.json gives files in this folder the log's language. */
const FOLDER = '/five-whys-log/';

/**
 * What was logged around an entry, as read-only documents. The query of a document's URI is the question, so that the same
 * question is the same document, and a tab that is opened again asks it again.
 */
export class CloudAround
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, FrameTexts, vscode.Disposable
{
  private readonly shown = new Map<string, SurroundingsDocument & AroundPage>();
  private readonly stop = new AbortController();
  private readonly failed = new Set<string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly rendered = new vscode.EventEmitter<void>();
  private readonly disposables: readonly vscode.Disposable[];

  readonly onDidChange = this.changed.event;
  readonly onDidChangeCodeLenses = this.rendered.event;

  constructor(
    private readonly sources: CloudSources,
    private readonly logs: PulledLogs,
    private readonly documents: LogDocuments,
    private readonly places: Places,
  ) {
    const links = new LogLinks(this, places);
    this.disposables = [
      this.changed,
      this.rendered,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerCodeLensProvider([{ scheme: SCHEME }, { scheme: LOG_SCHEME }], this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, links),
      vscode.languages.registerDefinitionProvider({ scheme: SCHEME }, links),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      logs.onDidChange(() => this.rendered.fire()),
      places.onDidChange(() => this.rendered.fire()),
      places.onDidMove(() => this.rendered.fire()),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = readAroundQuery(uri.query);
    const named = query && this.sources.get(query.source);
    if (!named)
      return `The source of these lines is not in your settings, or this workspace is not trusted.\n`;
    const options = { location: vscode.ProgressLocation.Window, title: 'Asking Cloud Logging' };
    const { signal } = this.stop;
    this.forget(uri);
    try {
      const page = await vscode.window.withProgress(options, () => listAround(named.source, query, signal));
      const document = renderSurroundings({ ...query, entries: page.entries });
      this.shown.set(uri.toString(), { ...document, ...page });
      this.rendered.fire();
      return document.text;
    } catch (error) {
      this.failed.add(uri.toString());
      report(error);
      return `${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (document.uri.scheme !== SCHEME) return this.questions(document);
    const frames = this.meaningOf(document)?.frames ?? [];
    return [...this.ways(document), ...(await frameLenses(frames, this.places, signalOf(token)))];
  }

  meaningOf(document: vscode.TextDocument): SurroundingsDocument | undefined {
    return this.shown.get(document.uri.toString());
  }

  /** Asks what else was logged beside an entry of a pattern, where that is not said, and shows it. */
  async ask({ pattern, event }: PatternRef, kind: AroundKind | undefined): Promise<void> {
    const { newest } = this.logs.get(pattern) ?? {};
    const entry = (newest?.find(({ id }) => id === event) ?? newest?.[0])?.entries[0];
    const questions = entry ? this.questionsOf(entry) : [];
    if (!entry || questions.length === 0) {
      throw new UserError('Only entries of a Google Cloud source can be asked for what stands around them.');
    }
    const given = questions.find(({ about }) => about === kind);
    const picked =
      given ?? (await vscode.window.showQuickPick(questions, { title: 'What Was Logged Beside It?' }));
    if (picked) await this.open(picked.query);
  }

  /** Shows a document by the query of its URI. */
  async open(query: string): Promise<void> {
    const around = readAroundQuery(query);
    if (!around) throw new UserError('This is no question about the entries around another one.');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: FOLDER + around.title, query });
    if (this.failed.has(uri.toString())) this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const line = (this.shown.get(uri.toString())?.ownLine ?? 1) - 1;
    const selection = new vscode.Range(line, 0, line, 0);
    const editor = await vscode.window.showTextDocument(document, { preview: true, selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenter);
  }

  dispose(): void {
    this.stop.abort();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private forget(uri: vscode.Uri): void {
    this.shown.delete(uri.toString());
    this.failed.delete(uri.toString());
  }

  /** From a document of surroundings to what is older and newer. */
  private ways(document: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.shown.get(document.uri.toString());
    if (!shown)
      return this.failed.has(document.uri.toString()) ? [lens(1, 'Ask Again', document.uri.query)] : [];
    const go = (line: number, title: string, query: AroundQuery) =>
      lens(line, title, writeAroundQuery(query));
    return [go(shown.firstLine, 'Load Older', shown.older), go(shown.lastLine, 'Load Newer', shown.newer)];
  }

  /** From each entry of a pattern's document to what stands around it. */
  private questions(document: vscode.TextDocument): vscode.CodeLens[] {
    const events = this.documents.meaningOf(document)?.events ?? [];
    return events.flatMap(({ event, firstLine }) => {
      const questions = event.entries[0] ? this.questionsOf(event.entries[0]) : [];
      return questions.map(({ label, query }) => lens(firstLine, label, query));
    });
  }

  private questionsOf(entry: Entry): { about: AroundKind; label: string; query: string }[] {
    const source = this.logs.loadedFrom?.saved.name;
    const at = entry.timestamp;
    if (source === undefined || at === undefined) return [];
    return KINDS.flatMap(([kind, question]) => {
      const around = question(entry);
      if (!around) return [];
      const query = writeAroundQuery({ ...around, source, at, id: entry.insertId });
      return [{ about: kind, label: around.title, query }];
    });
  }
}

const KINDS: readonly (readonly [AroundKind, (entry: Entry) => Around | undefined])[] = [
  ['service', sameService],
  ['instance', sameInstance],
  ['trace', sameTrace],
];

/** @param line from 1 */
function lens(line: number, title: string, query: string): vscode.CodeLens {
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  return new vscode.CodeLens(range, commandFor(title, 'fiveWhys.cloud.openAround', query));
}
