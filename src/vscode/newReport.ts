import * as vscode from 'vscode';
import type { PatternRef, Resource } from '../commands';
import type { Pattern } from '../logs/pattern';
import { link } from '../report/markdown';
import { reportFromPattern, reportFromTitle } from '../report/newReport';
import { read } from '../report/read';
import { fillTemplate } from '../report/template';
import { write } from '../report/write';
import type { Analysis } from '../whys/analysis';
import { relative } from './evidence';
import { LOG_SCHEME } from './logDocuments';
import { patternFacts } from './patternFacts';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { ReportFiles } from './reportFiles';
import { originOf, titleOf, type Origin } from './reportOrigin';
import { folderFor, freeReport, openFolders, writeNew } from './reportPlace';
import { REPORT_EDITOR } from './reportEditors';
import { withoutSecrets } from './withoutSecrets';

/** What *New Five Whys* works with. */
interface Parts {
  readonly logs: PulledLogs;
  readonly places: Places;
  readonly reports: ReportFiles;
}

/**
 * Writes a new report, filled in as far as its origin tells, and opens it. Asks only for what it cannot know.
 * @returns the report; undefined when the user changed their mind
 */
export async function newReport(
  parts: Parts,
  from: PatternRef | Resource | undefined,
  title: string | undefined,
): Promise<vscode.Uri | undefined> {
  const folders = openFolders();
  const origin = title === undefined ? await originOf(parts.logs, from) : { title };
  if (!origin) return undefined;
  if ('pattern' in origin && !(await wantsAnother(origin.pattern, parts.reports))) return undefined;
  const folder = await folderFor(origin, folders, parts.places);
  if (!folder) return undefined;

  const day = new Date().toISOString().slice(0, 10);
  const report = await freeReport(folder, day, withoutSecrets(titleOf(origin)));
  const analysis = await analysisOf(origin, report, day, parts);
  await writeNew(report, (await fromTemplate(report, analysis)) ?? write(analysis));
  await keepLog();
  await vscode.commands.executeCommand('vscode.openWith', report, REPORT_EDITOR);
  return report;
}

/** The report in the shape of the team's template; undefined where the folder has none, or one that cannot hold it. */
async function fromTemplate(report: vscode.Uri, analysis: Analysis): Promise<string | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(report);
  const template = folder && (await textOf(vscode.Uri.joinPath(folder.uri, TEMPLATE)));
  if (template === undefined) return undefined;
  const text = fillTemplate(template, analysis);
  if (text === undefined) {
    void vscode.window.showWarningMessage(
      `${TEMPLATE} was not used: a report written in its shape could not be read back. Look for code or comments in it that nothing closes.`,
    );
  }
  return text;
}

const TEMPLATE = '.vscode/five-whys/template.md';

/** The text of a file; undefined where there is none. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The log from which a report is begun stays open: it is where the evidence is. */
async function keepLog(): Promise<void> {
  if (vscode.window.activeTextEditor?.document.uri.scheme !== LOG_SCHEME) return;
  await vscode.commands.executeCommand('workbench.action.keepEditor');
}

/** Asks whether there should be a second report where one is about the same error already. */
async function wantsAnother(pattern: Pattern, reports: ReportFiles): Promise<boolean> {
  const [known] = await reports.about(pattern.keys);
  if (!known) return true;
  const open = 'Open It';
  const another = 'New Report';
  const name = vscode.workspace.asRelativePath(known.uri);
  const choice = await vscode.window.showInformationMessage(
    `${name} is about this error already.`,
    open,
    another,
  );
  if (choice === open) await vscode.commands.executeCommand('vscode.openWith', known.uri, REPORT_EDITOR);
  return choice === another;
}

async function analysisOf(origin: Origin, report: vscode.Uri, date: string, parts: Parts): Promise<Analysis> {
  if ('pattern' in origin) {
    return reportFromPattern(await patternFacts(origin.pattern, report, parts.logs, parts.places), { date });
  }
  if ('title' in origin) return reportFromTitle(origin.title, { date });
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(origin.file));
  const title = read(text).analysis.title || titleOf(origin);
  const follows = link(titleOf(origin), relative(report, origin.file));
  const begun = reportFromTitle(title, { date });
  return { ...begun, header: [...begun.header, { name: 'Follows', value: follows }] };
}
