// What the UI journeys of test/ui share: one server with the packaged extension per file, one window on a fresh
// workspace per test, and a picture and a trace of each test that fails.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/install.mjs';
import { launchBrowser } from './browser.mjs';
import { NO_GIT_CONFIG } from './fixture.mjs';
import { ensureHost } from './install.mjs';
import { startServer } from './server.mjs';
import { Teardown } from './teardown.mjs';
import { Workbench } from './workbench.mjs';

/**
 * @typedef {object} Journey
 * @property {Workbench} workbench the open window
 * @property {string} workspace its folder, or what `layOut` returned
 * @property {(name: string) => Promise<void>} picture takes a picture of the window; the README's are among them
 */

const VSIX = path.join(ROOT, 'out', 'five-whys.vsix');
const ARTIFACTS = path.join(ROOT, 'artifacts', 'ui');
/** `npm run screenshots` names media/screenshots. */
const PICTURES = process.env.FIVE_WHYS_PICTURES ?? path.join(ROOT, 'artifacts', 'pictures');
const START_TIMEOUT_MS = 180_000; // VS Code may have to be installed first

/**
 * Declares mocha's hooks for a file of journeys. The properties of what it returns are set while a test runs.
 *
 * @param {object} options
 * @param {(folder: string) => unknown} options.layOut fills the workspace; may return the path of a
 *   .code-workspace to open instead
 * @param {Record<string, unknown>} [options.settings] user settings
 * @param {string} [options.folderName] of the workspace, as the window's title shows it
 * @returns {Readonly<Journey>}
 */
export function useJourney({ layOut, settings, folderName = 'workspace' }) {
  const journey = /** @type {Journey} */ ({ picture });
  /** @type {Teardown} */
  let fileTeardown;
  /** @type {import('./server.mjs').Server} */
  let server;
  /** @type {Teardown} */
  let windowTeardown;
  /** @type {string} all workspaces of the file */
  let temporary;

  before(async function startVscode() {
    this.timeout(START_TIMEOUT_MS);
    fileTeardown = new Teardown();
    temporary = mkdtempSync(path.join(tmpdir(), 'five-whys-ui-'));
    fileTeardown.add(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
    server = await startServer({
      host: await ensureHost(),
      teardown: fileTeardown,
      vsix: [VSIX],
      settings,
      env: NO_GIT_CONFIG,
    });
  });

  after(() => fileTeardown.run());

  beforeEach(async () => {
    const folder = path.join(mkdtempSync(path.join(temporary, 'test-')), folderName);
    mkdirSync(folder);
    const opened = await layOut(folder);
    journey.workspace = typeof opened === 'string' ? opened : folder;
    windowTeardown = new Teardown();
    const browser = await launchBrowser(windowTeardown); // a browser per test, so that one that crashes ends one test
    journey.workbench = await Workbench.open(browser, { workspace: journey.workspace });
    await journey.workbench.load(server);
  });

  afterEach(async function keepWhatFailed() {
    const { currentTest } = this;
    const failed = currentTest?.state !== 'passed'; // undefined where a hook failed
    const name = fileName(currentTest?.fullTitle() ?? 'journey');
    if (failed) await journey.workbench.screenshot(path.join(ARTIFACTS, `${name}.png`));
    await journey.workbench.close(failed ? path.join(ARTIFACTS, `${name}.zip`) : undefined);
    await windowTeardown.run();
  });

  /** @param {string} name */
  async function picture(name) {
    await journey.workbench.screenshot(path.join(PICTURES, `${name}.png`));
  }

  return journey;
}

/** @param {string} title */
function fileName(title) {
  return title.replace(/[^\w]+/g, '-').slice(0, 100);
}
