// Runs the suites of test/vscode in a desktop VS Code, which @vscode/test-electron downloads from Microsoft:
// for machines that may do so. VSCODE_VERSION chooses another version than the newest, such as 1.101.0.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOutFixture } from '../test/host/fixture.mjs';
import { Teardown } from '../test/host/teardown.mjs';
import { installMissing, ROOT } from './install.mjs';
import { runNode } from './tool.mjs';

installMissing();
const { runTests } = await import('@vscode/test-electron');
runNode(['scripts/build.mjs']);
runNode(['scripts/build.mjs', '--tests']);

const teardown = new Teardown();
const temporary = mkdtempSync(path.join(tmpdir(), 'five-whys-electron-'));
teardown.add(() => rmSync(temporary, { recursive: true, force: true }));
const workspace = path.join(temporary, 'workspace');
layOutFixture(path.join(ROOT, 'test', 'fixtures', 'workspace'), workspace);

const tests = {
  folder: path.join(ROOT, 'out', 'test', 'vscode'),
  mocha: createRequire(import.meta.url).resolve('mocha'),
};
try {
  process.exitCode = await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(ROOT, 'test', 'host', 'mochaEntry.cjs'),
    extensionTestsEnv: { FIVE_WHYS_TESTS: JSON.stringify(tests) },
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(temporary, 'data')}`],
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await teardown.run();
}
