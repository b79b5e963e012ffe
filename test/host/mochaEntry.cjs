// The module that `extensionTestsPath` names: it runs inside the extension host, here and in a desktop VS
// Code. The page's log is too noisy to report in, so mocha's lines and the result go over a socket.
const net = require('node:net');
const path = require('node:path');
const { readdirSync } = require('node:fs');
const { format } = require('node:util');
const { takeCoverage } = require('node:v8');

const TEST_TIMEOUT_MS = 20_000;

/**
 * VS Code calls this; a rejection makes it end with a code that is not 0.
 *
 * The environment's FIVE_WHYS_TESTS is JSON: `folder` of the built tests, the path of `mocha`, the `socket` to
 * report to (without it the report goes to the console), and maybe `grep` and `color`.
 */
exports.run = async () => {
  const { folder, mocha: mochaPath, socket, grep, color } = JSON.parse(process.env.FIVE_WHYS_TESTS ?? '{}');
  const report = socket ? await connect(socket) : consoleReport;
  const required = require(mochaPath);
  const Mocha = required.default ?? required; // mocha 12 is ESM, which Node versions hand out differently

  Mocha.reporters.Base.consoleLog = (/** @type {unknown[]} */ ...values) => report.line(format(...values));
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TEST_TIMEOUT_MS,
    color,
    grep,
    forbidOnly: Boolean(process.env.CI),
  });
  for (const file of testFiles(folder)) mocha.addFile(file);

  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    await mocha.loadFilesAsync();
    await new Promise((resolve) => {
      mocha
        .run(resolve)
        .on('pass', () => counts.passed++)
        .on('fail', () => counts.failed++)
        .on('pending', () => counts.skipped++);
    });
  } catch (error) {
    report.line(`The tests could not be loaded.\n${format(error)}`);
    throw error;
  } finally {
    takeCoverage(); // does nothing without NODE_V8_COVERAGE
    await report.end(counts);
  }
  if (counts.failed > 0 || counts.passed === 0)
    throw new Error(`${counts.failed} failed, ${counts.passed} passed`);
};

/** @param {string} folder */
function testFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.cjs'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** @param {string} address */
async function connect(address) {
  const socket = net.connect(address);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const send = (/** @type {object} */ message) => socket.write(`${JSON.stringify(message)}\n`);
  return {
    line: (/** @type {string} */ line) => send({ line }),
    end: (/** @type {object} */ result) => {
      send({ result });
      return new Promise((resolve) => void socket.end(resolve));
    },
  };
}

const consoleReport = {
  line: (/** @type {string} */ line) => console.log(line),
  end: async () => {},
};
