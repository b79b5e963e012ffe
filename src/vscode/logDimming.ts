import * as vscode from 'vscode';
import { LOG_SCHEME, type LogDocuments } from './logDocuments';

/** Dims library frames in log documents, whatever colour the theme has for them: the code's own frames stand out. */
export class LogDimming implements vscode.Disposable {
  private readonly dimmed = vscode.window.createTextEditorDecorationType({ opacity: '0.6' });
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly documents: LogDocuments) {
    const dimAll = () => vscode.window.visibleTextEditors.forEach((editor) => this.dim(editor));
    this.disposables = [
      this.dimmed,
      vscode.window.onDidChangeVisibleTextEditors(dimAll),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === LOG_SCHEME) dimAll();
      }),
    ];
    dimAll();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private dim(editor: vscode.TextEditor): void {
    const { document } = editor;
    const frames = this.documents.meaningOf(document)?.frames ?? [];
    const ranges = frames
      .filter(({ frame }) => frame.library)
      .map(({ line, frame }) => {
        const last = document.lineAt(frame.source === undefined ? line - 1 : line); // the quoted source stands below
        return new vscode.Range(new vscode.Position(line - 1, 0), last.range.end);
      });
    editor.setDecorations(this.dimmed, ranges);
  }
}
