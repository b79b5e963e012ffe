// What users bring: no folder, two folders, files that are no logs.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layOutFixture } from '../host/fixture.mjs';
import { useJourney } from '../host/journey.mjs';

const FIXTURE = path.resolve('test/fixtures/workspace');

describe('in a workspace with two roots', () => {
  const journey = useJourney({
    layOut: (folder) => {
      mkdirSync(path.join(folder, 'docs-only'));
      layOutFixture(FIXTURE, path.join(folder, 'shop-service'));
      const file = path.join(folder, 'two.code-workspace');
      const folders = [{ path: 'docs-only' }, { path: 'shop-service' }];
      writeFileSync(
        file,
        JSON.stringify({ folders, settings: { 'fiveWhys.logFiles': ['logs/staging.json'] } }),
      );
      return file;
    },
  });

  it('writes the report beside the code of the error', async () => {
    const { workbench, workspace } = journey;
    const root = path.dirname(workspace);
    await workbench.openView('Five Whys');
    await workbench.page.getByRole('button', { name: 'Pull Logs' }).first().click();
    const row = workbench.treeRow(/no attribute 'amount'/);
    await row.hover();
    await row.getByRole('button', { name: 'New Five Whys' }).click();
    await workbench.webview().getByLabel('Answer', { exact: true }).waitFor();
    assert.equal(readdirSync(path.join(root, 'shop-service/docs')).length, 1);
  });
});

describe('without a folder', () => {
  const journey = useJourney({ layOut: () => '' });

  it('offers a log file and the sample, and lays the sample out and pulls it', async () => {
    const { workbench, picture } = journey;
    await workbench.openView('Five Whys');
    await workbench.page.getByRole('button', { name: 'Open Log File…' }).waitFor();
    await picture('welcome-light');
    await workbench.page.getByRole('button', { name: 'Try the Sample Incident' }).click();
    await workbench.editorTab(/README/).waitFor({ timeout: 60_000 });
    await workbench.openView('Five Whys');
    await workbench.treeRow(/'coroutine' object has no attribute 'get'/).waitFor();
  });

  it('says that a report needs a folder', async () => {
    const { workbench } = journey;
    await workbench.command('Five Whys: New Five Whys');
    await workbench.toast(/Open the folder of the service first/).waitFor();
  });

  it('shows how it works', async () => {
    const { workbench, picture } = journey;
    await workbench.command('Five Whys: Get Started');
    await workbench.page.getByText('Find out why staging broke').first().waitFor();
    await workbench.page.getByText('Commit the report').first().waitFor();
    await picture('walkthrough-light');
  });
});

describe('with files that are no logs', () => {
  const good = 'logs/staging.json';
  const journey = useJourney({
    layOut: (folder) => {
      cpSync(FIXTURE, folder, { recursive: true });
      const text = readFileSync(path.join(folder, good), 'utf8');
      writeFileSync(path.join(folder, 'logs/cut.json'), text.slice(0, text.length * 0.7));
      const logFiles = [good, 'logs/empty.log', 'logs/picture.log', 'incident.md'];
      writeFileSync(
        path.join(folder, '.vscode/settings.json'),
        JSON.stringify({ 'fiveWhys.logFiles': logFiles }),
      );
      writeFileSync(path.join(folder, 'logs/empty.log'), '');
      writeFileSync(
        path.join(folder, 'logs/picture.log'),
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 0, 255]),
      );
    },
  });

  it('says of each what it is, and reads the one that is a log', async () => {
    const { workbench } = journey;
    await workbench.openView('Five Whys');
    await workbench.page.getByRole('button', { name: 'Pull Logs' }).first().click();
    await workbench.treeRow(/no attribute 'amount'/).waitFor();
    await workbench.page.getByText(/5 entries read/).waitFor();
    await workbench.command('Notifications: Show Notifications');
    for (const sentence of [
      /empty\.log is empty/,
      /picture\.log is no text, so it is no log/,
      /incident\.md is text, but no log that we know/,
    ]) {
      await workbench.notification(sentence).waitFor();
    }
  });

  it('reads a file that was cut off as far as it goes, and says so', async () => {
    const { workbench, workspace } = journey;
    await workbench.openView('Five Whys');
    await openLog(workbench, path.join(workspace, 'logs/cut.json'));
    await workbench.treeRow(/no attribute 'amount'/).waitFor();
    // The 5 of the log that the settings name, and 3 before the cut.
    await workbench.page.getByText(/8 entries read .* 1 unreadable/).waitFor();
  });
});

/**
 * Opens a log file through the dialog.
 *
 * @param {import('../host/workbench.mjs').Workbench} workbench
 * @param {string} file
 */
async function openLog(workbench, file) {
  await workbench.command('Five Whys: Open Log File…');
  await workbench.chooseFile('Open Log File', file);
}
