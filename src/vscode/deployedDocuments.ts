import * as vscode from 'vscode';
import { isHash, shortHash } from '../deployed/commits';
import type { Repository } from '../deployed/repository';
import type { DeployedFile } from './places';
import type { Repositories } from './repositories';

const SCHEME = 'five-whys-deployed';

/**
 * Files as they were at a commit, read-only. The query of a document's URI says the repository, the whole hash and the path, so
 * that a tab that is opened again shows the same.
 */
export class DeployedDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly repositories: Repositories) {}

  /** Rejects where git does not have the file, or is not to be run. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { root, commit, path } = readQuery(uri.query);
    if (commit === '') return '';
    const repository = this.repositories.at(root) ?? (await this.openedAgain(root));
    if (!repository) return `${path} is in no repository of this workspace that git may look into.\n`;
    return repository.textAt(commit, path);
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** The repository of a tab that outlived the window; no other than those of the workspace. */
  private async openedAgain(root: string): Promise<Repository | undefined> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const tracked = await this.repositories.of(vscode.Uri.joinPath(uri, 'any'));
      if (tracked?.repository.root === root) return tracked.repository;
    }
    return undefined;
  }
}

/** The document of a file at a commit. */
export function deployedUri({
  repository,
  commit,
  path,
}: Pick<DeployedFile, 'repository' | 'commit' | 'path'>): vscode.Uri {
  const query = new URLSearchParams({ root: repository.root, commit, path }).toString();
  return vscode.Uri.from({ scheme: SCHEME, path: `/${shortHash(commit)}/${path}`, query });
}

/** What stands beside a file that one side of a diff does not have. */
export function nothingUri(path: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/none/${path}`,
    query: new URLSearchParams({ path }).toString(),
  });
}

function readQuery(query: string): { root: string; commit: string; path: string } {
  const told = new URLSearchParams(query);
  const commit = told.get('commit') ?? '';
  return { root: told.get('root') ?? '', commit: isHash(commit) ? commit : '', path: told.get('path') ?? '' };
}
