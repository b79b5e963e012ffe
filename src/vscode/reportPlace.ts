import * as vscode from 'vscode';
import { UserError, type WayOut } from '../errors';
import { reportFileName, uniqueName } from '../report/fileName';
import type { Places } from './places';
import type { Origin } from './reportOrigin';
import { setting } from './settings';

const OPEN_SETTING: WayOut = {
  title: 'Open Settings',
  command: 'workbench.action.openSettings',
  arguments: ['fiveWhys.reports.folder'],
};

/** @throws UserError where no folder is open */
export function openFolders(): readonly vscode.WorkspaceFolder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 0) return folders;
  throw new UserError('A report is a file of your repository. Open the folder of the service first.', {
    wayOut: { title: 'Open Folder', command: 'vscode.openFolder' },
  });
}

/** The workspace folder that the report belongs to: the one with the code of the error, else the user is asked. */
export async function folderFor(
  origin: Origin,
  folders: readonly vscode.WorkspaceFolder[],
  places: Places,
): Promise<vscode.WorkspaceFolder | undefined> {
  if (folders.length === 1) return folders[0];
  if ('file' in origin) {
    const folder = vscode.workspace.getWorkspaceFolder(origin.file);
    if (folder) return folder;
  }
  if ('pattern' in origin) {
    const [newest] = origin.pattern.newest;
    for (const frame of newest?.frames ?? []) {
      const sure = await places.sure(frame, newest);
      const folder = sure && vscode.workspace.getWorkspaceFolder(sure.uri);
      if (folder) return folder;
    }
  }
  return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder does the report belong to?' });
}

/** A file in the folder for reports whose name is not taken yet. */
export async function freeReport(
  folder: vscode.WorkspaceFolder,
  date: string,
  title: string,
): Promise<vscode.Uri> {
  const directory = reportDirectory(folder);
  const wanted = reportFileName(setting('reports.fileName', folder.uri), { date, title });
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(directory)).catch(() => []);
  const taken = entries.map(([name]) => name);
  return vscode.Uri.joinPath(directory, uniqueName(wanted, taken));
}

/** @throws UserError that says what to do where the file cannot be written */
export async function writeNew(report: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(report, '..'));
    await vscode.workspace.fs.writeFile(report, new TextEncoder().encode(text));
  } catch (cause) {
    const name = vscode.workspace.asRelativePath(report);
    const why = cause instanceof vscode.FileSystemError ? cause.code : String(cause);
    const sentence = `${name} cannot be written (${why}). Choose a folder for reports that you may write to.`;
    throw new UserError(sentence, { cause, wayOut: OPEN_SETTING });
  }
}

/** @throws UserError when the setting leads out of the workspace */
function reportDirectory(folder: vscode.WorkspaceFolder): vscode.Uri {
  const relativePath = setting('reports.folder', folder.uri).trim();
  const directory = vscode.Uri.joinPath(folder.uri, relativePath);
  const inside = directory.path === folder.uri.path || directory.path.startsWith(`${folder.uri.path}/`);
  if (inside) return directory;
  throw new UserError(`The setting fiveWhys.reports.folder leads out of the workspace: ${relativePath}.`, {
    wayOut: OPEN_SETTING,
  });
}
