import { readDiff, type FileDiff } from '../frames/diff';
import { COMMIT_FORMAT, isHash, readBlame, readCommits, type Commit } from './commits';
import { DeployedFiles } from './deployedFiles';
import type { Git } from './git';
import { SharedWork } from './sharedWork';

/**
 * A git repository, as far as it tells what code was deployed and what became of it. Answers are kept: what lies between two
 * commits for good, the rest until `forget`. Nothing here writes.
 */
export class Repository {
  readonly #git: Git;
  readonly #commits = new SharedWork<string | undefined>(500);
  readonly #trees = new SharedWork<string>(4);
  readonly #diffs = new SharedWork<readonly FileDiff[]>(20);
  readonly #now = new SharedWork<WorkingTree>(1);
  readonly #files = new SharedWork<DeployedFiles>(20);
  readonly #blames = new SharedWork<Commit | undefined>(200);

  /** @param root the folder at the top, as git names it */
  constructor(
    readonly root: string,
    git: Git,
  ) {
    this.#git = git;
  }

  /** Forgets what may be otherwise now: a file was saved, a commit made, a branch changed, a tag fetched. */
  forget(): void {
    this.#commits.clear();
    this.#now.clear();
    this.#files.clear();
    this.#blames.clear();
  }

  /** The whole hash of the commit that a hash, tag or branch names; undefined where the repository has none of that name. */
  commitOf(ref: string, signal?: AbortSignal): Promise<string | undefined> {
    if (!isRef(ref)) return Promise.resolve(undefined);
    const find = async (stop: AbortSignal): Promise<string | undefined> => {
      const args = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`];
      const hash = (await this.#git(args, { signal: stop }).catch(unlessAborted(stop))).trim();
      return isHash(hash) ? hash : undefined;
    };
    return this.#commits.get(ref, find, signal);
  }

  /** The whole hash of HEAD; rejects where nothing was committed yet. */
  async head(signal?: AbortSignal): Promise<string> {
    return (await this.#workingTree(signal)).head;
  }

  /**
   * What became of the files of a commit.
   * @param commit a whole hash
   */
  async filesSince(commit: string, signal?: AbortSignal): Promise<DeployedFiles> {
    const follow = async (stop: AbortSignal): Promise<DeployedFiles> => {
      const [tree, now] = await Promise.all([this.#treeOf(commit, stop), this.#workingTree(stop)]);
      const toHead = commit === now.head ? [] : await this.#between(commit, now.head, stop);
      return new DeployedFiles(tree, toHead, now.diff);
    };
    return this.#files.get(checked(commit), follow, signal);
  }

  /** The text of a file at a commit; rejects where it was not there. */
  async textAt(commit: string, path: string, signal?: AbortSignal): Promise<string> {
    return this.#git(['show', '--no-textconv', `${checked(commit)}:${path}`], { signal });
  }

  /**
   * The last commit to touch a line of the working tree; undefined where it is not committed yet.
   * @param line from 1
   * @param text of the file, where it is not saved
   */
  lastChange(
    path: string,
    line: number,
    text: string | undefined,
    signal?: AbortSignal,
  ): Promise<Commit | undefined> {
    const blame = async (stop: AbortSignal): Promise<Commit | undefined> => {
      const contents = text === undefined ? [] : ['--contents', '-'];
      const args = ['blame', '--porcelain', '-L', `${line},${line}`, ...contents, '--', path];
      const options = { signal: stop, ...(text !== undefined && { input: text }) };
      return readBlame(await this.#git(args, options).catch(unlessAborted(stop)));
    };
    if (text !== undefined) return blame(signal ?? new AbortController().signal);
    return this.#blames.get(`${line}:${path}`, blame, signal);
  }

  /**
   * The commits behind one commit, up to another, that touched a line of a file, newest first; without a line, the file.
   * @param line from 1, as the file is at `to`
   */
  async commitsBetween(
    from: string,
    to: string,
    path: string,
    line?: number,
    signal?: AbortSignal,
  ): Promise<Commit[]> {
    const range = `${checked(from)}..${checked(to)}`;
    const what = line === undefined ? [range, '--', path] : ['-s', '-L', `${line},${line}:${path}`, range];
    const args = [
      'log',
      '--no-color',
      '--no-show-signature',
      '-n',
      String(MOST_COMMITS),
      COMMIT_FORMAT,
      ...what,
    ];
    return readCommits(await this.#git(args, { signal }));
  }

  /** The first parent of a commit; undefined for the first commit of all. */
  async parentOf(commit: string, signal?: AbortSignal): Promise<string | undefined> {
    const args = ['rev-parse', '--verify', '--quiet', `${checked(commit)}^`];
    const hash = (await this.#git(args, { signal }).catch(unlessAborted(signal))).trim();
    return isHash(hash) ? hash : undefined;
  }

  /** The files that a commit changed, against its first parent. */
  async filesOf(commit: string, signal?: AbortSignal): Promise<FileDiff[]> {
    const parent = (await this.parentOf(commit, signal)) ?? (await this.#emptyTree(signal));
    return readDiff(await this.#git([...DIFF, parent, commit], { signal }));
  }

  /** The tree without files, by the repository's own kind of hash. */
  async #emptyTree(signal: AbortSignal | undefined): Promise<string> {
    return (await this.#git(['hash-object', '-t', 'tree', '--stdin'], { signal, input: '' })).trim();
  }

  #treeOf(commit: string, signal: AbortSignal): Promise<string> {
    const list = (stop: AbortSignal) =>
      this.#git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit], { signal: stop });
    return this.#trees.get(commit, list, signal);
  }

  #between(from: string, to: string, signal: AbortSignal): Promise<readonly FileDiff[]> {
    const diff = async (stop: AbortSignal) =>
      readDiff(await this.#git([...DIFF, from, to], { signal: stop }));
    return this.#diffs.get(`${from}..${to}`, diff, signal);
  }

  #workingTree(signal?: AbortSignal): Promise<WorkingTree> {
    const look = async (stop: AbortSignal): Promise<WorkingTree> => {
      const head = (await this.#git(['rev-parse', '--verify', 'HEAD'], { signal: stop })).trim();
      return { head, diff: readDiff(await this.#git([...DIFF, checked(head)], { signal: stop })) };
    };
    return this.#now.get('now', look, signal);
  }
}

interface WorkingTree {
  readonly head: string;
  readonly diff: readonly FileDiff[];
}

/** No more are looked at by anyone. */
const MOST_COMMITS = 50;

/** What `readDiff` reads, whatever the user's configuration says. */
const DIFF = [
  '-c',
  'core.quotePath=false',
  'diff',
  '--unified=0',
  '--inter-hunk-context=0',
  '--find-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** Whether a text may be handed to git as the name of a commit: no option, no range, no path. */
export function isRef(text: string): boolean {
  return /^[A-Za-z0-9][\w./+@-]{0,249}$/.test(text) && !/\.\.|@\{|\/\/|\.lock$/.test(text);
}

/** The hash itself. Throws for what is none: it would be an option, a range or a branch. */
function checked(hash: string): string {
  if (!isHash(hash)) throw new Error(`${hash.slice(0, 80)} is not the hash of a commit.`);
  return hash;
}

/** What git refuses is not there; what was stopped is not known. */
function unlessAborted(signal: AbortSignal | undefined): (error: unknown) => string {
  return (error) => {
    if (signal?.aborted) throw error;
    return '';
  };
}
