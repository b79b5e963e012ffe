import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import { UserError } from '../errors';
import { renderPattern, type LogDocument } from '../logs/logDocument';
import type { Pattern } from '../logs/pattern';
import type { PulledLogs } from './pulledLogs';

export const LOG_SCHEME = 'five-whys-log';

/** package.json gives files in this folder the log's language, so that a tab has it from the start. */
const FOLDER = '/five-whys-log/';

/** Read-only documents of the patterns. The pattern's key is the document's query: the same pattern, the same document. */
export class LogDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly uris = new Map<string, vscode.Uri>();
  private readonly rendered = new Map<string, LogDocument>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(private readonly logs: PulledLogs) {
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.rendered.delete(uri.toString())),
      logs.onDidChange(() => this.refresh()),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const pattern = this.patternOf(uri);
    if (!pattern)
      return 'The log of this pattern is not loaded. Run "Five Whys: Pull Logs" to read it again.\n';
    const document = renderPattern(pattern, this.logs.sourceLabels);
    this.rendered.set(uri.toString(), document);
    return document.text;
  }

  /** What stands where in a log document; undefined while its text is another than the one last rendered. */
  meaningOf(document: vscode.TextDocument): LogDocument | undefined {
    const meaning = this.rendered.get(document.uri.toString());
    return meaning?.text === document.getText().replaceAll('\r\n', '\n') ? meaning : undefined;
  }

  patternOf(uri: vscode.Uri): Pattern | undefined {
    return uri.scheme === LOG_SCHEME ? this.logs.get(uri.query) : undefined;
  }

  /** Shows the pattern's document, at the event if one is meant. */
  async open({ pattern: key, event }: PatternRef): Promise<void> {
    const pattern = this.logs.get(key);
    if (!pattern)
      throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
    const document = await vscode.workspace.openTextDocument(this.uriOf(pattern));
    const lines = this.meaningOf(document)?.events.find((lines) => lines.event.id === event);
    const at = new vscode.Position(lines ? lines.firstLine - 1 : 0, 0);
    const editor = await vscode.window.showTextDocument(document, {
      preview: true,
      selection: new vscode.Range(at, at),
    });
    if (lines) editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private uriOf(pattern: Pattern): vscode.Uri {
    const known = this.uris.get(pattern.key);
    if (known) return known;
    const name = pattern.title.replaceAll(/[/\\]/g, ' ').trim().slice(0, 60).trim();
    const uri = vscode.Uri.from({ scheme: LOG_SCHEME, path: FOLDER + (name || 'error'), query: pattern.key });
    this.uris.set(pattern.key, uri);
    return uri;
  }

  private refresh(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === LOG_SCHEME) this.changed.fire(uri);
    }
  }
}
