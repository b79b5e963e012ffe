// The main job as a user does it, on the packaged extension: from a staging log to a committed report.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layOutSample } from '../../samples/layOut.mjs';
import { nameAuthor } from '../host/fixture.mjs';
import { useJourney } from '../host/journey.mjs';
import { THEMES } from '../host/workbench.mjs';

const COROUTINE = /'coroutine' object has no attribute 'get'/;

describe('from a staging log to a committed report', () => {
  const journey = useJourney({ layOut, folderName: 'netra-backend' });

  beforeEach(() => journey.workbench.readmeOpened());

  for (const [look, theme] of /** @type {const} */ ([
    ['dark', 'Dark Modern'],
    ['light', 'Light Modern'],
  ])) {
    it(`walks from the error to the commit in a ${look} window`, async () => {
      const { workbench, workspace, picture } = journey;
      const { page } = workbench;
      await workbench.theme(theme);

      // Pull: every different error once.
      await workbench.openView('Five Whys');
      await page.getByRole('button', { name: 'Pull Logs' }).first().click();
      const row = workbench.treeRow(COROUTINE);
      await row.waitFor();
      await page.getByText(/399 entries read/).waitFor();
      await page.mouse.move(700, 500); // away from the list, whose hovers would cover it
      await picture(`patterns-${look}`);

      // Read, and jump to the line where the code is now.
      await row.click();
      const lens = workbench.codeLens(/^Open websocket\.py:561 \(was 557\)$/);
      await lens.waitFor();
      await picture(`log-${look}`);
      await lens.click();
      await workbench.statusItem(/Ln 561/).waitFor();
      await workbench.codeLens(/^27 errors in netra-staging/).waitFor();
      await picture(`source-${look}`);

      // Ask why.
      await workbench.codeLens('New Five Whys').click();
      const editor = workbench.webview();
      const answer = editor.getByLabel('Answer', { exact: true });
      await answer.fill('The handler calls `.get` on a coroutine.');
      await editor.getByTitle('Confirmed (C)').click();
      await editor.getByRole('button', { name: 'Go deeper' }).click();
      await editor.getByRole('treeitem').filter({ hasText: 'Why 2' }).waitFor();
      await answer.fill('get_user_context became async, and this caller was not changed with it.');
      await editor.getByRole('button', { name: /Pin evidence/ }).click();
      await workbench.quickInput.fill('websocket.py:557');
      await workbench.quickPick(/websocket\.py:557/).click();
      await editor.getByText(/context\.get\("user_id"\)/).waitFor();
      await editor.getByRole('button', { name: 'Go deeper' }).click();
      await editor.getByRole('treeitem').filter({ hasText: 'Why 3' }).waitFor();
      await answer.fill('No lint rule reports a coroutine that is never awaited.');
      await editor.getByRole('button', { name: 'This is a root cause' }).click();
      await editor.getByLabel('Can the team act on it?').check();
      await editor.getByLabel(/Would removing it have prevented this/).check();
      await editor.getByRole('button', { name: 'Mark as root cause' }).click();
      await editor
        .getByRole('treeitem')
        .filter({ hasText: /Why 3.*root cause/ })
        .waitFor();
      await picture(`editor-${look}`);

      // Say what will be done.
      await editor.getByRole('tab', { name: /Next Steps/ }).click();
      await editor.getByRole('button', { name: 'Add a step' }).click();
      await editor.getByRole('textbox', { name: 'Action' }).fill('Turn on the lint rule for coroutines');
      await editor.getByRole('textbox', { name: 'Owner' }).fill('backend');
      await editor.getByRole('tab', { name: /Next Steps 1/ }).waitFor();

      // What is on the page is in the document, and Ctrl+S saves it.
      await page.keyboard.press('Control+S');
      await workbench.dirtyTabs.waitFor({ state: 'detached' });
      const report = onlyReport(workspace);
      const text = readFileSync(report, 'utf8');
      assert.match(text, /^# AttributeError: 'coroutine' object has no attribute 'get'$/m);
      assert.match(
        text,
        /^- \*\*Answer:\*\* The handler calls `\.get` on a coroutine\.\n- \*\*State:\*\* confirmed$/m,
      );
      assert.match(text, /^\*\*Why 3:\*\* /m);
      assert.match(text, /^\*\*Root cause:\*\* Why 3\./m);
      assert.match(text, /websocket\.py#L557\) at `7cd56a0`/);
      assert.match(text, /^\|.*\| Turn on the lint rule for coroutines \|.*\| backend \|/m);

      // Commit: the diff, the message, and that path alone.
      writeFileSync(path.join(workspace, 'staged.txt'), 'staged by someone\n');
      git(workspace, 'add', 'staged.txt');
      await editor.getByRole('button', { name: 'Commit Report' }).click();
      await workbench.quickInput.waitFor();
      assert.match(await workbench.quickInput.inputValue(), /^docs: add Five Whys on AttributeError/);
      await picture(`commit-${look}`);
      await page.keyboard.press('Enter');
      await workbench.toast(/Committed docs\//).waitFor();
      assert.equal(
        git(workspace, 'show', '--format=', '--name-only', 'HEAD').trim(),
        path.relative(workspace, report),
      );
      assert.equal(
        git(workspace, 'diff', '--cached', '--name-only').trim(),
        'staged.txt',
        'what was staged still is',
      );
      await editor.getByRole('tab', { name: /Next Steps 1/ }).waitFor(); // the report is shown again
      await picture(`committed-${look}`);
    });
  }

  it('is accessible in every theme, and its edits can be undone', async () => {
    const { workbench, workspace } = journey;
    const editor = await openedReport();
    const answer = editor.getByLabel('Answer', { exact: true });
    await answer.fill('First answer');
    await answer.press('Tab');
    await workbench.dirtyTabs.waitFor();
    for (const theme of THEMES) {
      await workbench.theme(theme);
      assert.deepEqual(await workbench.axe(), [], theme);
    }
    await editor.getByRole('treeitem').filter({ hasText: 'Why 1' }).click();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.dirtyTabs.waitFor({ state: 'detached' });
    await assertValue(answer, '');
    assert.doesNotMatch(readFileSync(onlyReport(workspace), 'utf8'), /First answer/);
  });

  it('takes a log file that is dropped on the list', async () => {
    const { workbench } = journey;
    const { page } = workbench;
    await workbench.treeRow('logs').click();
    await workbench.treeRow('staging.ndjson').dblclick();
    const tab = await boxOf(workbench.editorTab(/staging\.ndjson/));
    await workbench.openView('Five Whys');
    await page.getByRole('button', { name: 'Pull Logs' }).first().click();
    const row = await boxOf(workbench.treeRow(COROUTINE));
    await page.mouse.move(tab.x + 30, tab.y + 10);
    await page.mouse.down();
    await page.mouse.move(tab.x + 10, tab.y + 60, { steps: 5 });
    await page.mouse.move(row.x + 60, row.y + 8, { steps: 10 });
    await page.mouse.move(row.x + 70, row.y + 10, { steps: 3 });
    await page.mouse.up();
    await page.getByText(/staging\.json, logs\/staging\.ndjson .* 798 entries read/).waitFor();
    await workbench.treeRow(/AttributeError: 'coroutine'.* 27 times/).waitFor(); // the same entries count once
  });

  it('keeps the page and the plain text beside it in step', async () => {
    const { workbench } = journey;
    const editor = await openedReport();
    await editor.getByRole('button', { name: 'Open as Text' }).click();
    await workbench.page.locator('.view-line', { hasText: 'Answer:' }).first().waitFor();
  });

  it('takes over what changed on disk', async () => {
    const { workspace } = journey;
    const editor = await openedReport();
    const report = onlyReport(workspace);
    const text = readFileSync(report, 'utf8');
    writeFileSync(report, text.replace('- **Answer:**', '- **Answer:** Written by someone else'));
    const answer = editor.getByLabel('Answer', { exact: true });
    await assertValue(answer, 'Written by someone else');

    // With unsaved changes the two versions are kept apart until the user has chosen.
    await answer.fill('My own answer');
    await journey.workbench.dirtyTabs.waitFor();
    writeFileSync(report, text.replace('- **Answer:**', '- **Answer:** Changed again'));
    await answer.press('Control+S');
    await journey.workbench.toast(/content of the file is newer/).waitFor();
    assert.match(readFileSync(report, 'utf8'), /Changed again/);
    await assertValue(answer, 'My own answer');
  });

  it('says why it cannot show a report that someone broke, and loses nothing of it', async () => {
    const { workbench, workspace } = journey;
    const editor = await openedReport();
    const report = onlyReport(workspace);
    const broken = `<<<<<<< HEAD\n${readFileSync(report, 'utf8')}=======\n# Other\n>>>>>>> other\n`;
    writeFileSync(report, broken);
    await editor
      .getByText(/conflict/i)
      .first()
      .waitFor();
    await editor.getByRole('button', { name: 'Open as Text' }).click();
    await workbench.page.locator('.view-line', { hasText: '<<<<<<< HEAD' }).first().waitFor();
    assert.equal(readFileSync(report, 'utf8'), broken);
  });

  /** A report with no pattern, opened in the editor. */
  async function openedReport() {
    const { workbench } = journey;
    await workbench.command('Five Whys: New Five Whys');
    await workbench.page
      .getByPlaceholder('The thread list returns HTTP 500')
      .fill('The thread list is empty');
    await workbench.page.keyboard.press('Enter');
    const editor = workbench.webview();
    await editor.getByLabel('Answer', { exact: true }).waitFor();
    return editor;
  }
});

/** @param {string} folder */
async function layOut(folder) {
  await layOutSample(folder);
  nameAuthor(folder);
}

/** @param {string} workspace */
function onlyReport(workspace) {
  const folder = path.join(workspace, 'docs');
  const [name, ...others] = readdirSync(folder);
  assert.ok(name && others.length === 0);
  return path.join(folder, name);
}

/** @param {import('playwright-core').Locator} element */
async function boxOf(element) {
  await element.waitFor();
  const box = await element.boundingBox();
  assert.ok(box);
  return box;
}

/**
 * @param {import('playwright-core').Locator} field
 * @param {string} value
 */
async function assertValue(field, value) {
  await field.page().waitForFunction(() => true); // lets the page settle
  await assert.doesNotReject(async () => {
    const end = Date.now() + 10_000;
    while ((await field.inputValue()) !== value) {
      if (Date.now() > end) throw new Error(`the field holds ${await field.inputValue()}`);
    }
  });
}

/**
 * @param {string} folder
 * @param {string[]} args
 */
function git(folder, ...args) {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
}
