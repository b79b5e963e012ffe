import * as vscode from 'vscode';
import type { PatternRef, Resource } from '../commands';
import { UserError } from '../errors';
import type { Pattern } from '../logs/pattern';
import { reportFileName, uniqueName } from '../report/fileName';
import { link } from '../report/markdown';
import { reportFromPattern, reportFromTitle } from '../report/newReport';
import { read } from '../report/read';
import { write } from '../report/write';
import type { Analysis } from '../whys/analysis';
import { isPatternRef, uriOf } from './command';
import { relative } from './evidence';
import { LOG_SCHEME } from './logDocuments';
import { patternFacts } from './patternFacts';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { ReportFiles } from './reportFiles';
import { setting } from './settings';
import { REPORT_EDITOR } from './whysEditor';

/** What *New Five Whys* works with. */
interface Parts {
  readonly logs: PulledLogs;
  readonly places: Places;
  readonly reports: ReportFiles;
}

/** What a report is begun from: an error of the logs, a Markdown file, or a problem in the user's words. */
type Origin = { readonly pattern: Pattern } | { readonly file: vscode.Uri } | { readonly title: string };

/**
 * Writes a new report, filled in as far as its origin tells, and opens it. Asks only for what it cannot know.
 * @returns the report; undefined when the user changed their mind
 */
export async function newReport(
  parts: Parts,
  from: PatternRef | Resource | undefined,
  title: string | undefined,
): Promise<vscode.Uri | undefined> {
  const origin = title === undefined ? await originOf(parts.logs, from) : { title };
  if (!origin) return undefined;
  if ('pattern' in origin && !(await wantsAnother(origin.pattern, parts.reports))) return undefined;
  const folder = await folderFor(origin, parts.places);
  if (!folder) return undefined;

  const directory = reportDirectory(folder);
  const day = new Date().toISOString().slice(0, 10);
  const name = await freeName(directory, folder, day, titleOf(origin));
  const report = vscode.Uri.joinPath(directory, name);
  await writeNew(report, directory, write(await analysisOf(origin, report, day, parts)));
  await keepLog();
  await vscode.commands.executeCommand('vscode.openWith', report, REPORT_EDITOR);
  return report;
}

/** The log from which a report is begun stays open: it is where the evidence is. */
async function keepLog(): Promise<void> {
  if (vscode.window.activeTextEditor?.document.uri.scheme !== LOG_SCHEME) return;
  await vscode.commands.executeCommand('workbench.action.keepEditor');
}

async function originOf(
  logs: PulledLogs,
  from: PatternRef | Resource | undefined,
): Promise<Origin | undefined> {
  if (isPatternRef(from)) return { pattern: loaded(logs, from.pattern) };
  if (from === undefined) {
    const active = vscode.window.activeTextEditor?.document.uri;
    if (active?.scheme === LOG_SCHEME) return { pattern: loaded(logs, active.query) };
    return logs.patterns.length > 0 ? pickPattern(logs.patterns) : askTitle();
  }
  const uri = uriOf(from);
  return uri.scheme === LOG_SCHEME ? { pattern: loaded(logs, uri.query) } : { file: uri };
}

function loaded(logs: PulledLogs, key: string): Pattern {
  const pattern = logs.get(key);
  if (!pattern)
    throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
  return pattern;
}

async function pickPattern(patterns: readonly Pattern[]): Promise<Origin | undefined> {
  const items = patterns.map((pattern) => ({
    label: pattern.title,
    description: `${pattern.count} × · ${pattern.severity}`,
    pattern,
  }));
  const other = {
    label: '$(edit) Something else…',
    description: 'describe the problem yourself',
    pattern: undefined,
  };
  const picked = await vscode.window.showQuickPick([...items, other], {
    title: 'New Five Whys',
    placeHolder: 'Which error do you want to understand?',
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  return picked.pattern ? { pattern: picked.pattern } : askTitle();
}

async function askTitle(): Promise<Origin | undefined> {
  const title = await vscode.window.showInputBox({
    title: 'New Five Whys',
    prompt: 'What went wrong? One sentence about what was seen, not about its cause.',
    placeHolder: 'The thread list returns HTTP 500',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Say in a few words what went wrong.' : undefined),
  });
  return title === undefined ? undefined : { title: title.trim() };
}

/** Asks whether there should be a second report where one is about the same error already. */
async function wantsAnother(pattern: Pattern, reports: ReportFiles): Promise<boolean> {
  const [known] = await reports.about(pattern.key);
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

/** The workspace folder that the report belongs to: the one with the code of the error, else the user is asked. */
async function folderFor(origin: Origin, places: Places): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    throw new UserError('A report is a file of your repository. Open the folder of the service first.', {
      wayOut: { title: 'Open Folder', command: 'vscode.openFolder' },
    });
  }
  if (folders.length === 1) return folders[0];
  if ('file' in origin) {
    const folder = vscode.workspace.getWorkspaceFolder(origin.file);
    if (folder) return folder;
  }
  if ('pattern' in origin) {
    for (const frame of origin.pattern.newest[0]?.frames ?? []) {
      const sure = await places.sure(frame);
      const folder = sure && vscode.workspace.getWorkspaceFolder(sure.uri);
      if (folder) return folder;
    }
  }
  return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder does the report belong to?' });
}

function reportDirectory(folder: vscode.WorkspaceFolder): vscode.Uri {
  const relativePath = setting('reports.folder', folder.uri).trim();
  const directory = vscode.Uri.joinPath(folder.uri, relativePath);
  const inside = directory.path === folder.uri.path || directory.path.startsWith(`${folder.uri.path}/`);
  if (inside) return directory;
  throw new UserError(`The setting fiveWhys.reports.folder leads out of the workspace: ${relativePath}.`, {
    wayOut: {
      title: 'Open Settings',
      command: 'workbench.action.openSettings',
      arguments: ['fiveWhys.reports.folder'],
    },
  });
}

async function freeName(
  directory: vscode.Uri,
  folder: vscode.WorkspaceFolder,
  date: string,
  title: string,
): Promise<string> {
  const wanted = reportFileName(setting('reports.fileName', folder.uri), { date, title });
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(directory)).catch(() => []);
  return uniqueName(
    wanted,
    entries.map(([name]) => name),
  );
}

async function writeNew(report: vscode.Uri, directory: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.createDirectory(directory);
    await vscode.workspace.fs.writeFile(report, new TextEncoder().encode(text));
  } catch (cause) {
    const name = vscode.workspace.asRelativePath(report);
    const why = cause instanceof vscode.FileSystemError ? cause.code : String(cause);
    throw new UserError(
      `${name} cannot be written (${why}). Choose a folder for reports that you may write to.`,
      {
        cause,
        wayOut: {
          title: 'Open Settings',
          command: 'workbench.action.openSettings',
          arguments: ['fiveWhys.reports.folder'],
        },
      },
    );
  }
}

function titleOf(origin: Origin): string {
  if ('pattern' in origin) return origin.pattern.title;
  return 'title' in origin
    ? origin.title
    : (origin.file.path.split('/').at(-1) ?? '').replace(/(\.whys)?\.md$/i, '');
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
