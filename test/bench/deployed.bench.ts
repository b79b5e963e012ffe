import { execFileSync } from 'node:child_process';
import { LIST_FILES, LIST_TRACKED, LIST_UNTRACKED, pathsIn } from '../../src/deployed/pathList';
import { Repository } from '../../src/deployed/repository';
import { drift, type Drift } from '../../src/frames/drift';
import { WorkspaceFiles } from '../../src/frames/workspaceFiles';
import { GitFolder } from '../unit/deployed/gitFolder';
import type { BenchOptions, Row } from './measurement';

/** Lines that are followed through the commits since they were deployed, and the index of a large repository. */
export default async function bench({ quick }: BenchOptions): Promise<readonly Row[]> {
  return [...(await followFrames()), ...(quick ? [] : await indexFiles())];
}

const FILES = 200;
const COMMITS = 500;
const FRAMES = 1000;
/** The revisions that run side by side, by how many commits they are behind. */
const BEHIND = [500, 400, 250, 100];

async function followFrames(): Promise<Row[]> {
  const folder = new GitFolder();
  try {
    fastImport(folder, history());
    folder.run('reset', '--hard', '--quiet', 'main');
    const deployed = BEHIND.map((count) => folder.run('rev-parse', `main~${count}`).trim());
    const repository = new Repository(folder.root, folder.git);
    const cold = await timed(() => follow(repository, deployed));
    const cached = await timed(() => follow(repository, deployed));
    if (cold.result.filter((how) => how === 'moved').length < FRAMES / 4)
      throw new Error('Lines were not followed.');
    const what = `${FRAMES} frames of ${BEHIND.length} commits, up to ${COMMITS} back, in ${FILES} files`;
    return [
      { what: `${what}, followed`, value: cold.ms, unit: 'ms', budget: { most: 2000 } },
      { what: '  once more', value: cached.ms, unit: 'ms', budget: { most: 20 } },
    ];
  } finally {
    folder.remove();
  }
}

async function follow(repository: Repository, commits: readonly string[]): Promise<Drift['how'][]> {
  const found: Drift['how'][] = [];
  for (let index = 0; index < FRAMES; index++) {
    const hash = await repository.commitOf(commits[index % commits.length] ?? '');
    const files = await repository.filesSince(hash ?? '');
    const file = files.follow(`app/part${index % 20}/file${index % FILES}.py`);
    if (file) found.push(drift(10 + (index % 80), ...file.steps).how);
  }
  return found;
}

/** A first commit of all files, and commits that each change two lines and add one in three of them. */
function history(): string {
  const texts = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: 100 }, (_, line) => `value_${file}_${line} = ${line}`),
  );
  const commits: string[] = [];
  for (let commit = 0; commit <= COMMITS; commit++) {
    const changed =
      commit === 0 ? texts.keys() : Array.from({ length: 3 }, (_, n) => (commit * 7 + n * 31) % FILES);
    let body = `commit refs/heads/main\ncommitter Bench <bench@five-whys.invalid> ${1_700_000_000 + commit} +0000\ndata 6\nChange\n`;
    for (const file of changed) {
      const text = texts[file] ?? [];
      if (commit > 0) text.splice((commit * 13) % 90, 2, `changed_${commit} = 1`, 'more = 2', 'added = 3');
      const content = `${text.join('\n')}\n`;
      body += `M 100644 inline app/part${file % 20}/file${file}.py\ndata ${content.length}\n${content}`;
    }
    commits.push(`${body}\n`);
  }
  return commits.join('');
}

const INDEXED = 100_000;
const ROUNDS = 7;

/** Git's list of a working tree, alone and with the index that is made of it, in turns. */
async function indexFiles(): Promise<Row[]> {
  const folder = new GitFolder();
  try {
    const files = Array.from(
      { length: INDEXED },
      (_, index) => `M 100644 inline services/s${index % 40}/part${index % 500}/file${index}.py\ndata 0\n\n`,
    );
    const commit = 'commit refs/heads/main\ncommitter Bench <bench@five-whys.invalid> 1700000000 +0000\n';
    fastImport(folder, `${commit}data 3\nAll${files.join('')}\n`);
    folder.run('reset', '--hard', '--quiet', 'main');
    const alone: number[] = [];
    const indexed: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push((await timed(() => folder.git(LIST_FILES))).ms);
      const index = await timed(() => indexOf(folder));
      if (index.result.size !== INDEXED) throw new Error('Files are missing in the index.');
      indexed.push(index.ms);
    }
    const value = Math.min(...indexed); // of the round that others disturbed least
    const base = Math.min(...alone);
    return [
      {
        what: '100,000 files of a repository, listed and indexed',
        value,
        unit: 'ms',
        ofBase: value / base,
        budget: { mostOfBase: 1.2 },
      },
      { what: '  git ls-files alone', value: base, unit: 'ms' },
    ];
  } finally {
    folder.remove();
  }
}

/** As the editor does: what git tracks is indexed while git still looks for the rest. */
async function indexOf({ git }: GitFolder): Promise<WorkspaceFiles> {
  const files = new WorkspaceFiles([]);
  const lists = [git(LIST_TRACKED), git(LIST_UNTRACKED)];
  await Promise.all(lists.map(async (list) => files.addInPieces('', pathsIn(await list), breathe)));
  return files;
}

function fastImport(folder: GitFolder, stream: string): void {
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder.root, input: stream });
}

async function timed<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const began = performance.now();
  const result = await run();
  return { result, ms: performance.now() - began };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
