// Runs other programs, with their output on our console.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './install.mjs';

/**
 * Runs a program of node_modules/.bin from the root. Where it fails it has said why, and this process ends
 * with its code.
 *
 * @param {string} name such as "mocha"
 * @param {string[]} [args]
 * @param {NodeJS.ProcessEnv} [env] added to ours
 */
export function runTool(name, args = [], env = {}) {
  runNode([path.join('node_modules', '.bin', name), ...args], env);
}

/**
 * Runs a script of ours, in the same way.
 *
 * @param {string[]} args the script's path below the root, and its arguments
 * @param {NodeJS.ProcessEnv} [env] added to ours
 */
export function runNode(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}
