/** Lines of a file as a commit has it. */
export interface CommittedLines {
  /** All of its digits. */
  readonly commit: string;
  /** Relative to the top of the repository, with `/`. */
  readonly path: string;
  /** From 1, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * The address of lines on the forge that a remote of the repository names, for a commit and not for a branch: it shows the
 * same lines for ever. Undefined where the forge is not known. A remote is what somebody wrote into a configuration: of it
 * go only a plain host and plain names into the address, never a user, a password, a port or a query.
 */
export function permalink(remote: string, lines: CommittedLines): string | undefined {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(lines.commit)) return undefined;
  const repository = readRemote(remote);
  const path = encodePath(lines.path);
  if (!repository || path === undefined) return undefined;
  const forge = FORGES.find(({ host }) => host.test(repository.host));
  return forge?.address(repository, { ...lines, path });
}

/** A repository on a forge, its names from the outside in: owner, groups, repository. */
interface Remote {
  readonly host: string;
  readonly names: readonly string[];
}

interface Forge {
  readonly host: RegExp;
  /** Undefined where the names are not those of a repository there. */
  readonly address: (remote: Remote, lines: CommittedLines) => string | undefined;
}

/** The first whose host fits. A host of the team's own is known by its first name, such as `gitlab.example.com`. */
const FORGES: readonly Forge[] = [
  {
    // https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
    host: /^github\./,
    address: ({ host, names }, { commit, path, firstLine, lastLine }) =>
      ownAndName(
        names,
        (of) => `https://${host}/${of}/blob/${commit}/${path}${hash(firstLine, lastLine, 'L')}`,
      ),
  },
  {
    // Groups may stand in groups. https://docs.gitlab.com/user/project/repository/files/#permalinks
    host: /^gitlab\./,
    address: ({ host, names }, { commit, path, firstLine, lastLine }) =>
      names.length < 2
        ? undefined
        : `https://${host}/${names.join('/')}/-/blob/${commit}/${path}${hash(firstLine, lastLine, '')}`,
  },
  {
    host: /^bitbucket\.org$/,
    address: ({ host, names }, { commit, path, firstLine, lastLine }) =>
      ownAndName(
        names,
        (of) =>
          `https://${host}/${of}/src/${commit}/${path}#lines-${firstLine}${lastLine > firstLine ? `:${lastLine}` : ''}`,
      ),
  },
  {
    // `/p/<project>/r/<repository>`, shown by another host than it is cloned from.
    host: /^source\.developers\.google\.com$/,
    address: ({ names: [p, project, r, repository, ...rest] }, { commit, path, firstLine, lastLine }) =>
      p === 'p' && r === 'r' && project && repository && rest.length === 0
        ? `https://source.cloud.google.com/${project}/${repository}/+/${commit}:${path};l=${firstLine}${lastLine > firstLine ? `-${lastLine}` : ''}`
        : undefined,
  },
  {
    // Gitea and what grew from it. https://docs.gitea.com
    host: /^(?:gitea\.|forgejo\.|codeberg\.org$)/,
    address: ({ host, names }, { commit, path, firstLine, lastLine }) =>
      ownAndName(
        names,
        (of) => `https://${host}/${of}/src/commit/${commit}/${path}${hash(firstLine, lastLine, 'L')}`,
      ),
  },
];

function ownAndName(names: readonly string[], address: (of: string) => string): string | undefined {
  return names.length === 2 ? address(names.join('/')) : undefined;
}

/** @param mark before the number of the last line; GitLab has none there */
function hash(firstLine: number, lastLine: number, mark: string): string {
  return lastLine > firstLine ? `#L${firstLine}-${mark}${lastLine}` : `#L${firstLine}`;
}

/** Longer ones are none, and keep no pattern busy. */
const MOST_REMOTE = 1000;

/** `git@host:owner/name.git`, as ssh writes it. Source: https://git-scm.com/docs/git-clone#_git_urls */
const SCP_FORM = /^(?:[\w.+-]+@)?([\w.-]+):(?!\/)([^:]+)$/;
/** The user may be a mail address, as it is for Cloud Source Repositories. */
const URL_FORM = /^(?:https?|ssh|git|git\+ssh):\/\/(?:[^/]*@)?([\w.-]+)(?::\d{1,5})?\/(.+)$/i;

function readRemote(remote: string): Remote | undefined {
  if (remote.length > MOST_REMOTE) return undefined;
  const match = URL_FORM.exec(remote) ?? SCP_FORM.exec(remote);
  const host = match?.[1]?.toLowerCase() ?? '';
  const names = (match?.[2] ?? '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/');
  const isPlain = (name: string) => /^[\w.~+-]+$/.test(name) && !/^\.{1,2}$/.test(name);
  const isHost = /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host);
  return isHost && names.every(isPlain) ? { host, names } : undefined;
}

/** Undefined for a path that leads out of the repository. */
function encodePath(path: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  try {
    return parts.map(encodeURIComponent).join('/');
  } catch {
    return undefined; // half a character
  }
}
