// Installs what is missing, so that `npm start` and `npm test` work in an empty clone.
// Node's builtins only: it runs before anything is in node_modules.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, with no separator at its end. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Runs `npm ci` unless node_modules already holds what package-lock.json names. Ends the process where npm
 * fails: npm has said why.
 */
export function installMissing() {
  if (isInstalled()) return;
  console.log('Installing the packages that package-lock.json names …');
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`npm could not be started: ${error.message}. Is it on the PATH?`);
  if (status !== 0) process.exit(1);
}

/**
 * Whether node_modules is what the lock asks for. npm writes down what it installed, in the lock's own form;
 * that holds after an `npm install` by hand too, which a stamp of ours would not know of.
 */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    // Packages for other platforms are optional and stay away.
    ([folder, { integrity, optional }]) =>
      folder === '' || optional || found[folder]?.integrity === integrity,
  );
}

/**
 * @param {string} lockfile path below the root
 * @returns {Record<string, { integrity?: string, optional?: boolean }> | undefined}
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, lockfile), 'utf8')).packages;
  } catch {
    return undefined; // not there, or cut short by an interrupted install
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installMissing();
