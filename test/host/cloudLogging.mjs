// The Cloud Logging of test/fakes as a process beside the VS Code that asks it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/install.mjs';

const PROGRAM = path.join(ROOT, 'out', 'cloudLogging.mjs');

/** The sample's entries, as if the last had just happened; one of them happens again every second. */
const OPTIONS = ['--file', path.join(ROOT, 'samples/netra-backend-logs/staging.ndjson'), '--live'];

/**
 * Starts it with the sample's log. It ends with the teardown, and with the process that started it whatever becomes of that.
 *
 * @param {import('./teardown.mjs').Teardown} teardown
 * @returns {Promise<object>} a source of the setting `fiveWhys.sources` that reads from it
 */
export async function startCloudLogging(teardown) {
  await build({
    entryPoints: [path.join(ROOT, 'test/fakes/cloudLogging/main.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    format: 'esm',
    target: 'node20',
    outfile: PROGRAM,
    logLevel: 'warning',
  });
  const server = spawn(process.execPath, [PROGRAM, ...OPTIONS], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  teardown.add(() => {
    server.stdin.end();
    return ended;
  });
  const failed = ended.then(() => Promise.reject(new Error('The Cloud Logging of the tests has ended.')));
  const [line] = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), failed]);
  failed.catch(() => {}); // it ends at some time
  const { project, grpc } = JSON.parse(line);
  return { name: 'staging', project, endpoint: `http://${grpc}`, range: '7d' };
}

/**
 * Makes a source the one that a workspace reads, in place of its log files.
 *
 * @param {string} workspace a folder
 * @param {object} source
 */
export function readFrom(workspace, source) {
  const file = path.join(workspace, '.vscode', 'settings.json');
  const { 'fiveWhys.logFiles': _, ...settings } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...settings, 'fiveWhys.sources': [source] }, null, 2));
}
