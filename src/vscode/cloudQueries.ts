import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../errors';
import { counted } from '../logs/countText';
import { CloudFailure } from '../sources/googleCloud/cloudFailure';
import type { QueryWord } from '../sources/queryFields';
import type { CloudSources, NamedSource } from './cloudSources';
import { commandFor, report } from './command';
import type { PulledLogs } from './pulledLogs';

const SCHEME = 'five-whys-query';

/** package.json gives files with this ending the query's language. */
const ENDING = '.gclquery';

/** The queries of the Google Cloud sources as files: what is saved in one is the source's query from then on. */
export class CloudQueries
  implements
    vscode.FileSystemProvider,
    vscode.CodeLensProvider,
    vscode.CompletionItemProvider,
    vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly problems = vscode.languages.createDiagnosticCollection('fiveWhys.query');
  /** When each query was last seen to change, in milliseconds. */
  private readonly times = new Map<string, { readonly text: string; readonly at: number }>();
  private readonly disposables: readonly vscode.Disposable[];

  readonly onDidChangeFile = this.changed.event;

  constructor(
    private readonly sources: CloudSources,
    private readonly logs: PulledLogs,
  ) {
    const queries = { scheme: SCHEME };
    this.disposables = [
      this.changed,
      this.problems,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      vscode.languages.registerCodeLensProvider(queries, this),
      vscode.languages.registerCompletionItemProvider(queries, this, '.'),
      sources.onDidChange(() => this.refresh()),
    ];
  }

  /** Shows the query of a source as text, with what the service found wrong with it. */
  async edit(named: NamedSource): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(named));
    await vscode.window.showTextDocument(document, { preview: false });
    const { lastFailure } = this.logs;
    if (lastFailure instanceof CloudFailure && lastFailure.kind === 'filter') {
      this.mark(document.uri, lastFailure);
    }
  }

  /** Takes back what the user wrote: the query is made of the source's settings again. */
  async reset({ saved }: NamedSource): Promise<void> {
    await this.sources.save({ ...saved, filter: '' });
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const text = this.textOf(uri);
    const known = this.times.get(uri.path);
    const at = known?.text === text ? known.at : Date.now();
    this.times.set(uri.path, { text, at });
    return { type: vscode.FileType.File, ctime: 0, mtime: at, size: Buffer.byteLength(text) };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.textOf(uri));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const named = this.sourceOf(uri);
    const text = new TextDecoder().decode(content).replaceAll('\r\n', '\n').trim();
    if (text.length > MOST_FILTER) {
      throw new UserError(`Cloud Logging takes no query of more than ${MOST_FILTER} characters.`);
    }
    const isDefault = text === '' || text === defaultOf(named, this.logs);
    await this.sources.save({ ...named.saved, filter: isDefault ? '' : text });
    this.check(uri, text).catch(report);
  }

  watch(): vscode.Disposable {
    return NOTHING; // settings tell of their changes by themselves
  }

  readDirectory(): [string, vscode.FileType][] {
    return this.sources.all.map((named) => [path.posix.basename(uriOf(named).path), vscode.FileType.File]);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const named = this.sources.all.find((one) => uriOf(one).path === uri.path);
    if (!named) return [];
    const { name, filter } = named.saved;
    return [
      commandFor('Pull with This Query', 'fiveWhys.pullLogs', name),
      commandFor('Open in Logs Explorer', 'fiveWhys.cloud.openExplorer', name),
      ...(filter === undefined
        ? []
        : [commandFor('Back to the Default', 'fiveWhys.cloud.resetFilter', name)]),
    ].map((command) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command));
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const { ENTRY_FIELDS, fieldsIn, fieldStart, QUERY_WORDS } = await import('../sources/queryFields');
    const { text } = document.lineAt(position);
    const range = new vscode.Range(
      position.with({ character: fieldStart(text, position.character) }),
      position,
    );
    const { Field, Keyword } = vscode.CompletionItemKind;
    const known = new Set(ENTRY_FIELDS.map(({ name }) => name));
    const entries = this.logs.patterns.flatMap(({ newest }) => newest[0]?.entries ?? []);
    const seen = fieldsIn(entries).filter((name) => !known.has(name));
    const item = (kind: vscode.CompletionItemKind, { name, about }: QueryWord): vscode.CompletionItem => {
      const made = new vscode.CompletionItem({ label: name, description: about }, kind);
      made.range = range;
      made.filterText = name;
      return made;
    };
    return [
      ...ENTRY_FIELDS.map((field) => item(Field, field)),
      ...seen.map((name) => item(Field, { name, about: 'In the logs that are loaded' })),
      ...QUERY_WORDS.map((word) => item(Keyword, word)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Asks the service whether it takes the query, by the page that a pull would begin with. */
  private async check(uri: vscode.Uri, filter: string): Promise<void> {
    const { source, ...named } = this.sourceOf(uri);
    const query = { ...this.logs.queryOf({ source, ...named }), ...(filter !== '' && { filter }) };
    this.problems.delete(uri);
    const context = { signal: AbortSignal.timeout(CHECK_MS), progress: () => undefined };
    try {
      const { entryCount, isExact } = await source.estimate(query, context);
      const count = `${isExact ? '' : 'about '}${counted(entryCount, 'entry', 'entries')}`;
      vscode.window.setStatusBarMessage(`$(check) The query finds ${count}`, 5_000);
    } catch (error) {
      if (!(error instanceof CloudFailure) || error.kind !== 'filter') throw error;
      this.mark(uri, error);
    }
  }

  private mark(uri: vscode.Uri, { message, place }: CloudFailure): void {
    const at = new vscode.Position(
      Math.max(0, (place?.line ?? 1) - 1),
      Math.max(0, (place?.column ?? 1) - 1),
    );
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const range = document?.getWordRangeAtPosition(document.validatePosition(at)) ?? new vscode.Range(at, at);
    this.problems.set(uri, [new vscode.Diagnostic(range, message)]);
  }

  private textOf(uri: vscode.Uri): string {
    const named = this.sourceOf(uri);
    return `${named.saved.filter ?? defaultOf(named, this.logs)}\n`;
  }

  private sourceOf(uri: vscode.Uri): NamedSource {
    const named = this.sources.all.find((one) => uriOf(one).path === uri.path);
    if (!named) throw vscode.FileSystemError.FileNotFound(uri);
    return named;
  }

  /** Tells of the queries that changed with the settings. */
  private refresh(): void {
    for (const pathname of this.times.keys()) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: pathname });
      this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    }
  }
}

/** Longer ones are refused: https://cloud.google.com/logging/quotas */
const MOST_FILTER = 20_000;
const CHECK_MS = 30_000;
const NOTHING: vscode.Disposable = { dispose: () => undefined };

function uriOf({ saved }: NamedSource): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${saved.name.replaceAll(/[/\\]/g, ' ')}${ENDING}` });
}

/** The query that is made of a source's settings. */
function defaultOf({ saved, source }: NamedSource, logs: PulledLogs): string {
  const { filter: _, ...query } = logs.queryOf({ saved, source });
  return source.filterOf(query);
}
