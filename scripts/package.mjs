// Packages the extension into out/five-whys.vsix.
//
//   node scripts/package.mjs [--built]     --built takes dist/ as it is, else it is built for production
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installMissing, ROOT } from './install.mjs';
import { runNode, runTool } from './tool.mjs';

installMissing();
const { values: options } = parseArgs({ options: { built: { type: 'boolean' } } });
if (!options.built) runNode(['scripts/build.mjs', '--production']);

const vsix = path.join('out', 'five-whys.vsix');
mkdirSync(path.join(ROOT, 'out'), { recursive: true });
runTool('vsce', [
  'package',
  '--no-dependencies', // all code is in the bundles
  '--allow-missing-repository',
  '--no-rewrite-relative-links', // the README's pictures are in the package
  `--out=${vsix}`,
]);
console.log(`${vsix}: ${(statSync(path.join(ROOT, vsix)).size / 1000).toFixed(0)} kB`);
