// Runs the built suites of test/vscode inside the extension host of a real VS Code.
//
//   node test/host/runVscodeTests.mjs [--grep TEXT] [--verbose] [--coverage DIR] [--timeout SECONDS]
//     [--extension DIR] [--tests DIR] [--workspace DIR]
//
// The code is 0 when tests ran and none failed. Whatever else happens is in artifacts/vscode.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, parseArgs } from 'node:util';
import { installMissing, ROOT } from '../../scripts/install.mjs';
import { layOutFixture, NO_GIT_CONFIG } from './fixture.mjs';
import { ensureHost } from './install.mjs';
import { listenForReport } from './reportSocket.mjs';
import { startServer } from './server.mjs';
import { Teardown } from './teardown.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

installMissing();
const { launchBrowser } = await import('./browser.mjs');

const ENTRY = fileURLToPath(new URL('mochaEntry.cjs', import.meta.url));
const ARTIFACTS = path.join(ROOT, 'artifacts', 'vscode');
const SHOWN_LOG_LINES = 20;

const { values: options } = parseArgs({
  options: {
    coverage: { type: 'string' },
    extension: { type: 'string', default: ROOT },
    grep: { type: 'string' },
    tests: { type: 'string', default: path.join(ROOT, 'out', 'test', 'vscode') },
    timeout: { type: 'string', default: '180' },
    verbose: { type: 'boolean', default: false },
    workspace: { type: 'string', default: path.join(ROOT, 'test', 'fixtures', 'workspace') },
  },
});

const teardown = new Teardown();
try {
  process.exitCode = await run();
} finally {
  await teardown.run();
}

/** @returns {Promise<number>} the exit code */
async function run() {
  const temporary = mkdtempSync(path.join(tmpdir(), 'five-whys-tests-'));
  teardown.add(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = path.join(temporary, 'workspace');
  layOutFixture(options.workspace, workspace); // tests may change it

  /** @type {string[]} */
  const log = [];
  /** @type {import('./reportSocket.mjs').Counts | undefined} */
  let result;
  const address = path.join(temporary, 'report.sock');
  const report = await listenForReport(address, {
    onLine: (line) => console.log(line),
    onResult: (counts) => (result = counts),
  });
  teardown.add(() => report.close());

  const server = await startServer({
    host: await ensureHost(),
    teardown,
    driver: true,
    env: testEnvironment(address),
    log: (line) => log.push(`[server] ${line}`),
  });
  const browser = await launchBrowser(teardown);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const url = workbenchUrl(server, { workspace, extension: options.extension, tests: ENTRY });
  const problem = await visit(page, url, (line) => {
    log.push(line);
    if (options.verbose) console.error(line);
  }).then(
    (code) => problemWith(code, result),
    (/** @type {Error} */ error) => error.message,
  );
  if (!problem) return 0;

  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, 'window.png') }).catch(() => {}); // a crashed page has none
  writeFileSync(path.join(ARTIFACTS, 'host.log'), log.join('\n'));
  if (!result) console.error(log.slice(-SHOWN_LOG_LINES).join('\n'));
  console.error(`${problem} A picture and the log are in ${path.relative(process.cwd(), ARTIFACTS)}.`);
  return 1;
}

/**
 * @param {string} socket
 * @returns {NodeJS.ProcessEnv}
 */
function testEnvironment(socket) {
  const tests = {
    socket,
    folder: path.resolve(options.tests),
    mocha: createRequire(import.meta.url).resolve('mocha'),
    grep: options.grep,
    color: Boolean(process.stdout.isTTY),
  };
  return {
    ...NO_GIT_CONFIG,
    FIVE_WHYS_TESTS: JSON.stringify(tests),
    ...(options.coverage && { NODE_V8_COVERAGE: path.resolve(options.coverage) }),
  };
}

/**
 * Opens the window and waits for the end of the tests. VS Code calls these two functions of the page.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {(line: string) => void} onLog gets all that the page and the extension host log
 * @returns {Promise<number>} the code that VS Code ends with
 */
async function visit(page, url, onLog) {
  const ended = new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ sentence) => reject(new Error(sentence));
    setTimeout(
      fail,
      Number(options.timeout) * 1000,
      `The tests did not end within ${options.timeout} s.`,
    ).unref();
    page.once('crash', () => fail('The page crashed.'));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ values) => onLog(`[${type}] ${format(...values)}`),
  );
  await page.goto(url);
  return ended;
}

/**
 * @param {number} code
 * @param {import('./reportSocket.mjs').Counts} [result]
 * @returns {string | undefined} a sentence
 */
function problemWith(code, result) {
  if (!result) return 'The tests did not report.';
  if (result.failed > 0) return `${result.failed} failed.`;
  if (result.passed === 0) return 'No test ran.';
  return code === 0 ? undefined : `VS Code ended with code ${code}.`;
}
