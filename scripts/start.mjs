// `npm start`: a real VS Code in the browser, with the extension and the sample incident in it. Ctrl-C ends it
// and leaves nothing behind. FIVE_WHYS_PORT chooses the port; else a free one is taken.
//
//   npm start -- --cloud     the incident is in a Cloud Logging of our own, where it goes on happening
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readFrom, startCloudLogging } from '../test/host/cloudLogging.mjs';
import { ensureHost } from '../test/host/install.mjs';
import { startServer } from '../test/host/server.mjs';
import { Teardown } from '../test/host/teardown.mjs';
import { installMissing, ROOT } from './install.mjs';
import { runNode } from './tool.mjs';

const WHAT_TO_TRY = `
What to try:
  1. Click the Five Whys icon on the left and pull the logs: every different error is listed once.
  2. Open "'coroutine' object has no attribute 'get'" and follow the link above a frame into the code.
  3. Back in the list, take New Five Whys: the report starts with what the log knows.
  4. Answer why after why, pin your evidence, name the root cause; Ctrl+S saves the Markdown in docs/.
  5. Press F1, run "Five Whys: Commit Report", and look at what \`git show\` says in the terminal.
`;

const WHAT_TO_TRY_IN_THE_CLOUD = `
What to try:
  1. Click the Five Whys icon on the left and pull the logs: they come from "staging", over Google's own protocol.
  2. Open an error, and take "Surrounding lines", "The same trace" or "The same instance" above an entry.
  3. In the "…" menu of the list: follow the logs live, load older ones, edit the query.
  4. Run "Five Whys: Connect to Google Cloud Logging" and keep the name "staging": its address stays this one.
`;

const { values: options } = parseArgs({ options: { cloud: { type: 'boolean', default: false } } });
installMissing();
endWithNpm();
const teardown = new Teardown();
try {
  runNode(['scripts/package.mjs']);
  await serve();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await teardown.run();
}

/** Ends when the server does; a signal ends it through the teardown. */
async function serve() {
  const workspace = await layOutWorkspace();
  if (options.cloud) readFrom(workspace, await startCloudLogging(teardown));
  const server = await startServer({
    host: await ensureHost(),
    teardown,
    port: Number(process.env.FIVE_WHYS_PORT ?? 0),
    vsix: [path.join(ROOT, 'out', 'five-whys.vsix')],
  });
  const address = `${server.origin}/?folder=${encodeURI(workspace)}`;
  console.log(
    `\nFive Whys runs in a VS Code at\n\n  ${address}\n${options.cloud ? WHAT_TO_TRY_IN_THE_CLOUD : WHAT_TO_TRY}`,
  );
  console.log('Ctrl-C ends it and deletes the sample workspace with all that you changed in it.');
  openBrowser(address);
  await server.ended;
  if (!teardown.begun) throw new Error('VS Code has ended by itself.');
}

/** A signal sent to npm alone ends npm's shell but does not reach this process. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/** The sample service and its history, in a folder of its own. */
async function layOutWorkspace() {
  const temporary = mkdtempSync(path.join(tmpdir(), 'five-whys-sample-'));
  teardown.add(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = path.join(temporary, 'netra-backend');
  const { layOutSample } = await import('../samples/layOut.mjs');
  await layOutSample(workspace);
  return workspace;
}

/**
 * Shows the address where there is a display.
 *
 * @param {string} address
 */
function openBrowser(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
    .once('error', () => {}) // there is none; the address is on the screen
    .unref();
}
