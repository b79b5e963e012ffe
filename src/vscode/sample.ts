import * as vscode from 'vscode';
import { findGit } from './git';
import { isThere } from './isThere';

/** Set when the sample was opened, so that the window it opens in pulls its logs by itself. */
const OPENED = 'fiveWhys.sampleOpened';

/**
 * Lays the sample incident out as a git repository in the extension's storage, once per version, and opens it: in this
 * window when it is empty, else in a new one.
 */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const { version }: { readonly version: string } = context.extension.packageJSON;
  const target = vscode.Uri.joinPath(context.globalStorageUri, `sample-${version}`, 'netra-backend');
  if (!(await isThere(vscode.Uri.joinPath(target, 'README.md')))) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Laying out the sample incident' },
      async () => {
        const { layOutSample } = await import('../sources/sampleWorkspace');
        const git = await findGit();
        await vscode.workspace.fs.createDirectory(target);
        const samples = vscode.Uri.joinPath(context.extensionUri, 'samples');
        await layOutSample(samples.fsPath, target.fsPath, git ? { git: git.git.path } : {});
      },
    );
  }
  await context.globalState.update(OPENED, target.toString());
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
}

/** Whether this window shows the sample that was just opened; true once. */
export async function sampleWasOpened(context: vscode.ExtensionContext): Promise<boolean> {
  const opened = context.globalState.get<string>(OPENED);
  if (opened === undefined || vscode.workspace.workspaceFolders?.[0]?.uri.toString() !== opened) return false;
  await context.globalState.update(OPENED, undefined);
  return true;
}
