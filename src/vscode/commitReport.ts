import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { Found } from '../redact/redact';
import { workspaceEdit } from './documentEdits';
import { findGit, runGit, type OpenRepository } from './git';
import { readReport } from './readReport';
import type { Redaction } from './redaction';
import type { ReviewDocuments } from './reviewDocuments';

/** What a commit needs beside the report. */
export interface CommitParts {
  readonly review: ReviewDocuments;
  readonly redaction: Redaction;
}

/**
 * Commits a report and nothing else, whatever is staged beside it; never pushes. Asks what becomes of secrets in it, shows
 * what will be committed, and asks for the message unless one is given.
 * @returns the new commit, abbreviated; undefined when the user changed their mind or there was nothing to commit
 */
export async function commitReport(
  report: vscode.Uri,
  { review, redaction }: CommitParts,
  message?: string,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(report);
  if (document.isDirty && !(await document.save())) {
    throw new UserError(`${nameOf(report)} could not be saved, so it was not committed. Save it first.`);
  }
  const { gitPath, repository } = await repositoryOf(report);
  const root = repository.rootUri.fsPath;
  const git = (...args: string[]) => runGit(gitPath, root, args);
  const file = path.relative(root, report.fsPath);

  const status = await git('status', '--porcelain=v1', '-z', '--ignored', '--', file);
  if (status === '') {
    void vscode.window.showInformationMessage(
      `${nameOf(report)} is committed already: nothing in it has changed.`,
    );
    return undefined;
  }
  if (status.startsWith('!!')) {
    throw new UserError(
      `${nameOf(report)} is ignored by git. Take its folder out of .gitignore to commit it.`,
    );
  }
  await refuseUnfinished(git, report);

  const secrets = await redaction.decide(document, review);
  if (secrets === undefined) return undefined;
  if (secrets.length > 0) await replace(document, secrets);

  const isNew = (await git('ls-tree', '--name-only', 'HEAD', '--', file).catch(() => '')) === '';
  if (message === undefined) {
    const before = isNew ? '' : await git('show', `HEAD:${file.split(path.sep).join('/')}`);
    await review.show(report, before, document.getText());
    message = await askMessage(document, repository, isNew);
    await review.close();
    if (message === undefined) return undefined;
  }

  await commitOnly(git, file, message, status.startsWith('??'));
  await repository.status();
  const commit = (await git('rev-parse', '--short', 'HEAD')).trim();
  const where = repository.state.HEAD?.name ?? 'a detached HEAD';
  void vscode.window.showInformationMessage(
    `Committed ${nameOf(report)} as ${commit} on ${where}. Nothing was pushed.`,
  );
  return commit;
}

/** Replaces what was found, and saves the report. */
async function replace(document: vscode.TextDocument, secrets: readonly Found[]): Promise<void> {
  const edit = workspaceEdit(
    document,
    secrets.map(({ start, end, replacement }) => ({ start, end, text: replacement })),
  );
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    throw new UserError(
      `What was to be replaced in ${nameOf(document.uri)} could not be, so it was not committed. Is it read-only?`,
    );
  }
}

async function repositoryOf(report: vscode.Uri): Promise<{ gitPath: string; repository: OpenRepository }> {
  if (!vscode.workspace.isTrusted) {
    throw new UserError('Git is not run in a workspace that you have not trusted. The report is saved.', {
      wayOut: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
    });
  }
  const git = await findGit();
  if (!git) {
    throw new UserError(
      `The report is saved as ${nameOf(report)}, but git was not found. Install git, or turn on the built-in Git extension.`,
    );
  }
  const folder = vscode.Uri.joinPath(report, '..');
  const repository =
    git.getRepository(report) ?? (await git.openRepository(await topLevel(git.git.path, folder)));
  if (!repository) throw noRepository(report);
  return { gitPath: git.git.path, repository };

  async function topLevel(gitPath: string, inside: vscode.Uri): Promise<vscode.Uri> {
    try {
      return vscode.Uri.file((await runGit(gitPath, inside.fsPath, ['rev-parse', '--show-toplevel'])).trim());
    } catch {
      throw noRepository(report);
    }
  }
}

function noRepository(report: vscode.Uri): UserError {
  return new UserError(`The report is saved as ${nameOf(report)}, but its folder is in no git repository.`, {
    wayOut: { title: 'Initialize Repository', command: 'git.init' },
  });
}

/** Git takes no single file out of a merge; a conflict in the report itself has to be solved first anyway. */
async function refuseUnfinished(
  git: (...args: string[]) => Promise<string>,
  report: vscode.Uri,
): Promise<void> {
  for (const [ref, what] of [
    ['MERGE_HEAD', 'merge'],
    ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ] as const) {
    const underway = await git('rev-parse', '--quiet', '--verify', ref).catch(() => '');
    if (underway === '') continue;
    throw new UserError(`A ${what} is under way. Finish or abort it, then commit ${nameOf(report)}.`, {
      wayOut: { title: 'Open Source Control', command: 'workbench.view.scm' },
    });
  }
}

function askMessage(
  document: vscode.TextDocument,
  repository: OpenRepository,
  isNew: boolean,
): Thenable<string | undefined> {
  const title = readReport(document).analysis.title || nameOf(document.uri);
  const branch = repository.state.HEAD?.name;
  const where = branch
    ? `to ${branch}`
    : 'on a detached HEAD: no branch will hold the commit until you make one (git switch -c)';
  return vscode.window.showInputBox({
    title: 'Commit Report',
    prompt: `Commits ${nameOf(document.uri)} alone, ${where}. Nothing is pushed.`,
    value: `docs: ${isNew ? 'add' : 'update'} Five Whys on ${title}`,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'A commit needs a message.' : undefined),
  });
}

/** Commits one path. A new file is announced to git first, and taken back when the commit is refused, by a hook say. */
async function commitOnly(
  git: (...args: string[]) => Promise<string>,
  file: string,
  message: string,
  untracked: boolean,
): Promise<void> {
  if (untracked) await git('add', '--intent-to-add', '--', file);
  try {
    await git('commit', '--quiet', '--only', '-m', message, '--', file);
  } catch (error) {
    if (untracked) await git('reset', '--quiet', '--', file).catch(() => undefined);
    throw whoAreYou(error) ?? error;
  }
}

/** Git's own answer to a missing identity is eleven lines long. */
function whoAreYou(cause: unknown): UserError | undefined {
  if (
    !(cause instanceof UserError) ||
    !/tell me who you are|auto-detect email|empty ident/i.test(cause.message)
  ) {
    return undefined;
  }
  return new UserError(
    'Git does not know who commits. Tell it with git config user.name and git config user.email, then commit again.',
    { cause },
  );
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
