import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './support';

describe('activation', () => {
  it('waits until something of ours is used', () => {
    assert.equal(extension().isActive, false);
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
