// Measures which lines of src/ the unit tests and the tests in VS Code reach, together.
// The summary is printed; coverage/lcov-report/index.html shows the lines.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, ROOT } from './install.mjs';
import { runNode, runTool } from './tool.mjs';

const RAW = path.join(ROOT, 'coverage', 'raw');

installMissing();
rmSync(path.join(ROOT, 'coverage'), { recursive: true, force: true });
runNode(['scripts/build.mjs']);
runNode(['scripts/build.mjs', '--tests']);
runTool('mocha', ['--config=test/unit.mocharc.json', '--reporter=dot'], { NODE_V8_COVERAGE: RAW });
runNode(['test/host/runVscodeTests.mjs', `--coverage=${RAW}`]);
namePaths();
runTool('c8', [
  'report',
  `--temp-directory=${RAW}`,
  '--reports-dir=coverage',
  '--reporter=text-summary',
  '--reporter=lcov',
  '--exclude-after-remap', // what was measured are bundles
  '--all',
  '--src=src',
  '--include=src/**',
]);

/**
 * Node names the sources of a bundle by URL. c8 compares them with --include as if they were paths, and would
 * count every line of a bundle of several sources as reached.
 */
function namePaths() {
  for (const file of readdirSync(RAW).map((name) => path.join(RAW, name))) {
    const coverage = JSON.parse(readFileSync(file, 'utf8'));
    for (const { data } of Object.values(coverage['source-map-cache'] ?? {})) {
      if (!data) continue;
      data.sources = data.sources.map((/** @type {string} */ source) =>
        source.startsWith('file:') ? fileURLToPath(source) : source,
      );
    }
    writeFileSync(file, JSON.stringify(coverage));
  }
}
