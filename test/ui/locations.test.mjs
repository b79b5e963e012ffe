// From the page of a report to the code that it names, where that stands now.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NO_GIT_CONFIG } from '../host/fixture.mjs';
import { useJourney } from '../host/journey.mjs';

const REPORT = 'docs/till.whys.md';

describe('the locations of the page', () => {
  const journey = useJourney({ layOut, folderName: 'shop' });

  it('lead to the line where the code is now; several are asked, none is said', async () => {
    const { workbench } = journey;
    const { page } = workbench;
    const choose = async () => {
      await workbench.pressUntil('Control+P', workbench.quickInput);
      await workbench.quickInput.fill(REPORT, { timeout: 5000 });
      await workbench.quickPick(path.basename(REPORT)).click({ timeout: 5000 });
    };
    await choose().catch(choose).catch(choose);
    const editor = workbench.webview();
    const shown = editor.getByRole('treeitem').first();
    await shown.waitFor({ timeout: 8000 }).catch(async () => {
      await workbench.command('Five Whys: Open in Five Whys Editor');
      await shown.waitFor();
    });
    const openedAt = (/** @type {string} */ file, /** @type {number} */ line) =>
      Promise.all([workbench.editorTab(file).waitFor(), workbench.statusItem(`Ln ${line}, `).waitFor()]);

    await editor.getByRole('link', { name: 'sum.py:2' }).click();
    await openedAt('sum.py', 4);
    await editor.getByTitle('Open till/sum.py:3').click();
    await openedAt('sum.py', 5);
    await editor.getByRole('link', { name: 'old.py:2' }).click();
    await openedAt('renamed.py', 2);
    assert.equal(await editor.getByRole('treeitem').first().isVisible(), true, 'the page stays beside it');

    await editor.getByTitle('Open util.py:1').click();
    await page.getByText('Which file is util.py:1?').waitFor();
    await page.keyboard.press('Escape');
    await editor.getByTitle('Open till/nothing.py:3').click();
    await workbench.toast(/till\/nothing\.py is not in this workspace/).waitFor();
    await editor.getByRole('link', { name: 'dead.py:1' }).click();
    await workbench.toast(/till\/dead\.py was deleted since/).waitFor();
  });
});

/** @param {string} folder */
function layOut(folder) {
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...NO_GIT_CONFIG },
    });
  git('init', '--quiet');
  write('till/sum.py', 'one\ntwo\nthree\nfour\n');
  write('till/old.py', Array.from({ length: 9 }, (_, index) => `line ${index}\n`).join(''));
  write('till/dead.py', 'gone\n');
  write('a/util.py', 'a\n');
  write('b/util.py', 'b\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Deploy the till');
  const pin = git('rev-parse', 'HEAD').slice(0, 7);
  write('till/sum.py', 'new\nnew\none\ntwo\nthree\nfour\n');
  git('mv', 'till/old.py', 'till/renamed.py');
  git('rm', '--quiet', 'till/dead.py');
  git('commit', '--all', '--quiet', '--message', 'Change the till');
  write(REPORT, report(pin));
}

/** @param {string} pin */
function report(pin) {
  return `# The sum is wrong

## 1. The sum is wrong

**Location:** [sum.py:2](../till/sum.py#L2) at \`${pin}\`

### Five Whys

**Why 1:** Why is the sum wrong?
- **Answer:** It is rounded.
- **Evidence:** code \`till/sum.py:3\` at \`${pin}\`
- **Evidence:** code [old.py:2](../till/old.py#L2) at \`${pin}\`
- **Evidence:** code [dead.py:1](../till/dead.py#L1) at \`${pin}\`
- **Evidence:** code \`util.py:1\`
- **Evidence:** code \`till/nothing.py:3\`
`;
}
