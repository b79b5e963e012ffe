import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import type { GitOptions } from '../deployed/git';
import { UserError } from '../errors';

/**
 * The part of the built-in git extension's API (version 1) that is used here.
 * Source: extensions/git/src/api/git.d.ts of microsoft/vscode.
 */
interface GitApi {
  readonly git: { readonly path: string };
  readonly repositories: readonly OpenRepository[];
  readonly onDidOpenRepository: vscode.Event<OpenRepository>;
  getRepository(uri: vscode.Uri): OpenRepository | null;
  openRepository(root: vscode.Uri): Promise<OpenRepository | null>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

/** A repository that the editor has open. */
export interface OpenRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly mergeChanges: readonly unknown[];
    readonly rebaseCommit: unknown;
    readonly onDidChange: vscode.Event<void>;
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
 * @throws UserError with git's own words; an `AbortError` where the signal ended it
 */
export function runGit(
  gitPath: string,
  folder: string,
  args: readonly string[],
  { signal, input }: GitOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      ...(signal && { signal }),
    };
    const child = execFile(gitPath, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (signal?.aborted) reject(error);
      else
        reject(
          new UserError(`git ${nameOf(args)} failed: ${stderr.trim() || error.message}`, { cause: error }),
        );
    });
    child.stdin?.on('error', () => undefined); // git may end before it has read all
    child.stdin?.end(input);
  });
}

/** The command of an argument list, behind the configuration that stands in front of it. */
function nameOf(args: readonly string[]): string {
  return args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-c') ?? '';
}

/** A signal that is aborted when the token asks for it. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const stop = new AbortController();
  if (token.isCancellationRequested) stop.abort();
  else token.onCancellationRequested(() => stop.abort());
  return stop.signal;
}
