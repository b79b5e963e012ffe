// A workspace for a test run: a copy, since tests change what they work on.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';

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
  git('config', 'user.name', 'Robin Example');
  git('config', 'user.email', 'robin@example.com');
  git('config', 'commit.gpgsign', 'false');
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Start');
}
