// What a team decides about its patterns, and how the list shows it, as a user does it on the packaged extension.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layOutSample } from '../../samples/layOut.mjs';
import { nameAuthor } from '../host/fixture.mjs';
import { useJourney } from '../host/journey.mjs';

const COROUTINE = /'coroutine' object has no attribute 'get'/;

describe('deciding about patterns', () => {
  const journey = useJourney({ layOut, folderName: 'netra-backend' });

  beforeEach(async () => {
    const { workbench } = journey;
    await workbench.readmeOpened();
    await workbench.openView('Five Whys');
    await workbench.page.getByRole('button', { name: 'Pull Logs' }).first().click();
    await workbench.treeRow(COROUTINE).waitFor();
  });

  it('leads out of a filter that hides everything', async () => {
    const { workbench } = journey;
    await workbench.command('Five Whys: Filter Patterns…');
    await workbench.answer('contains every word', 'nothing says so');
    const wayOut = workbench.treeRow('Clear Filter');
    await wayOut.click();
    await workbench.treeRow(COROUTINE).waitFor();
    await wayOut.waitFor({ state: 'detached' });
  });

  it('mutes a pattern with a reason, and undoes it to the byte', async () => {
    const { workbench, workspace, picture } = journey;
    const { page } = workbench;
    const file = path.join(workspace, '.vscode', 'five-whys.json');
    await workbench.command('Five Whys: Filter Patterns…'); // what is muted stands at the end of the list
    await workbench.answer('contains every word', 'websocket');
    await page.getByText(/“websocket” hides \d+ of \d+ patterns/).waitFor();
    await menu(workbench.treeRow(COROUTINE), 'Mute Pattern…');
    await workbench.answer('Why need nobody look at it?', 'Waits for the upgrade');
    await workbench.quickPick('In 1 week').click();
    await workbench.toast(/Muted “AttributeError.* until .*in \.vscode\/five-whys\.json/).waitFor();
    const muted = workbench.treeRow('1 pattern muted');
    await muted.waitFor();
    assert.match(readFileSync(file, 'utf8'), /"reason": "Waits for the upgrade"/);
    await muted.click();
    await workbench.treeRow(/'coroutine'.*, muted, /).waitFor();
    await page.mouse.move(700, 500);
    await picture('muted-light');
    await workbench.toast(/Muted/).getByRole('button', { name: 'Undo' }).click();
    await muted.waitFor({ state: 'detached' });
    await workbench.treeRow(COROUTINE).waitFor();
    assert.equal(existsSync(file), false);
  });

  it('merges what is selected, on the next pull too', async () => {
    const { workbench } = journey;
    const { page } = workbench;
    const rows = page.getByRole('treeitem', { level: 1, name: / times, last seen / });
    const count = Number(await rows.first().getAttribute('aria-setsize'));
    await rows.nth(0).click();
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await menu(rows.nth(1), 'Merge Patterns…');
    await workbench.toast(/Merged 2 patterns/).waitFor();
    await listOf(count - 1).waitFor();
    await workbench.command('Five Whys: Pull Logs');
    await page.getByText(/399 entries read/).waitFor();
    await listOf(count - 1).waitFor();
    await workbench.command('Five Whys: Undo Last Pattern Decision');
    await listOf(count).waitFor();
  });

  it('says what is new and what is gone since the last pull', async () => {
    const { workbench, workspace } = journey;
    const file = path.join(workspace, 'logs', 'staging.json');
    const entries = JSON.parse(readFileSync(file, 'utf8'));
    const left = entries.filter((/** @type {unknown} */ entry) => !COROUTINE.test(JSON.stringify(entry)));
    const last = left.find((/** @type {{ textPayload?: string }} */ entry) => entry.textPayload);
    left.push({
      ...last,
      insertId: 'new',
      severity: 'CRITICAL',
      textPayload: 'The disk of the queue is full',
    });
    writeFileSync(file, JSON.stringify(left));
    await workbench.command('Five Whys: Pull Logs');
    await workbench.choose('Five Whys: Sort Patterns…', 'Most severe first');
    await workbench
      .treeRow(/^The disk of the queue is full, new since the last pull, CRITICAL, once/)
      .waitFor();
    await workbench.page.setViewportSize({ width: 1400, height: 2400 }); // what is gone stands at the end of the list
    await workbench.treeRow(/^\d+ patterns? gone since the last pull$/).click();
    await workbench.treeRow(COROUTINE).waitFor();
  });

  it('groups patterns, in a narrow window too', async () => {
    const { workbench, picture } = journey;
    const { page } = workbench;
    for (const [by, head] of /** @type {const} */ ([
      ['By severity', /^ERROR, \d+ patterns/],
      ['By service', /^netra-backend-staging, \d+ patterns/],
      ['By revision', /^netra-backend-staging-.*, \d+ patterns?/],
    ])) {
      await workbench.choose('Five Whys: Group Patterns…', by);
      await workbench.treeRow(head).waitFor();
    }
    await page.mouse.move(700, 500); // away from the list, whose hovers would cover it
    await picture('grouped-light');
    await workbench.theme('Dark Modern');
    await page.setViewportSize({ width: 700, height: 800 });
    await workbench.treeRow(/^netra-backend-staging-.*, \d+ patterns?/).waitFor();
  });

  /**
   * The list when it has so many rows at the top, of which the window shows a part.
   *
   * @param {number} count
   */
  function listOf(count) {
    return journey.workbench.page
      .locator(`[role="treeitem"][aria-level="1"][aria-setsize="${count}"]`)
      .first();
  }
});

/**
 * Chooses from the context menu of a row.
 *
 * @param {import('playwright-core').Locator} row
 * @param {string} title
 */
async function menu(row, title) {
  await row.click({ button: 'right' });
  const item = row.page().getByRole('menuitem', { name: title });
  const choose = async () => {
    await item.click(); // is lost when it comes so soon that it may belong to the click that opened the menu
    await item.waitFor({ state: 'detached', timeout: 1000 });
  };
  await choose().catch(choose).catch(choose);
}

/** @param {string} folder */
async function layOut(folder) {
  await layOutSample(folder);
  nameAuthor(folder);
}
