// Takes the README's pictures anew: the UI journeys write theirs to media/screenshots.
import path from 'node:path';
import { installMissing, ROOT } from './install.mjs';
import { runNode, runTool } from './tool.mjs';

installMissing();
runNode(['scripts/package.mjs']);
runTool('mocha', ['--config=test/ui/mocharc.json'], {
  FIVE_WHYS_PICTURES: path.join(ROOT, 'media', 'screenshots'),
});
