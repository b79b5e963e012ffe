import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, file, readText, until, write } from './support';

describe('activation', () => {
  it('waits until something of ours is used', () => {
    assert.equal(extension().isActive, false);
  });

  it("loads nothing of Google's client, though a source of it is set", async () => {
    const settings = file('.vscode/settings.json');
    const before = await readText(settings);
    const sources = [{ name: 'staging', project: 'netra-staging', endpoint: 'http://127.0.0.1:9' }];
    await write('.vscode/settings.json', JSON.stringify({ 'fiveWhys.sources': sources }));
    await until(
      'the setting holds',
      () => vscode.workspace.getConfiguration('fiveWhys').inspect('sources')?.workspaceValue,
    );
    await extension().activate();
    const loaded = Object.keys(require.cache).filter((name) => /five-whys|[\\/]dist[\\/]/.test(name));
    assert.ok(
      loaded.some((name) => name.endsWith('extension.js')),
      loaded.join('\n'),
    );
    assert.deepEqual(
      loaded.filter((name) => name.endsWith('googleCloud.js')),
      [],
    );
    await write('.vscode/settings.json', before);
  });

  it('registers exactly the commands of the manifest', async () => {
    await extension().activate();
    const manifest = extension().packageJSON as { contributes: { commands: { command: string }[] } };
    const contributed = manifest.contributes.commands.map(({ command }) => command).sort();
    // The editor adds commands of its own for each view.
    const ofViews = /^fiveWhys\.(patterns|reports)\.|^fiveWhys\.(resetViewContainerLocation|removeView)/;
    const registered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('fiveWhys.') && !ofViews.test(command),
    );
    assert.deepEqual(registered.sort(), contributed);
  });
});
