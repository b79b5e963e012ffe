import { refOf, type RevisionRule } from '../decisions/revisions';
import { shortHash } from './commits';
import type { Deployment } from './deployment';
import type { Repository } from './repository';

/** The commit that an entry's code was built from, or why it is unknown. */
export type DeployedCommit =
  | {
      /** The whole hash. */
      readonly commit: string;
      /** How it is known, to stand behind its hash: "as the log says". */
      readonly by: string;
    }
  | {
      readonly commit?: undefined;
      /** In words, to stand behind "commit unknown". */
      readonly why: string;
    };

/**
 * Finds the commit that was deployed: the one that the entry names, else the one that the team's rules give for its revision,
 * else that of the tag with the revision's name. One that the repository does not have is unknown, and nothing is guessed.
 */
export async function deployedCommit(
  { commit, revision }: Deployment,
  rules: readonly RevisionRule[],
  repository: Repository,
  signal?: AbortSignal,
): Promise<DeployedCommit> {
  const failures: string[] = [];
  if (commit !== undefined) {
    const hash = await repository.commitOf(commit, signal);
    if (hash !== undefined) return { commit: hash, by: 'as the log says' };
    failures.push(`${shortHash(commit)}, which the log names, is not in this repository`);
  }
  const ref = revision === undefined ? undefined : refOf(revision, rules);
  if (ref !== undefined) {
    const hash = await repository.commitOf(ref, signal);
    if (hash !== undefined) return { commit: hash, by: `by your rule for ${revision}` };
    failures.push(`${ref}, which your rule gives for ${revision}, is not in this repository`);
  }
  for (const tag of revision === undefined ? [] : [revision, `v${revision}`]) {
    const hash = await repository.commitOf(`refs/tags/${tag}`, signal);
    if (hash !== undefined) return { commit: hash, by: `by the tag ${tag}` };
  }
  return { why: failures[0] ?? unnamed(revision) };
}

function unnamed(revision: string | undefined): string {
  if (revision === undefined) return 'the log names neither a commit nor a revision';
  return `the log names no commit, and neither a rule nor a tag tells that of ${revision}`;
}
