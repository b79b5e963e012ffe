// The VS Code server, which serves the workbench page and runs the extension host.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endGroup } from './processGroup.mjs';

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} origin such as http://127.0.0.1:8080; VS Code wants the same name everywhere
 * @property {string} dataFolder logs, settings and installed extensions, gone when the server is stopped
 * @property {Promise<void>} ended when the server has ended, whoever ended it
 *
 * @typedef {object} ServerOptions
 * @property {import('./install.mjs').Host} host
 * @property {import('./teardown.mjs').Teardown} teardown stops the server at the latest
 * @property {number} [port] 0, the default, takes a free one
 * @property {boolean} [driver] lets the page name an extension and its tests. VS Code then shows no
 *   notification toasts and refuses modal dialogs, so journeys through the UI go without it.
 * @property {string[]} [vsix] packaged extensions to install first
 * @property {Record<string, unknown>} [settings] user settings, read once at the start
 * @property {NodeJS.ProcessEnv} [env] for the server and its extension host
 * @property {(line: string) => void} [log] gets what the server prints
 */

/** Settings that keep a window quiet and alike on every machine. */
const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // the default in a browser is afterDelay, which hides what is unsaved
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;

/**
 * Starts a server on 127.0.0.1 with a data folder of its own.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ host, teardown, port = 0, driver, vsix = [], settings, env, log }) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'five-whys-vscode-'));
  teardown.add(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  writeSettings(dataFolder, { ...QUIET_SETTINGS, ...settings });

  const common = ['out/server-main.js', '--server-data-dir', dataFolder, '--accept-server-license-terms'];
  const environment = { ...process.env, ...isolation(dataFolder), ...env };
  for (const file of vsix) {
    const install = [...common, '--install-extension', path.resolve(file)];
    execFileSync(host.node, install, { cwd: host.vscode, stdio: 'pipe', env: environment });
  }

  const child = spawn(host.node, [...common, ...serverArguments(host, port, driver)], {
    cwd: host.vscode,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own: one signal ends the extension hosts too
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => void child.once('exit', () => resolve()));
  teardown.add(() => endGroup(child, STOP_TIMEOUT_MS));
  const bound = await listening(child, log);
  return { port: bound, origin: `http://127.0.0.1:${bound}`, dataFolder, ended };
}

/**
 * User settings are read from the server's disk and not watched. Tests that switch one write it to the
 * workspace's .vscode/settings.json.
 *
 * @param {string} dataFolder
 * @param {Record<string, unknown>} settings
 */
function writeSettings(dataFolder, settings) {
  const folder = path.join(dataFolder, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/**
 * Keeps the extension gallery out, and sockets in the data folder.
 *
 * @param {string} dataFolder
 */
function isolation(dataFolder) {
  const TMPDIR = path.join(dataFolder, 'tmp');
  mkdirSync(TMPDIR);
  return { TMPDIR, EXTENSIONS_GALLERY: '{}' };
}

/**
 * @param {import('./install.mjs').Host} host
 * @param {number} port
 * @param {boolean} [driver]
 */
function serverArguments(host, port, driver) {
  return [
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    `--builtin-extensions-dir=${host.builtin}`,
    '--telemetry-level=off',
    '--disable-workspace-trust',
    '--reconnection-grace-time=5', // seconds; else a lost page's extension host stays for three hours
    '--enable-remote-auto-shutdown', // should the harness be killed
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/**
 * Waits until the server listens.
 *
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {(line: string) => void} [log]
 * @returns {Promise<number>} its port
 */
function listening(child, log) {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(
      () => reject(new Error(`VS Code did not start within ${START_TIMEOUT_MS / 1000} s.\n${text}`)),
      START_TIMEOUT_MS,
    );
    const read = (/** @type {Buffer} */ chunk) => {
      text = (text + chunk).slice(-20_000);
      for (const line of String(chunk).split('\n')) if (line.trim()) log?.(line);
      const [, port] = /Extension host agent listening on (\d+)/.exec(text) ?? [];
      if (!port) return;
      clearTimeout(late);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      const reason = text.includes('EADDRINUSE')
        ? 'Its port is taken by another program.'
        : `It ended with code ${code}.\n${text}`;
      reject(new Error(`VS Code could not start. ${reason}`));
    });
  });
}
