import * as vscode from 'vscode';
import { edit } from '../report/edit';
import { shownPlan } from '../report/shownPlan';
import type { Problem } from '../whys/analysis';
import { whyToBeginWith } from '../whys/begin';
import type { Change } from '../whys/change';
import type { Finding } from '../whys/finding';
import type { FromPage, PageAt, Seen, ToPage } from '../whys/page';
import type { ShownPlan } from '../whys/plan';
import type { ReportChecks } from './checks';
import { commandFor, report, run } from './command';
import { openPlace, openReportLink, type LocationParts } from './openLocation';
import type { OpenWhys, WhysPage } from './openWhys';
import { pickEvidence, type EvidenceParts } from './pickEvidence';
import { readReport } from './readReport';
import { ReportChanges } from './reportChanges';
import { whysPage } from './whysPage';

/**
 * The Five Whys editor. The Markdown document is the model: the page shows what is read from it and every change of the
 * page is applied as the smallest text edits, so that undo, save, hot exit and other editors of the file just work.
 */
export class WhysEditor implements vscode.CustomTextEditorProvider {
  constructor(
    private readonly extension: vscode.Uri,
    private readonly parts: EvidenceParts & LocationParts,
    private readonly openWhys: OpenWhys,
    private readonly checks: ReportChecks,
  ) {}

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const { logs } = this.parts;
    const post = (message: ToPage) => void webview.postMessage(message);
    /** The number of the last change of this page that is in the document, or was refused. */
    let handled = 0;
    let plan: ShownPlan | undefined;
    /** Where the page begins, until it says what it shows. */
    let beginAt = this.openWhys.of(document);
    const showReport = () => {
      const message = this.reportMessage(document, handled, plan);
      post(message.type === 'show' && beginAt ? { ...message, beginAt } : message);
    };
    /** Apart from the report itself, which is not to wait for it. */
    const showPlan = () => {
      plan = shownPlan(document.getText(), readReport(document));
      showReport();
    };
    const changes = ReportChanges.of(document);
    /** A change that leaves the text as it was, or that the editor refuses, is answered with the report as it stands. */
    const apply = async (change: Change, number?: number): Promise<void> => {
      let isWritten = false;
      try {
        isWritten = await changes.apply(() => {
          handled = number ?? handled;
          return edit(document.getText(), change, readReport(document));
        });
      } finally {
        if (!isWritten) showReport();
      }
    };
    const page: WhysPage = { document, apply };

    const receive = async (message: FromPage): Promise<void> => {
      switch (message.type) {
        case 'ready':
          handled = 0; // a page begins to count
          return showPlan();
        case 'change':
          return apply(message.change, message.number);
        case 'pickEvidence': {
          const patterns = patternsOf(document, message.problem).flatMap((key) => logs.get(key) ?? []);
          const evidence = await pickEvidence(document.uri, patterns, this.parts);
          if (!evidence) return undefined;
          return apply({ type: 'addEvidence', problem: message.problem, why: message.why, evidence });
        }
        case 'openLink':
          return openReportLink(message.href, message.within, document.uri, this.parts);
        case 'openPlace':
          return openPlace(message.place, message.within, this.parts);
        case 'showPattern': {
          const pattern = patternsOf(document, message.problem).find((key) => logs.get(key));
          return run(commandFor('', 'fiveWhys.showPattern', pattern ? { pattern } : undefined));
        }
        case 'commit':
          return run(commandFor('', 'fiveWhys.commitReport', document.uri));
        case 'looksAt':
          beginAt = undefined;
          return this.openWhys.show(page, message.at);
        case 'undo':
          await changes.done;
          return run({ title: '', command: 'undo' });
        case 'applyFix': {
          const isMeant = ({ id, start, end }: Pick<Finding, 'id' | 'start' | 'end'>) =>
            id === message.id && start === message.start && end === message.end;
          await changes.apply(() => {
            const findings = this.checks.ofNow(document);
            const places = findings.flatMap(({ id, related = [] }) =>
              related.map((place) => Object.assign({}, place, { id })),
            );
            const fix = [...findings, ...places].find(isMeant)?.fix;
            return fix && 'edits' in fix ? fix.edits : [];
          });
          return undefined;
        }
        case 'save':
          await changes.done;
          await document.save();
          return undefined;
        case 'copy':
          return run(commandFor('', 'fiveWhys.copyReport', document.uri));
        case 'openBeside':
          return run(commandFor('', 'fiveWhys.openBeside', document.uri));
        case 'openTextAt': {
          const at = document.positionAt(message.offset);
          const selection = new vscode.Range(at, at);
          await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, selection });
          return undefined;
        }
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
        if (checked === document) showPlan();
      }),
      logs.onDidChange(showReport),
      panel.onDidChangeViewState(() => {
        if (panel.active) this.openWhys.use(page);
      }),
      new vscode.Disposable(() => this.openWhys.close(page)),
    ];
    panel.onDidDispose(() => vscode.Disposable.from(...disposables).dispose());
    this.openWhys.show(page, beginAt ?? firstWhy(document));
    whysPage(webview, this.extension);
    showReport(); // VS Code keeps it until the page is there, which is sooner than to wait for `ready`
    const { broken } = readReport(document);
    if (broken !== undefined) openAsText(document.uri, panel, broken).catch(report);
  }

  private reportMessage(document: vscode.TextDocument, handled: number, plan: ShownPlan | undefined): ToPage {
    const reading = readReport(document);
    if (reading.broken !== undefined) return { type: 'broken', message: reading.broken };
    return {
      type: 'show',
      analysis: reading.analysis,
      handled,
      editable: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false,
      findings: this.checks.of(document).filter(isForPage),
      ...(plan && { plan }),
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

/**
 * A location that has moved is left to the text's problems: with its commit it says what was so, and the page leads to where
 * its code is now. A report that was just begun would have a weak spot already.
 */
function isForPage({ id, severity }: Finding): boolean {
  return id !== 'location' || severity !== 'information';
}

/** Where a file cannot be shown as a report when it is opened, its text is the place to mend it. */
async function openAsText(file: vscode.Uri, panel: vscode.WebviewPanel, why: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', file, 'default', panel.viewColumn);
  void vscode.window.showWarningMessage(why);
}

/** What the page will show first, as far as one can know before it says so. */
function firstWhy(document: vscode.TextDocument): PageAt | undefined {
  const why = whyToBeginWith(readReport(document).analysis.problems[0]?.whys ?? []);
  return why === undefined ? undefined : { problem: 0, why };
}

function patternsOf(document: vscode.TextDocument, problem: number): readonly string[] {
  return readReport(document).analysis.problems[problem]?.patterns ?? [];
}
