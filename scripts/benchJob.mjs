// Calls a function of a bench in this process, for scripts/bench.mjs and for the benches themselves.
//
//   node scripts/benchJob.mjs <module> <name of an export> <its arguments as a JSON list>
//
// The last line of the output is JSON: `result`, what the function returned or its promise brought, and `peakMb`, the most
// memory that this process had.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module = '', name = '', args = '[]'] = process.argv.slice(2);
const jobs = await import(pathToFileURL(module).href);
const result = await jobs[name](...JSON.parse(args));
console.log(`\n${JSON.stringify({ result, peakMb: peakKb() / 1024 })}`);

/**
 * The most resident memory of this program alone. On Linux `maxRSS` is no less than that of the program that the process
 * was forked from.
 */
function peakKb() {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
  } catch {
    return process.resourceUsage().maxRSS; // not on Linux
  }
}
