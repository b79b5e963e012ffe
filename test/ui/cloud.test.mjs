// Google Cloud Logging as a user meets it on the packaged extension, with a Cloud Logging of our own at the other end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { layOutSample } from '../../samples/layOut.mjs';
import { readFrom, startCloudLogging } from '../host/cloudLogging.mjs';
import { nameAuthor } from '../host/fixture.mjs';
import { useJourney } from '../host/journey.mjs';
import { Teardown } from '../host/teardown.mjs';

const COROUTINE = /'coroutine' object has no attribute 'get'/;

describe('from connecting to Google Cloud Logging to following it live', () => {
  const teardown = new Teardown();
  /** @type {object} */
  let source;
  before(async () => {
    source = await startCloudLogging(teardown);
  });
  after(() => teardown.run());
  const journey = useJourney({ layOut, folderName: 'netra-backend' });

  beforeEach(() => journey.workbench.readmeOpened());

  for (const [look, theme, size] of /** @type {const} */ ([
    ['dark', 'Dark Modern', { width: 1400, height: 900 }],
    ['light', 'Light Modern', { width: 900, height: 700 }],
  ])) {
    it(`connects, pulls, reads around an entry and follows in a ${look} window of ${size.width} pixels`, async () => {
      const { workbench, workspace, picture } = journey;
      const { page } = workbench;
      await page.setViewportSize(size);
      await workbench.theme(theme);
      await workbench.openView('Five Whys');
      await page.getByText('A Google Cloud source is chosen').waitFor();

      // Connect: each step says what it found, and what was chosen is tried before it is saved.
      await workbench.command('Five Whys: Connect to Google Cloud Logging…');
      await workbench.answer('A name for what you connect to', 'staging');
      await page.getByText(/The project whose logs are read\. Signed in as/).waitFor();
      await workbench.answer('The project whose logs are read', 'netra-staging');
      await workbench.quickPick('netra-backend-staging').waitFor();
      await workbench.quickPick('netra-backend-staging').click();
      await workbench.quickInput.press('Enter');
      await workbench.quickPick(/^WARNING/).click();
      await workbench.answer('How far back a pull goes', '7d');
      await workbench.answer('What else must hold', '');

      // Pull: every different error once.
      const row = workbench.treeRow(COROUTINE);
      await row.waitFor();
      await page.getByText(/Pulled just now\. /).waitFor();
      await page.mouse.move(700, 500); // away from the list, whose hovers would cover it
      await picture(`cloud-patterns-${look}`);
      const { 'fiveWhys.sources': sources } = JSON.parse(
        readFileSync(path.join(workspace, '.vscode', 'settings.json'), 'utf8'),
      );
      assert.deepEqual(sources, [
        {
          ...source,
          services: ['netra-backend-staging'],
          resourceTypes: ['cloud_run_revision'],
          severity: 'WARNING',
        },
      ]);

      // Read, and see what was logged around an entry.
      await row.click();
      await workbench.codeLens('Surrounding lines').waitFor();
      await picture(`cloud-log-${look}`);
      await workbench.codeLens('Surrounding lines').click();
      await workbench.editorTab(/Surrounding lines/).waitFor();
      await page.locator('.view-line').filter({ hasText: '▶' }).first().waitFor();
      await workbench.codeLens(/^Open websocket\.py:561 \(was 557\)$/).waitFor({ state: 'attached' });
      await picture(`cloud-around-${look}`);

      // Edit the query, which is completed.
      await workbench.command('Five Whys: Edit Query');
      await workbench.editorTab(/staging\.gclquery/).waitFor();
      await workbench.codeLens('Pull with This Query').waitFor();
      await picture(`cloud-query-${look}`);

      // Follow live, until it is not looked at.
      await workbench.command('Five Whys: Follow Logs Live');
      await page.getByText(/Live: \d+ entr(?:y|ies) a minute, [1-9]\d* so far/).waitFor();
      await picture(`cloud-live-${look}`);
      await workbench.openView('Explorer');
      await workbench.openView('Five Whys');
      await page.getByText(/Live: /).waitFor({ state: 'detached' });
      await row.waitFor();
    });
  }

  /** @param {string} folder */
  async function layOut(folder) {
    await layOutSample(folder);
    nameAuthor(folder);
    readFrom(folder, source);
  }
});
