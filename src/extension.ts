import * as vscode from 'vscode';
import { registerCommands } from './vscode/commands';
import { LogDimming } from './vscode/logDimming';
import { LogDocuments, LOG_SCHEME } from './vscode/logDocuments';
import { LogLenses } from './vscode/logLenses';
import { LogLinks } from './vscode/logLinks';
import { LogOutline } from './vscode/logOutline';
import { LogSources } from './vscode/logSources';
import { output } from './vscode/output';
import { PatternsView } from './vscode/patternsView';
import { Places } from './vscode/places';
import { PulledLogs } from './vscode/pulledLogs';
import { PullHistory } from './vscode/pullHistory';
import { ReportFiles } from './vscode/reportFiles';
import { ReportsView } from './vscode/reportsView';
import { ReviewDocuments } from './vscode/reviewDocuments';
import { sampleWasOpened } from './vscode/sample';
import { SourceLenses } from './vscode/sourceLenses';
import { TeamDecisions } from './vscode/teamDecisions';
import { MARKDOWN_EDITOR, REPORT_EDITOR, WhysEditor } from './vscode/whysEditor';
import { WorkspaceIndex } from './vscode/workspaceIndex';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const began = performance.now();

  const index = new WorkspaceIndex();
  const places = new Places(index);
  const decisions = new TeamDecisions(context.workspaceState);
  const sources = new LogSources(context.workspaceState);
  const logs = new PulledLogs(sources, decisions, new PullHistory(context.workspaceState));
  const reports = new ReportFiles();
  const review = new ReviewDocuments();
  const documents = new LogDocuments(logs);
  const patternsView = new PatternsView(logs, reports, decisions, context.workspaceState);
  const reportsView = new ReportsView(reports);
  const sourceLenses = new SourceLenses(logs, places);
  const links = new LogLinks(documents, places);
  const outline = new LogOutline(documents);
  const editor = new WhysEditor(context.extensionUri, logs, places);
  const log = { scheme: LOG_SCHEME };
  const editorOptions = { webviewOptions: { retainContextWhenHidden: false } };

  context.subscriptions.push(
    output,
    index,
    decisions,
    logs,
    reports,
    review,
    documents,
    new LogDimming(documents),
    patternsView,
    reportsView,
    sourceLenses,
    vscode.languages.registerCodeLensProvider(log, new LogLenses(documents, places)),
    vscode.languages.registerDocumentLinkProvider(log, links),
    vscode.languages.registerDefinitionProvider(log, links),
    vscode.languages.registerDocumentSymbolProvider(log, outline),
    vscode.languages.registerFoldingRangeProvider(log, outline),
    vscode.languages.registerCodeLensProvider({ scheme: 'file' }, sourceLenses),
    vscode.window.registerCustomEditorProvider(REPORT_EDITOR, editor, editorOptions),
    vscode.window.registerCustomEditorProvider(MARKDOWN_EDITOR, editor, editorOptions),
    registerCommands(context, {
      logs,
      sources,
      places,
      reports,
      decisions,
      documents,
      patternsView,
      review,
    }),
  );
  output.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);

  if (await sampleWasOpened(context)) await vscode.commands.executeCommand('fiveWhys.pullLogs');
}
