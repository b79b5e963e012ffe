import * as vscode from 'vscode';
import { UserError } from '../errors';
import { readFrames } from '../frames/read';
import { edit } from '../report/edit';
import type { Problem } from '../whys/analysis';
import { whyToBeginWith } from '../whys/begin';
import type { Change } from '../whys/change';
import type { FromPage, Seen, ToPage } from '../whys/page';
import type { ReportChecks } from './checks';
import { commandFor, report } from './command';
import { workspaceEdit } from './documentEdits';
import { openLink } from './openLink';
import type { OpenWhys, WhysPage } from './openWhys';
import { pickEvidence, type EvidenceParts } from './pickEvidence';
import { readReport } from './readReport';
import { whysPage } from './whysPage';

/**
 * The Five Whys editor. The Markdown document is the model: the page shows what is read from it and every change of the
 * page is applied as the smallest text edits, so that undo, save, hot exit and other editors of the file just work.
 */
export class WhysEditor implements vscode.CustomTextEditorProvider {
  constructor(
    private readonly extension: vscode.Uri,
    private readonly parts: EvidenceParts,
    private readonly openWhys: OpenWhys,
    private readonly checks: ReportChecks,
  ) {}

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const { logs } = this.parts;
    const post = (message: ToPage) => void webview.postMessage(message);
    const showReport = () => post(this.reportMessage(document, changes.handled));
    const changes = new ChangeQueue(document, showReport);
    const apply = (change: Change) => changes.apply(change);
    const page: WhysPage = { document, apply };

    const receive = async (message: FromPage): Promise<void> => {
      switch (message.type) {
        case 'ready':
          changes.handled = 0; // a page begins to count
          return showReport();
        case 'change':
          return changes.apply(message.change, message.number);
        case 'pickEvidence': {
          const patterns = patternsOf(document, message.problem).flatMap((key) => logs.get(key) ?? []);
          const evidence = await pickEvidence(document.uri, patterns, this.parts);
          if (!evidence) return undefined;
          return apply({ type: 'addEvidence', problem: message.problem, why: message.why, evidence });
        }
        case 'openLink':
          return openLink(message.href, document.uri);
        case 'openPlace': {
          const [frame] = readFrames(message.place, () => true);
          if (!frame) throw new UserError(`${message.place} is no place in the code.`);
          return run(commandFor('', 'fiveWhys.openFrame', { frame }));
        }
        case 'showPattern': {
          const pattern = patternsOf(document, message.problem).find((key) => logs.get(key));
          return run(commandFor('', 'fiveWhys.showPattern', pattern ? { pattern } : undefined));
        }
        case 'commit':
          return run(commandFor('', 'fiveWhys.commitReport', document.uri));
        case 'looksAt':
          return this.openWhys.show(page, message.at);
        case 'undo':
          await changes.done;
          return run({ title: '', command: 'undo' });
        case 'copy':
          return run(commandFor('', 'fiveWhys.copyReport', document.uri));
        case 'openBeside':
          return run(commandFor('', 'fiveWhys.openBeside', document.uri));
        case 'openAsText':
          return run(commandFor('', 'fiveWhys.openAsText', document.uri));
        case 'openPreview':
          return run({ title: '', command: 'markdown.showPreviewToSide', arguments: [document.uri] });
      }
    };

    const disposables = [
      webview.onDidReceiveMessage((message: FromPage) => receive(message).catch(report)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) showReport();
      }),
      // Ctrl+S and the last words typed leave the page together: the save waits until they are in the document.
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) event.waitUntil(changes.done);
      }),
      this.checks.onDidChange((checked) => {
        if (checked === document) showReport();
      }),
      logs.onDidChange(showReport),
      panel.onDidChangeViewState(() => {
        if (panel.active) this.openWhys.use(page);
      }),
      new vscode.Disposable(() => this.openWhys.close(page)),
    ];
    panel.onDidDispose(() => vscode.Disposable.from(...disposables).dispose());
    this.openWhys.show(page, firstWhy(document));
    whysPage(webview, this.extension);
    showReport(); // VS Code keeps it until the page is there, which is sooner than to wait for `ready`
    const { broken } = readReport(document);
    if (broken !== undefined) openAsText(document.uri, panel, broken).catch(report);
  }

  private reportMessage(document: vscode.TextDocument, handled: number): ToPage {
    const reading = readReport(document);
    if (reading.broken !== undefined) return { type: 'broken', message: reading.broken };
    return {
      type: 'show',
      analysis: reading.analysis,
      handled,
      editable: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false,
      findings: this.checks.of(document),
      seen: reading.analysis.problems.map((problem) => this.seen(problem)),
    };
  }

  private seen(problem: Problem): Seen | null {
    const patterns = problem.patterns.flatMap((key) => this.parts.logs.get(key) ?? []);
    if (patterns.length === 0) return null;
    return {
      count: patterns.reduce((sum, pattern) => sum + pattern.count, 0),
      firstSeen: patterns.map((pattern) => pattern.firstSeen).sort()[0] ?? '',
      lastSeen:
        patterns
          .map((pattern) => pattern.lastSeen)
          .sort()
          .at(-1) ?? '',
    };
  }
}

/** Where a file cannot be shown as a report when it is opened, its text is the place to mend it. */
async function openAsText(file: vscode.Uri, panel: vscode.WebviewPanel, why: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', file, 'default', panel.viewColumn);
  void vscode.window.showWarningMessage(why);
}

/** What the page will show first, as far as one can know before it says so. */
function firstWhy(document: vscode.TextDocument): { problem: number; why: string } | undefined {
  const why = whyToBeginWith(readReport(document).analysis.problems[0]?.whys ?? []);
  return why === undefined ? undefined : { problem: 0, why };
}

function patternsOf(document: vscode.TextDocument, problem: number): readonly string[] {
  return readReport(document).analysis.problems[problem]?.patterns ?? [];
}

/** Applies changes one after the other, each to the text that the one before it left. */
class ChangeQueue {
  private last: Promise<void> = Promise.resolve();
  /** The number of the last change of the page that is in the document, or was refused. */
  handled = 0;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly showReport: () => void,
  ) {}

  /** Settles when every change that was asked for so far is in the document, or was refused. */
  get done(): Promise<void> {
    return this.last;
  }

  /** @param number which change of the page it is; left out for one from elsewhere */
  apply(change: Change, number?: number): Promise<void> {
    const next = this.last.then(() => this.applyNow(change, number));
    this.last = next.catch(() => undefined);
    return next;
  }

  /** A change that leaves the text as it was, or that the editor refused, is answered with the report as it stands. */
  private async applyNow(change: Change, number = this.handled): Promise<void> {
    const { document } = this;
    const edits = edit(document.getText(), change);
    this.handled = number; // the document tells of the change before the edit is said to be applied
    if (edits.length === 0) return this.showReport();
    if (await vscode.workspace.applyEdit(workspaceEdit(document, edits))) return undefined;
    this.showReport();
    throw new UserError(
      `The change could not be written to ${vscode.workspace.asRelativePath(document.uri)}. Is it read-only?`,
    );
  }
}

async function run({ command, arguments: args = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...(args as unknown[]));
}
