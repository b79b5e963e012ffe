import * as vscode from 'vscode';
import { WorkspaceFiles } from '../frames/workspaceFiles';
import { findGit, runGit } from './git';
import { output } from './output';

/** The files of the workspace, listed once on demand and kept up to date by a watcher. */
export class WorkspaceIndex implements vscode.Disposable {
  private files: Promise<WorkspaceFiles> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];

  /** Files came or went: places that were looked up before may be others now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    this.disposables.push(
      watcher,
      watcher.onDidCreate((uri) => void this.update(uri, 'add')),
      watcher.onDidDelete((uri) => void this.update(uri, 'delete')),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()),
    );
  }

  /** The index; the first call lists the files. */
  get(): Promise<WorkspaceFiles> {
    this.files ??= listFiles();
    return this.files;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private forget(): void {
    this.files = undefined;
    this.changed.fire();
  }

  private async update(uri: vscode.Uri, what: 'add' | 'delete'): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || !this.files || /\/(\.git|node_modules)\//.test(uri.path)) return;
    const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
    const files = await this.files;
    files[what](folder.uri.toString(), path);
    this.changed.fire();
  }
}

async function listFiles(): Promise<WorkspaceFiles> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const began = Date.now();
  const listed = await Promise.all(
    folders.map(async ({ uri }) => ({ folder: uri.toString(), paths: await pathsIn(uri) })),
  );
  const files = new WorkspaceFiles(listed);
  output.info(`Listed ${files.size} workspace files in ${Date.now() - began} ms`);
  return files;
}

/** Paths relative to the folder: tracked and untracked as git sees them, else as the editor's search does. */
async function pathsIn(folder: vscode.Uri): Promise<string[]> {
  const git = folder.scheme === 'file' ? await findGit() : undefined;
  if (git) {
    try {
      const list = await runGit(git.git.path, folder.fsPath, ['ls-files', '-z', '-co', '--exclude-standard']);
      return list.split('\0').filter(Boolean);
    } catch (error) {
      output.info(`${folder.fsPath} is listed by the editor's search: ${String(error)}`);
    }
  }
  const prefix = folder.path.replace(/\/$/, '').length + 1;
  const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'));
  return uris.map((uri) => uri.path.slice(prefix));
}
