import * as vscode from 'vscode';
import { LIST_FILES, LIST_TRACKED, LIST_UNTRACKED, pathsIn } from '../deployed/pathList';
import { WorkspaceFiles } from '../frames/workspaceFiles';
import { Breath } from '../sources/breath';
import { report } from './command';
import { findGit, runGit } from './git';
import { output } from './output';

/** The files of the workspace, listed once on demand and kept up to date by watchers. */
export class WorkspaceIndex implements vscode.Disposable {
  private files: Promise<WorkspaceFiles> | undefined;
  /** What came or went and is not in the index yet, by URI. */
  private pending = new Map<string, Change>();
  private waiting: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];

  /** Files came or went: places that were looked up before may be others now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const ignores = vscode.workspace.createFileSystemWatcher('**/.gitignore');
    this.disposables.push(
      watcher,
      watcher.onDidCreate((uri) => this.note(uri, 'add')),
      watcher.onDidDelete((uri) => this.note(uri, 'delete')),
      ignores,
      ignores.onDidChange(() => this.forget()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()),
    );
  }

  /** The index; the first call lists the files. */
  get(): Promise<WorkspaceFiles> {
    this.files ??= listFiles();
    return this.files;
  }

  /** Whether a file is in the index, or may have been until now. */
  async has(uri: vscode.Uri): Promise<boolean> {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!folder || this.pending.has(uri.toString())) return folder !== undefined;
    const path = pathIn(folder, uri);
    const files = (await this.get()).withName(path.slice(path.lastIndexOf('/') + 1));
    return files.some((file) => file.path === path && file.folder === folder.toString());
  }

  dispose(): void {
    clearTimeout(this.waiting);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private forget(): void {
    this.files = undefined;
    this.changed.fire();
  }

  private note(uri: vscode.Uri, what: Change['what']): void {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!folder || !this.files || /\/(\.git|node_modules)\//.test(uri.path)) return;
    this.pending.set(uri.toString(), { folder: folder.toString(), path: pathIn(folder, uri), what });
    this.waiting ??= setTimeout(() => void this.update().catch(report), TOGETHER_MS);
  }

  private async update(): Promise<void> {
    const changes = [...this.pending.values()];
    this.pending = new Map();
    this.waiting = undefined;
    if (changes.length > MOST_TOGETHER) return this.forget();
    const files = await this.get();
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const folder = uri.toString();
      const paths = (what: Change['what']) =>
        changes.filter((change) => change.folder === folder && change.what === what).map(({ path }) => path);
      for (const path of await listedBelow(uri, paths('add'))) files.add(folder, path);
      const unknown = paths('delete').filter((path) => {
        const { size } = files;
        files.delete(folder, path);
        return files.size === size;
      });
      for (const path of await trackedBelow(uri, unknown)) files.delete(folder, path);
    }
    this.changed.fire();
  }
}

/** A path that came or went; that of a folder stands for all that is in it. */
interface Change {
  /** The workspace folder, as the index has it. */
  readonly folder: string;
  readonly path: string;
  readonly what: 'add' | 'delete';
}

/** A checkout or a build changes many files at once. */
const TOGETHER_MS = 150;

/** After more changes than this the files are listed anew. */
const MOST_TOGETHER = 500;

async function listFiles(): Promise<WorkspaceFiles> {
  const began = Date.now();
  const files = new WorkspaceFiles([]);
  const breath = new Breath();
  const folders = vscode.workspace.workspaceFolders ?? [];
  await Promise.all(
    folders.flatMap(({ uri }) =>
      listsOf(uri).map(async (paths) => files.addInPieces(uri.toString(), await paths, () => breath.take())),
    ),
  );
  output.info(`Listed ${files.size} workspace files in ${Date.now() - began} ms`);
  return files;
}

/**
 * Paths relative to the folder: tracked and untracked as git sees them, else as the editor's search does. Git knows the tracked
 * ones at once: they are indexed while it still looks for the others.
 */
function listsOf(folder: vscode.Uri): Promise<Iterable<string>>[] {
  const search = async (): Promise<string[]> => {
    const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'));
    return uris.map((uri) => pathIn(folder, uri));
  };
  return [
    gitFiles(folder, LIST_TRACKED).then((tracked) => tracked ?? search()),
    gitFiles(folder, LIST_UNTRACKED).then((untracked) => untracked ?? []),
  ];
}

/** Those of some new paths that belong into the index: files that git does not ignore, and the files of new folders. */
async function listedBelow(folder: vscode.Uri, paths: readonly string[]): Promise<Iterable<string>> {
  if (paths.length === 0) return [];
  return (await gitFiles(folder, [...LIST_FILES, '--', ...paths])) ?? paths;
}

/** The files that were in folders which are gone. */
async function trackedBelow(folder: vscode.Uri, paths: readonly string[]): Promise<Iterable<string>> {
  if (paths.length === 0) return [];
  return (await gitFiles(folder, [...LIST_TRACKED, '--', ...paths])) ?? [];
}

/** What `git ls-files` lists, each relative to the folder; undefined where git does not know the folder. */
async function gitFiles(folder: vscode.Uri, args: readonly string[]): Promise<Iterable<string> | undefined> {
  const git = folder.scheme === 'file' ? await findGit() : undefined;
  if (!git) return undefined;
  try {
    return pathsIn(await runGit(git.git.path, folder.fsPath, args));
  } catch (error) {
    output.info(`${folder.fsPath} is listed without git: ${String(error)}`);
    return undefined;
  }
}

function pathIn(folder: vscode.Uri, uri: vscode.Uri): string {
  return uri.path.slice(folder.path.replace(/\/$/, '').length + 1);
}
