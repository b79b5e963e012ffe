// Runs the benches of test/bench, each in a process of its own, and holds them against their budgets.
//
//   npm run bench -- [--quick] [--only <name>] [--duckdb]
//     --quick    leaves out what takes long, such as the log of a million entries
//     --only     the bench of that name: test/bench/<name>.bench.ts
//     --duckdb   measures DuckDB as well; installs it (70 MB, once, into the user's cache)
//
// It needs two processors to itself and, without --quick, 2 GB in the folder for temporary files.
//
// A bench file exports a default function, async or not, that takes the options and returns the rows of its table. The
// tables are printed, out/bench.json keeps them, and the code is 1 where a budget is exceeded or a measurement failed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cachedFolder } from '../test/host/userCache.mjs';
import { installMissing, ROOT } from './install.mjs';
import { runNode } from './tool.mjs';

/** @typedef {import('../test/bench/measurement').Row} Row */
/** @typedef {import('../test/bench/measurement').Measurement} Measurement */
/** @typedef {import('../test/bench/measurement').BenchOptions} BenchOptions */

const BENCHES = path.join(ROOT, 'out', 'test', 'bench');
const ENDING = '.bench.mjs';
const DUCKDB = path.join(ROOT, 'test', 'bench', 'duckdb');

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, duckdb: { type: 'boolean' } },
});

installMissing();
runNode(['scripts/build.mjs', '--tests']);
const names = benchNames(given.only);
if (names.length === 0) fail(`There is no bench ${given.only ?? ''}: they are ${benchNames().join(', ')}.`);
const folder = mkdtempSync(path.join(tmpdir(), 'five-whys-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130)); // the benches end by it too
/** @type {BenchOptions} */
const options = {
  quick: given.quick ?? false,
  folder,
  duckdb: given.duckdb ? await installDuckdb() : '',
};
/** @type {Record<string, Row[]>} */
const tables = {};
for (const name of names) {
  console.log(`\n${name}`);
  tables[name] = rowsOf(name);
  print(tables[name]);
}
writeFileSync(path.join(ROOT, 'out', 'bench.json'), `${JSON.stringify(tables, undefined, 2)}\n`);
if (Object.values(tables).flat().some(isBad)) process.exitCode = 1;

/**
 * All benches, or the one of a name if there is such a one.
 *
 * @param {string} [only]
 */
function benchNames(only) {
  const files = existsSync(BENCHES) ? readdirSync(BENCHES) : [];
  const all = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
  return all.sort().filter((name) => only === undefined || name === only);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * @param {string} name
 * @returns {Row[]}
 */
function rowsOf(name) {
  const output = execFileSync(
    process.execPath,
    ['scripts/benchJob.mjs', path.join(BENCHES, name + ENDING), 'default', JSON.stringify([options])],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '').result;
}

/** Installs DuckDB by its lock file, apart from the packages that the project needs, and returns the folder. */
function installDuckdb() {
  const lock = readFileSync(path.join(DUCKDB, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  return cachedFolder(`duckdb-${version}`, (staging) => {
    console.log('Installing DuckDB from npm (once, 70 MB) …');
    cpSync(DUCKDB, staging, { recursive: true });
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: staging,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  });
}

/** @param {Row[]} rows */
function print(rows) {
  const lines = [['what', 'value', '', '× base', 'budget', 'verdict'], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const padded = line.map((cell, at) =>
      isRightAligned(at) ? cell.padStart(widths[at]) : cell.padEnd(widths[at]),
    );
    console.log(`  ${padded.join('  ').trimEnd()}`);
  }
}

/** @param {number} column */
function isRightAligned(column) {
  return column === 1 || column === 3;
}

/** @param {Row} row */
function cells(row) {
  if (!('value' in row)) return [row.what, '', '', '', '', row.failed ? `FAILED: ${row.why}` : row.why];
  const { what, value, unit, ofBase, budget } = row;
  const verdict = budget ? (isBad(row) ? 'EXCEEDED' : 'kept') : '';
  return [what, number(value), unit, ofBase === undefined ? '' : ofBase.toFixed(2), budgetText(row), verdict];
}

/** @param {number} value */
function number(value) {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = value < 10 ? 3 : 1;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {Measurement} measurement */
function budgetText({ unit, budget }) {
  if (!budget) return '';
  if ('mostOfBase' in budget) return `at most ${budget.mostOfBase} × base`;
  const bound = 'most' in budget ? `at most ${budget.most}` : `at least ${budget.least}`;
  return `${bound} ${unit}`.trimEnd();
}

/** @param {Row} row */
function isBad(row) {
  if (!('value' in row)) return row.failed;
  const { value, ofBase, budget } = row;
  if (!budget) return false;
  if ('least' in budget) return !(value >= budget.least);
  if ('most' in budget) return !(value <= budget.most);
  return !((ofBase ?? Number.NaN) <= budget.mostOfBase);
}
