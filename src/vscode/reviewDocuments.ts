import * as path from 'node:path';
import * as vscode from 'vscode';

const SCHEME = 'five-whys-review';

/**
 * The diff that is looked at before a commit, as plain Markdown on both sides: the report's own files would open in the
 * Five Whys editor.
 */
export class ReviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private last = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** @param sides what the two sides are */
  async show(
    report: vscode.Uri,
    before: string,
    after: string,
    sides = before === '' ? 'new' : 'last commit ↔ now',
  ): Promise<void> {
    this.texts.clear();
    const name = path.posix.basename(report.path);
    const title = `${name} (${sides})`;
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.keep(report, before),
      this.keep(report, after),
      title,
      {
        preview: true,
      },
    );
  }

  /** Closes the diff, which has been answered. */
  async close(): Promise<void> {
    const diffs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME);
    await vscode.window.tabGroups.close(diffs);
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** Under a name that is no report's, so that no custom editor takes it. */
  private keep(report: vscode.Uri, text: string): vscode.Uri {
    const name = path.posix.basename(report.path).replace(/(\.whys)?\.md$/i, '.review.md');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: String(++this.last) });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}
