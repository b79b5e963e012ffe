// A workspace for a test run: a copy, since tests change what they work on.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';

/** Keeps what the user has told git out of a test. */
export const NO_GIT_CONFIG = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/**
 * Lets git commit in a repository, whatever it knows of the user.
 *
 * @param {string} folder
 */
export function nameAuthor(folder) {
  for (const [key, value] of [
    ['user.name', 'Five Whys Tests'],
    ['user.email', 'tests@five-whys.invalid'],
    ['commit.gpgsign', 'false'],
  ]) {
    execFileSync('git', ['config', key, value], { cwd: folder, stdio: 'pipe' });
  }
}

/**
 * Copies a fixture and makes it a git repository with one commit and an author, so that tests can commit.
 *
 * @param {string} source may be missing: then the workspace is empty
 * @param {string} target folder to create
 */
export function layOutFixture(source, target) {
  mkdirSync(target, { recursive: true });
  if (existsSync(source)) cpSync(source, target, { recursive: true });
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: target, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch', 'main');
  nameAuthor(target);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Start');
}
