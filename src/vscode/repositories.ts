import * as path from 'node:path';
import * as vscode from 'vscode';
import { Repository } from '../deployed/repository';
import { report } from './command';
import { findGit, runGit, type OpenRepository } from './git';
import { output } from './output';
import type { WorkspaceIndex } from './workspaceIndex';

/** A file of a repository. */
export interface TrackedFile {
  readonly repository: Repository;
  /** Relative to the repository, with `/`. */
  readonly path: string;
}

/**
 * The git repositories of the workspace. Where git is missing, turned off or not to be run there are none. What they remember
 * of the working tree and of refs is forgotten when a file or a ref changes.
 */
export class Repositories implements vscode.Disposable {
  /** By their top folder. */
  private readonly known = new Map<string, Repository>();
  /** The top folders by the folders that were asked for; undefined for one in no repository. */
  private roots = new Map<string, Promise<string | undefined>>();
  private isListening = false;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  private announcing: NodeJS.Timeout | undefined;

  /** Lines or commits may be others now; told once for changes that come together. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly index: WorkspaceIndex) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const forget = (uri: vscode.Uri) => void this.forgetBy(uri).catch(report);
    this.disposables.push(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forgetRoots()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.forgetRoots()),
    );
  }

  /** The repository that a file of the disk is in, and its path there. */
  async of(file: vscode.Uri): Promise<TrackedFile | undefined> {
    if (file.scheme !== 'file') return undefined;
    const git = await findGit();
    if (!git) return undefined;
    if (!this.isListening) {
      this.isListening = true;
      for (const repository of git.repositories) this.listen(repository);
      this.disposables.push(git.onDidOpenRepository((repository) => this.listen(repository)));
    }
    const opened = git.getRepository(file)?.rootUri.fsPath;
    const root =
      opened !== undefined && pathIn(opened, file) !== undefined
        ? opened
        : await this.rootOf(git.git.path, path.dirname(file.fsPath));
    const inside = root === undefined ? undefined : pathIn(root, file);
    if (root === undefined || inside === undefined) return undefined;
    return { repository: this.begin(root, git.git.path), path: inside };
  }

  /** The repository at a top folder, where one of its files was asked for; undefined in a workspace that is not trusted. */
  at(root: string): Repository | undefined {
    return vscode.workspace.isTrusted ? this.known.get(root) : undefined;
  }

  dispose(): void {
    clearTimeout(this.announcing);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private begin(root: string, gitPath: string): Repository {
    const known = this.known.get(root);
    if (known) return known;
    const repository = new Repository(root, (args, options) => runGit(gitPath, root, args, options));
    this.known.set(root, repository);
    return repository;
  }

  private rootOf(gitPath: string, folder: string): Promise<string | undefined> {
    const asked = this.roots.get(folder);
    if (asked) return asked;
    // The top as git prints it has no symbolic links any more, and the files of the editor may have them.
    const root = runGit(gitPath, folder, ['rev-parse', '--show-cdup']).then(
      (up) => path.resolve(folder, up.replace(/\n$/, '')),
      (error: unknown) => {
        output.info(`${folder} is in no repository: ${String(error)}`);
        return undefined;
      },
    );
    this.roots.set(folder, root);
    return root;
  }

  /** The editor's git notices commits, checkouts and fetches of its own and of others. */
  private listen(repository: OpenRepository): void {
    let head = repository.state.HEAD?.commit;
    this.disposables.push(
      repository.state.onDidChange(() => {
        const now = repository.state.HEAD?.commit;
        if (now !== head) this.forget();
        head = now;
      }),
    );
  }

  /** What git ignores, as most of what builds write, changes nothing here. */
  private async forgetBy(changed: vscode.Uri): Promise<void> {
    if (this.known.size === 0) return;
    const inGit = /\/\.git\/(?<name>.*)$/.exec(changed.path)?.groups?.['name'];
    if (inGit === undefined ? await this.index.has(changed) : isRefOrHead(inGit)) this.forget();
  }

  private forgetRoots(): void {
    this.roots = new Map();
    this.forget();
  }

  private forget(): void {
    for (const repository of this.known.values()) repository.forget();
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => this.changed.fire(), TOGETHER_MS);
  }
}

/** A checkout changes many files at once. */
const TOGETHER_MS = 250;

/** Whether a file of git's own folder tells of a commit, a checkout or a fetch; the others change with every command. */
function isRefOrHead(name: string): boolean {
  return /^(?:HEAD|packed-refs|logs\/HEAD|refs\/.*)$/.test(name) && !name.endsWith('.lock');
}

/** The path of a file in a folder, with `/`; undefined for one that is elsewhere. */
function pathIn(folder: string, { fsPath }: vscode.Uri): string | undefined {
  const inside = path.relative(folder, fsPath);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return undefined;
  return inside.split(path.sep).join('/');
}
