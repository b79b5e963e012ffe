import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { UserError } from '../errors';

/**
 * The part of the built-in git extension's API (version 1) that is used here.
 * Source: extensions/git/src/api/git.d.ts of microsoft/vscode.
 */
interface GitApi {
  readonly git: { readonly path: string };
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository(root: vscode.Uri): Promise<Repository | null>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly mergeChanges: readonly unknown[];
    readonly rebaseCommit: unknown;
  };
  status(): Promise<void>;
}

/** Git as the editor knows it; undefined where it is missing, turned off or not to be run (an untrusted workspace). */
export async function findGit(): Promise<GitApi | undefined> {
  const turnedOff = vscode.workspace.getConfiguration('git').get('enabled') === false;
  if (!vscode.workspace.isTrusted || turnedOff) return undefined;
  const extension = vscode.extensions.getExtension<{ enabled: boolean; getAPI(version: 1): GitApi }>(
    'vscode.git',
  );
  if (!extension) return undefined;
  try {
    const exports = await extension.activate();
    return exports.enabled ? exports.getAPI(1) : undefined;
  } catch {
    return undefined; // the extension throws where no git is installed
  }
}

/**
 * Runs git in a folder, without a shell, and returns what it printed.
 * @throws UserError with git's own words
 */
export function runGit(gitPath: string, folder: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    };
    execFile(gitPath, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else
        reject(new UserError(`git ${args[0]} failed: ${stderr.trim() || error.message}`, { cause: error }));
    });
  });
}
