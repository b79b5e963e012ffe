import * as vscode from 'vscode';
import { CloudAround } from './vscode/cloudAround';
import { PullCache } from './vscode/cloudCache';
import { CloudQueries } from './vscode/cloudQueries';
import { CloudSources } from './vscode/cloudSources';
import { CloudTail } from './vscode/cloudTail';
import { ReportChecks } from './vscode/checks';
import { report } from './vscode/command';
import { registerCommands } from './vscode/commands';
import { DeployedDocuments } from './vscode/deployedDocuments';
import { LogDimming } from './vscode/logDimming';
import { LogDocuments, LOG_SCHEME } from './vscode/logDocuments';
import { LogHovers } from './vscode/logHovers';
import { LogLenses } from './vscode/logLenses';
import { LogLinks } from './vscode/logLinks';
import { LogOutline } from './vscode/logOutline';
import { LogSources } from './vscode/logSources';
import { OpenWhys } from './vscode/openWhys';
import { output } from './vscode/output';
import { PathMappings } from './vscode/pathMappings';
import { PatternsView } from './vscode/patternsView';
import { Places } from './vscode/places';
import { PulledLogs } from './vscode/pulledLogs';
import { PullHistory } from './vscode/pullHistory';
import { Redaction } from './vscode/redaction';
import { registerReportEditors } from './vscode/reportEditors';
import { Repositories } from './vscode/repositories';
import { ReportFiles } from './vscode/reportFiles';
import { ReportLinks } from './vscode/reportLinks';
import { ReportLocations } from './vscode/reportLocations';
import { ReportsView } from './vscode/reportsView';
import { ReviewDocuments } from './vscode/reviewDocuments';
import { sampleWasOpened } from './vscode/sample';
import { SourceLenses } from './vscode/sourceLenses';
import { SourceMaps } from './vscode/sourceMaps';
import { TeamDecisions } from './vscode/teamDecisions';
import { WorkspaceIndex } from './vscode/workspaceIndex';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const began = performance.now();

  const index = new WorkspaceIndex();
  const decisions = new TeamDecisions(context.workspaceState);
  const cloud = new CloudSources();
  const sources = new LogSources(context.workspaceState, cloud);
  const cache = new PullCache(context.storageUri);
  const logs = new PulledLogs(sources, decisions, new PullHistory(context.workspaceState), cache);
  const repositories = new Repositories(index);
  const mappings = new PathMappings(logs, index, decisions);
  const sourceMaps = new SourceMaps();
  const places = new Places(index, mappings, repositories, decisions, sourceMaps);
  const reports = new ReportFiles();
  const review = new ReviewDocuments();
  const documents = new LogDocuments(logs, index);
  const tail = new CloudTail(logs);
  const queries = new CloudQueries(cloud, logs);
  const around = new CloudAround(cloud, logs, documents, places);
  const patternsView = new PatternsView(logs, reports, decisions, context.workspaceState, places, tail);
  const reportsView = new ReportsView(reports);
  const sourceLenses = new SourceLenses(logs, places);
  const openWhys = new OpenWhys();
  const lenses = new LogLenses(documents, places, openWhys);
  const links = new LogLinks(documents, places);
  const hovers = new LogHovers(documents, places, repositories);
  const outline = new LogOutline(documents);
  const locations = new ReportLocations(index, places, repositories);
  const reportLinks = new ReportLinks(locations, places);
  const redaction = new Redaction(context.workspaceState);
  const checks = new ReportChecks(context.extensionUri, locations, redaction);
  const quickFixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const log = { scheme: LOG_SCHEME };
  const markdown = { language: 'markdown', scheme: 'file' };

  context.subscriptions.push(
    output,
    index,
    repositories,
    mappings,
    sourceMaps,
    places,
    new DeployedDocuments(repositories),
    decisions,
    cloud,
    logs,
    tail,
    reports,
    review,
    documents,
    queries,
    around,
    new LogDimming(documents),
    patternsView,
    reportsView,
    sourceLenses,
    openWhys,
    lenses,
    locations,
    redaction,
    checks,
    vscode.languages.registerCodeLensProvider(log, lenses),
    vscode.languages.registerHoverProvider(log, hovers),
    vscode.languages.registerDocumentLinkProvider(log, links),
    vscode.languages.registerDefinitionProvider(log, links),
    vscode.languages.registerDocumentSymbolProvider(log, outline),
    vscode.languages.registerFoldingRangeProvider(log, outline),
    vscode.languages.registerCodeLensProvider({ scheme: 'file' }, sourceLenses),
    vscode.languages.registerDocumentLinkProvider(markdown, reportLinks),
    vscode.languages.registerDefinitionProvider(markdown, reportLinks),
    vscode.languages.registerCodeActionsProvider(markdown, checks, quickFixes),
    registerReportEditors(context.extensionUri, { logs, places, repositories, locations }, openWhys, checks),
    registerCommands(context, {
      logs,
      sources,
      places,
      repositories,
      openWhys,
      mappings,
      reports,
      decisions,
      documents,
      patternsView,
      review,
      redaction,
      tail,
      queries,
      around,
      cache,
    }),
  );
  output.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);

  if (await sampleWasOpened(context)) await vscode.commands.executeCommand('fiveWhys.pullLogs');
  else logs.restore().catch(report); // after the activation, which it would make longer
}
