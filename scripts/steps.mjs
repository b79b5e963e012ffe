// Runs named steps as processes, as many at once as there are processors.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { endGroup } from '../test/host/processGroup.mjs';
import { ROOT } from './install.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} commands one after the other: a program of node_modules/.bin or one of our scripts,
 *   and its arguments
 * @property {string[]} [needs] names of earlier steps that must have passed
 * @property {boolean} [suite] its commands are mocha runs, whose tests are counted
 *
 * @typedef {object} Outcome
 * @property {Step} step
 * @property {boolean} passed
 * @property {string} output
 * @property {number} seconds
 */

/** A command that takes longer hangs. */
const COMMAND_TIMEOUT_MS = 12 * 60_000;
/** Time for a command to end what it started. */
const GRACE_MS = 10_000;

/**
 * Starts the steps as their needs allow, of those that could start the one that stands first, and runs all of
 * them whatever fails.
 *
 * @param {Step[]} steps
 * @param {import('../test/host/teardown.mjs').Teardown} teardown ends what still runs
 * @param {(outcome: Outcome) => void} onEnd called as each step ends
 */
export async function runSteps(steps, teardown, onEnd) {
  const slots = new Slots(availableParallelism());
  /** @type {Map<string, Promise<boolean>>} */
  const passed = new Map();
  for (const [rank, step] of steps.entries()) {
    const needed = (step.needs ?? []).map((name) => passed.get(name) ?? Promise.resolve(false));
    const run = async () => {
      const ready = (await Promise.all(needed)).every(Boolean);
      const outcome = ready ? await slots.use(rank, () => runStep(step, teardown)) : notRun(step);
      onEnd(outcome);
      return outcome.passed;
    };
    passed.set(step.name, run());
  }
  await Promise.all(passed.values());
}

/**
 * @param {Step} step
 * @param {import('../test/host/teardown.mjs').Teardown} teardown
 * @returns {Promise<Outcome>}
 */
async function runStep(step, teardown) {
  const began = Date.now();
  let output = '';
  let passed = true;
  for (const command of step.commands) {
    const ended = await runCommand(command, teardown);
    output += ended.output;
    passed &&= ended.passed;
  }
  return { step, passed, output, seconds: (Date.now() - began) / 1000 };
}

/**
 * @param {Step} step
 * @returns {Outcome}
 */
function notRun(step) {
  return { step, passed: false, output: `Not run, for want of: ${step.needs?.join(', ')}.\n`, seconds: 0 };
}

/**
 * @param {string[]} command
 * @param {import('../test/host/teardown.mjs').Teardown} teardown
 * @returns {Promise<{ passed: boolean, output: string }>}
 */
function runCommand([program = '', ...args], teardown) {
  const script = program.endsWith('.mjs') ? program : path.join('node_modules', '.bin', program);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own, which is ended as a whole
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const end = () => endGroup(child, GRACE_MS);
  teardown.add(end);
  const late = setTimeout(() => {
    output += `\nIt did not end within ${COMMAND_TIMEOUT_MS / 60_000} minutes.\n`;
    void end();
  }, COMMAND_TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ passed: code === 0, output });
    });
  });
}

/** Lets so many run at once; of the others the one with the lowest rank is next. */
class Slots {
  /** @type {{ rank: number, start: () => void }[]} */
  #waiting = [];
  #free;

  /** @param {number} count */
  constructor(count) {
    this.#free = count;
  }

  /**
   * @template T
   * @param {number} rank
   * @param {() => Promise<T>} work
   */
  async use(rank, work) {
    if (this.#free > 0) this.#free--;
    else await new Promise((resolve) => void this.#waiting.push({ rank, start: () => resolve(undefined) }));
    try {
      return await work();
    } finally {
      const next = this.#waiting.sort((a, b) => a.rank - b.rank).shift();
      if (next) next.start();
      else this.#free++;
    }
  }
}
