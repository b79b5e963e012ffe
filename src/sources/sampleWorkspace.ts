import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../errors';

/** The sample workspace as it was laid out. */
export interface SampleWorkspace {
  /** The commit that is checked out; undefined without git, when the files are those of the first deployment. */
  readonly head: string | undefined;
  /** The deployed commit of each Cloud Run revision in the recorded logs; empty without git. */
  readonly deployed: Readonly<Record<string, string>>;
}

export interface SampleOptions {
  /** The git to run; `git` by default. */
  readonly git?: string;
}

/**
 * Lays out the sample incident in a folder that is new or empty: the service with its history as a git repository, the
 * recorded logs beside it. `samplesDir` is this project's `samples` folder. The same commits every time, whatever the
 * machine's git settings: log entries name them.
 */
export async function layOutSample(
  samplesDir: string,
  targetDir: string,
  options: SampleOptions = {},
): Promise<SampleWorkspace> {
  await mkdir(targetDir, { recursive: true });
  if ((await readdir(targetDir)).length > 0) {
    throw new UserError(
      `${targetDir} is not empty. Choose a new or an empty folder for the sample incident.`,
    );
  }
  try {
    return await fill(samplesDir, targetDir, new SampleGit(options.git ?? 'git', targetDir));
  } catch (error) {
    // Half a sample looks like a whole one, and stands in the way of the next attempt.
    for (const name of await readdir(targetDir)) await rm(join(targetDir, name), { recursive: true });
    throw error;
  }
}

async function fill(samplesDir: string, targetDir: string, git: SampleGit): Promise<SampleWorkspace> {
  await copyTree(join(samplesDir, 'netra-backend'), targetDir);
  await write(join(targetDir, '.gitignore'), IGNORED);
  await write(join(targetDir, '.vscode', 'settings.json'), SETTINGS);
  const workspace = (await git.exists()) ? await commitHistory(git, samplesDir) : WITHOUT_GIT;
  await copyTree(join(samplesDir, 'netra-backend-logs'), join(targetDir, 'logs'));
  return workspace;
}

const WITHOUT_GIT: SampleWorkspace = { head: undefined, deployed: {} };

const IGNORED = 'logs/\n__pycache__/\n*.pyc\n';

const SETTINGS = `{
  "fiveWhys.logFiles": ["logs/staging.json"],
  "workbench.startupEditor": "readme"
}
`;

/** One commit of the sample's history; all but the first are a patch on the one before. */
interface SampleCommit {
  readonly subject: string;
  readonly date: string;
  readonly patch?: string;
  /** The Cloud Run revision that was built from this commit. */
  readonly revision?: string;
}

const HISTORY: readonly SampleCommit[] = [
  {
    subject: 'Keep sessions across reconnects',
    date: '2025-09-02T13:05:00+00:00',
    revision: 'netra-backend-staging-00208-kqp',
  },
  {
    subject: 'Ask the auth service for permissions that may have changed',
    date: '2025-09-03T15:12:00+00:00',
    patch: '0001-ask-for-permissions.patch',
    revision: 'netra-backend-staging-00209-zdn',
  },
  {
    subject: 'Cap the number of sessions that an instance keeps',
    date: '2025-09-04T11:20:00+00:00',
    patch: '0002-cap-sessions.patch',
  },
  {
    subject: 'Say how long a connection was open, and throttle edits',
    date: '2025-09-04T14:35:00+00:00',
    patch: '0003-connection-times.patch',
  },
];

async function commitHistory(git: SampleGit, samplesDir: string): Promise<SampleWorkspace> {
  const deployed: Record<string, string> = {};
  let head: string | undefined;
  await git.init();
  for (const { subject, date, patch, revision } of HISTORY) {
    if (patch) await git.apply(join(samplesDir, 'netra-backend-history', patch));
    head = await git.commitAll(subject, date);
    if (revision) deployed[revision] = head;
  }
  await git.makeUsable();
  return { head, deployed };
}

const run = promisify(execFile);

const NAME = 'Five Whys Sample';
const EMAIL = 'sample@five-whys.invalid';

/** Git in the sample's folder, deaf to the settings of the user and the machine. */
class SampleGit {
  readonly #git: string;
  readonly #cwd: string;
  readonly #userEnv: NodeJS.ProcessEnv;

  constructor(git: string, cwd: string) {
    this.#git = git;
    this.#cwd = cwd;
    // A test or a hook may run inside of another repository, which GIT_DIR and its like name.
    this.#userEnv = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
    );
  }

  /** Is there a git to run? */
  async exists(): Promise<boolean> {
    return run(this.#git, ['--version'], { cwd: this.#cwd, env: this.#userEnv }).then(
      () => true,
      () => false,
    );
  }

  async init(): Promise<void> {
    await this.#run(['init', '--quiet', '--template=']);
    await this.#run(['symbolic-ref', 'HEAD', 'refs/heads/main']);
    await this.#run(['config', 'core.autocrlf', 'false']);
  }

  async apply(patch: string): Promise<void> {
    await this.#run(['apply', '--whitespace=nowarn', patch]);
  }

  /** Commits everything that is not ignored and returns the commit. */
  async commitAll(subject: string, date: string): Promise<string> {
    await this.#run(['add', '--all']);
    await this.#run(['commit', '--quiet', '--no-verify', '--no-gpg-sign', '--message', subject], date);
    return (await this.#run(['rev-parse', 'HEAD'])).trim();
  }

  /** Lets the user commit a report here even where they have told git neither name nor e-mail. */
  async makeUsable(): Promise<void> {
    for (const [key, value] of [
      ['user.name', NAME],
      ['user.email', EMAIL],
    ] as const) {
      const known = await run(this.#git, ['config', key], { cwd: this.#cwd, env: this.#userEnv }).catch(
        () => undefined,
      );
      if (!known) await this.#run(['config', key, value]);
    }
  }

  async #run(args: readonly string[], date?: string): Promise<string> {
    const env = { ...this.#userEnv, ...ISOLATED, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const { stdout } = await run(this.#git, [...OVERRIDES, ...args], { cwd: this.#cwd, env });
    return stdout;
  }
}

/** Settings that would change the commits or stop them, for a git of any age. `/dev/null` is understood on Windows too. */
const OVERRIDES = [
  ['core.autocrlf', 'false'],
  ['core.safecrlf', 'false'],
  ['core.fileMode', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
  ['core.attributesFile', '/dev/null'],
  ['commit.gpgSign', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

const ISOLATED = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_DEFAULT_HASH: 'sha1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: NAME,
  GIT_AUTHOR_EMAIL: EMAIL,
  GIT_COMMITTER_NAME: NAME,
  GIT_COMMITTER_EMAIL: EMAIL,
  LC_ALL: 'C',
};

/** Copies the files of a folder, but not their modes or times. Caches of a Python that ran there are left behind. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '__pycache__') continue;
    if (entry.isDirectory()) await copyTree(source, target);
    else await write(target, await readFile(source));
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
