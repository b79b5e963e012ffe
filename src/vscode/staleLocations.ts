import * as vscode from 'vscode';
import { rangeIn, workspaceEdit } from './documentEdits';
import { isMarkdownFile } from './markdownFile';
import type { Stale } from './movedSince';
import { output } from './output';
import type { ReportLocations } from './reportLocations';
import { onDidChangeSetting } from './settings';

/** The problems of reports whose code locations lead elsewhere than they did, and their quick fixes. */
export class StaleLocations implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection('five-whys-locations');
  private readonly disposables: vscode.Disposable[];
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly locations: ReportLocations) {
    const lookSoon = () => this.lookSoon();
    this.disposables = [
      this.problems,
      locations.onDidChange(lookSoon),
      onDidChangeSetting('reports.locations', lookSoon),
      vscode.workspace.onDidOpenTextDocument(lookSoon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isMarkdownFile(document)) this.lookSoon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.problems.delete(uri)),
    ];
    this.lookSoon();
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const found = await this.locations.of(document);
    return found.flatMap(({ location, stale }) => {
      const where = rangeIn(document, location);
      if (!stale?.fix || !where.intersection(range)) return [];
      const action = new vscode.CodeAction(stale.fix.title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [problemOf(where, stale)];
      action.isPreferred = true;
      action.edit = workspaceEdit(document, stale.fix.edits);
      return [action];
    });
  }

  dispose(): void {
    clearTimeout(this.waiting);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.waiting);
    // Nobody asked for it, so that what goes wrong is not shown.
    this.waiting = setTimeout(() => void this.look().catch((error) => output.warn(String(error))), TYPING_MS);
  }

  private async look(): Promise<void> {
    for (const document of vscode.workspace.textDocuments.filter(isMarkdownFile)) {
      const { version } = document;
      const found = await this.locations.of(document);
      if (document.isClosed || document.version !== version) continue;
      const problems = found.flatMap(({ location, stale }) =>
        stale ? [problemOf(rangeIn(document, location), stale)] : [],
      );
      this.problems.set(document.uri, problems);
    }
  }
}

/** After the last key, before the problems follow. */
const TYPING_MS = 300;

function problemOf(range: vscode.Range, { what, why }: Stale): vscode.Diagnostic {
  const severity = vscode.DiagnosticSeverity[what === 'broken' ? 'Warning' : 'Information'];
  const problem = new vscode.Diagnostic(range, why, severity);
  problem.source = 'Five Whys';
  problem.code = 'stale-location';
  return problem;
}
