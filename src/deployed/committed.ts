import type { Git } from './git';
import { isHash } from './commits';

/** Where a file of a repository stands between its last commit and the working tree. */
export interface CommittedFile {
  /** The whole hash of HEAD. */
  readonly commit: string;
  /** Whether the file on disk is another than the commit has, or is not in it. */
  readonly isChanged: boolean;
  /** The address of a remote that has the commit; undefined where it was not pushed, as far as this repository knows. */
  readonly remote?: string | undefined;
}

/**
 * Asks git about a file as it is saved; undefined where nothing was committed yet.
 * @param path relative to the top of the repository
 */
export async function committedFile(git: Git, path: string): Promise<CommittedFile | undefined> {
  const commit = (await git(['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '')).trim();
  if (!isHash(commit)) return undefined;
  const status = await git(['--literal-pathspecs', 'status', '--porcelain', '--ignored', '-z', '--', path]);
  return { commit, isChanged: status !== '', remote: await remoteWith(git, commit) };
}

/** The one that is called origin, where several have the commit. */
async function remoteWith(git: Git, commit: string): Promise<string | undefined> {
  const format = '--format=%(refname:lstrip=2)';
  const branches = linesOf(await git(['for-each-ref', '--contains', commit, format, 'refs/remotes']));
  const names = linesOf(await git(['remote']));
  const having = names.filter((name) => branches.some((branch) => branch.startsWith(`${name}/`)));
  const name = having.includes('origin') ? 'origin' : having[0];
  return name === undefined ? undefined : (await git(['remote', 'get-url', name])).trim();
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
