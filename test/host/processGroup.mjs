// Ends a process together with all that it started, which a signal to it alone would leave behind.

/**
 * Asks the group of a process that was spawned `detached` to end, and ends it by force after a while.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} graceMs how long the group may take to tidy up
 */
export async function endGroup(child, graceMs) {
  const group = child.pid;
  if (group === undefined) return; // it never started
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    try {
      process.kill(-group, name);
    } catch {
      // all of it is gone
    }
  };
  signal('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) {
    const late = setTimeout(signal, graceMs, 'SIGKILL');
    await new Promise((resolve) => void child.once('exit', resolve));
    clearTimeout(late);
  }
  signal('SIGKILL'); // whoever outlived the first of the group
}
