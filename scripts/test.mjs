// `npm test`: all that must hold before a change is taken, in one command. A line per step, the whole output
// of those that fail, and at last how many tests passed and failed.
import { Teardown } from '../test/host/teardown.mjs';
import { installMissing } from './install.mjs';
import { runSteps } from './steps.mjs';

/**
 * The build and what waits for it come first, since they take longest.
 *
 * @type {import('./steps.mjs').Step[]}
 */
const STEPS = [
  { name: 'VS Code', commands: [['test/host/prepare.mjs']] },
  { name: 'build', commands: [['scripts/build.mjs', '--production']] },
  { name: 'build tests', commands: [['scripts/build.mjs', '--tests']] },
  { name: 'package', needs: ['build'], commands: [['scripts/package.mjs', '--built']] },
  {
    name: 'UI journeys',
    needs: ['VS Code', 'package'],
    commands: [['mocha', '--config=test/ui/mocharc.json']],
    suite: true,
  },
  {
    name: 'VS Code tests',
    needs: ['VS Code', 'build', 'build tests'],
    commands: [['test/host/runVscodeTests.mjs']],
    suite: true,
  },
  {
    name: 'unit tests',
    needs: ['build tests'],
    commands: [['mocha', '--config=test/unit.mocharc.json']],
    suite: true,
  },
  {
    name: 'types',
    commands: ['.', 'src/webview', 'test', 'scripts'].map((project) => ['tsc', '--project', project]),
  },
  { name: 'lint', commands: [['oxlint', '--type-aware', '--deny-warnings']] },
  { name: 'format', commands: [['prettier', '--check', '--log-level=warn', '.']] },
  { name: 'dead code', commands: [['knip']] },
];

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

installMissing();
const teardown = new Teardown();
await runSteps(STEPS, teardown, ({ step, passed, output, seconds }) => {
  console.log(`${passed ? '✔' : '✘'} ${step.name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
  if (!passed) {
    console.log(`\n${output.trim()}\n`);
    failures.push(step.name);
  }
  if (step.suite) count(output, passed);
});
await teardown.run();

if (failures.length > 0) {
  console.log(`\nFailed: ${failures.join(', ')}.`);
  process.exitCode = 1;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);

/**
 * Adds what mocha's summary says. A suite that fails without one, or did not run, counts as a failed test.
 *
 * @param {string} output
 * @param {boolean} passed
 */
function count(output, passed) {
  const number = (/** @type {RegExp} */ line) => Number(line.exec(output)?.[1] ?? 0);
  const failed = number(/^ *(\d+) failing$/m);
  total.passed += number(/^ *(\d+) passing /m);
  total.skipped += number(/^ *(\d+) pending$/m);
  total.failed += passed ? failed : Math.max(failed, 1);
}
