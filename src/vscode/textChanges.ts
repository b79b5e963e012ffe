import * as vscode from 'vscode';

/** A change that a document was told of and does not show yet. */
interface Change {
  /** What the document was given; undefined while it is being made. */
  text?: string;
  /** Whether the text may be another again by now. */
  isOld: boolean;
  readonly waiting: NodeJS.Timeout;
}

/**
 * Has open documents of a content provider ask for their text anew, each of them for one text at a time. While a change is on its
 * way the editor takes a text that the document still shows for no change, and it applies the edits of a change that overlaps with
 * others to a text that is no more: an old text, or parts of two, would stay.
 * Source: extHostDocumentContentProviders.ts and mainThreadDocumentContentProviders.ts of microsoft/vscode.
 */
export class TextChanges implements vscode.Disposable {
  private readonly underWay = new Map<string, Change>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: readonly vscode.Disposable[];

  /** For the content provider to hand on. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.disposables = [
      this.changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.look(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.end(uri)),
    ];
  }

  /** Has an open document ask for its text, at once or when it shows the one that it asked for before. */
  announce(uri: vscode.Uri): void {
    const change = this.underWay.get(uri.toString());
    if (change) {
      change.isOld = true;
      return;
    }
    const waiting = setTimeout(() => this.goOn(uri), PATIENCE_MS);
    this.underWay.set(uri.toString(), { isOld: false, waiting });
    this.changed.fire(uri);
  }

  /** Notes what a document is given, right before it is. */
  gave(uri: vscode.Uri, text: string): void {
    const change = this.underWay.get(uri.toString());
    if (!change) return;
    change.text = text;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (document) this.look(document);
  }

  dispose(): void {
    for (const { waiting } of this.underWay.values()) clearTimeout(waiting);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Goes on where a document shows what it was given. */
  private look(document: vscode.TextDocument): void {
    const text = this.underWay.get(document.uri.toString())?.text;
    if (text !== undefined && withPlainEnds(document.getText()) === withPlainEnds(text))
      this.goOn(document.uri);
  }

  private goOn(uri: vscode.Uri): void {
    if (this.end(uri)?.isOld) this.announce(uri);
  }

  private end(uri: vscode.Uri): Change | undefined {
    const change = this.underWay.get(uri.toString());
    this.underWay.delete(uri.toString());
    clearTimeout(change?.waiting);
    return change;
  }
}

/** After so long a change is taken for lost. The editor gives itself a second to find out what differs. */
const PATIENCE_MS = 5_000;

/** The editor ends all lines of a text alike. */
function withPlainEnds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
