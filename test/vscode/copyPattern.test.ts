import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { copyPattern } from '../../src/vscode/copyPattern';
import { event, pattern as patternOf } from '../unit/logs/pattern.fixture';
import { extension, until } from './support';

describe('Copy as Markdown of a pattern', () => {
  const mail = ['ada', 'shop.io'].join('@');
  const pattern = patternOf({
    key: 'w1:0',
    title: `No account for ${mail}`,
    newest: [event({ id: '1', text: `No account for ${mail}\n  client 34.77.12.9` })],
  });

  before(() => extension().activate());

  it('copies without secrets, and says what was left out', async () => {
    let leftOut: readonly string[] = [];
    await copyPattern(pattern, (kinds) => {
      leftOut = kinds;
      return Promise.resolve(false);
    });
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^\*\*No account for \\?\[redacted-email\\?\]\*\*\n/);
    assert.match(copied, /client \[redacted-ip\]/);
    assert.ok(!copied.includes(mail));
    assert.deepEqual(leftOut, ['email', 'ip']);
  });

  it('copies all of it where the user wants that', async () => {
    await copyPattern(pattern, () => Promise.resolve(true));
    await until('all of it is copied', async () => (await vscode.env.clipboard.readText()).includes(mail));
  });

  it('copies nothing while a rule of the setting cannot be used', async () => {
    await vscode.env.clipboard.writeText('before');
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('redaction.rules', [{ name: 'all', text: '*' }], vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(copyPattern(pattern), /would find nearly everything/);
    } finally {
      await settings.update('redaction.rules', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
