// Runs the benches of test/bench, each in a process of its own, and holds them against their budgets.
//
// A bench file exports a default function, async or not, that returns its measurements. The table is printed,
// out/bench.json keeps it, and the code is 1 where a budget is exceeded.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installMissing, ROOT } from './install.mjs';
import { runNode } from './tool.mjs';

/**
 * @typedef {object} Measurement
 * @property {string} what is measured, and how much of it: "5,000 entries to patterns"
 * @property {number} value
 * @property {string} unit "ms", "MB", or "×" for a ratio to something else measured in the same run
 * @property {number} [budget] the most that `value` may be
 */

const FOLDER = path.join(ROOT, 'out', 'test', 'bench');

/** Runs in the bench's process, with `gc()` at hand. */
const RUNNER = `
  const { default: bench } = await import(process.argv[1]);
  console.log('\\n' + JSON.stringify(await bench()));
`;

installMissing();
runNode(['scripts/build.mjs', '--tests']);
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.bench.mjs')) : [];
const measurements = files.sort().flatMap(measure);
report(measurements);

/**
 * @param {string} file
 * @returns {Measurement[]}
 */
function measure(file) {
  const url = pathToFileURL(path.join(FOLDER, file)).href;
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', '--enable-source-maps', '--input-type=module', '--eval', RUNNER, url],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '[]');
}

/** @param {Measurement[]} rows */
function report(rows) {
  if (rows.length === 0) {
    console.log('There is no bench in test/bench yet.');
    return;
  }
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, unit, budget } of rows) {
    const limit = budget === undefined ? '' : `  at most ${budget} ${unit}`;
    const verdict = isOver({ value, budget }) ? '  EXCEEDED' : '';
    console.log(`${what.padEnd(width)}  ${value.toFixed(1).padStart(9)} ${unit.padEnd(2)}${limit}${verdict}`);
  }
  writeFileSync(path.join(ROOT, 'out', 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.some(isOver)) process.exitCode = 1;
}

/** @param {Pick<Measurement, 'value' | 'budget'>} measurement */
function isOver({ value, budget }) {
  return budget !== undefined && value > budget;
}
