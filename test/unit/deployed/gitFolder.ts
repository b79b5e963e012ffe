import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Git } from '../../../src/deployed/git';

/** A git repository in a folder of its own, without what the user has told git. */
export class GitFolder {
  readonly root = mkdtempSync(path.join(tmpdir(), 'five-whys-git-'));
  /** The argument lists that were run, the newest last. */
  readonly ran: (readonly string[])[] = [];

  constructor() {
    this.run('init', '--quiet', '--initial-branch', 'main');
  }

  readonly git: Git = (args, { signal, input } = {}) => {
    this.ran.push(args);
    return new Promise((resolve, reject) => {
      const options = { cwd: this.root, env: ENVIRONMENT, maxBuffer: 1e9, ...(signal && { signal }) };
      const child = execFile('git', args, options, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  };

  run(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' });
  }

  write(file: string, ...lines: string[]): void {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), lines.map((line) => `${line}\n`).join(''));
  }

  /** Commits all that is there; gives the whole hash. */
  commit(subject: string): string {
    this.run('add', '--all');
    this.run('commit', '--quiet', '--allow-empty', '--message', subject);
    return this.run('rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Five Whys Tests',
  GIT_AUTHOR_EMAIL: 'tests@five-whys.invalid',
  GIT_COMMITTER_NAME: 'Five Whys Tests',
  GIT_COMMITTER_EMAIL: 'tests@five-whys.invalid',
};
