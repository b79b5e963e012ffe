import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, extension, file, readText, until, write } from './support';

const today = new Date().toISOString().slice(0, 10);

describe('New Five Whys', () => {
  let key: string;

  before(async () => {
    await extension().activate();
    const result = await vscode.commands.executeCommand<{ patterns: { list(): { key: string }[] } }>(
      'fiveWhys.pullLogs',
    );
    key = result.patterns.list()[0]?.key ?? '';
  });
  beforeEach(() => removeReports());
  afterEach(closeEditors);

  it('writes a report filled in from the pattern and opens it in the Five Whys editor', async () => {
    const report = await newReport({ pattern: key });
    assert.equal(
      vscode.workspace.asRelativePath(report),
      `docs/${today}-attributeerror-nonetype-object-has-no-attribute-amount.whys.md`,
    );
    const text = await readText(report);
    assert.match(text, /^# AttributeError: 'NoneType' object has no attribute 'amount'\n/);
    assert.match(text, /^\*\*Environment:\*\* shop-staging {2}$/m);
    assert.match(text, /^\*\*Revision:\*\* shop-00042-abc at `0123456` {2}$/m);
    assert.match(text, /^\*\*Status:\*\* UNRESOLVED {2}$/m);
    assert.match(text, /^\*\*Frequency:\*\* 3 in 96 h, 2025-03-01T10:00:00Z to 2025-03-04/m);
    assert.match(
      text,
      /^\*\*Location:\*\* \[shop\/cart\.py:8\]\(\.\.\/shop\/cart\.py#L8\) at `0123456` {2}$/m,
    );
    assert.ok(text.includes(`pattern="${key}"`));
    const tab = await until('the editor is open', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(tab.input instanceof vscode.TabInputCustom);
    assert.equal(tab.input.viewType, 'fiveWhys.report');
    assert.equal(tab.input.uri.toString(), report.toString());
  });

  it('leaves secrets out of the title, the name and the text', async () => {
    const mail = ['ada', 'shop.io'].join('@');
    await write('secret.log', `2025-03-04T10:00:00Z ERROR No account for ${mail}\n`);
    try {
      await vscode.commands.executeCommand('fiveWhys.openLogFile', file('secret.log'));
      const { patterns } = await vscode.commands.executeCommand<{
        patterns: { list(): { key: string; title: string }[] };
      }>('fiveWhys.pullLogs');
      const pattern = patterns.list().find(({ title }) => title.startsWith('No account'));
      assert.ok(
        pattern,
        patterns
          .list()
          .map(({ title }) => title)
          .join('\n'),
      );
      const report = await newReport({ pattern: pattern.key });
      assert.doesNotMatch(report.path, /shop-io/);
      const text = await readText(report);
      assert.match(text, /^# No account for \S*redacted-email/);
      assert.ok(!text.includes(mail), text);
    } finally {
      await vscode.commands.executeCommand('fiveWhys.closeLogs');
      await vscode.workspace.fs.delete(file('secret.log'));
    }
  });

  it('begins with the problem in the words of the user when there is no pattern', async () => {
    const report = await newReport(undefined, 'The thread list is empty');
    assert.match(report.path, new RegExp(`/docs/${today}-the-thread-list-is-empty\\.whys\\.md$`));
    assert.match(await readText(report), /^# The thread list is empty\n/);
  });

  it('takes title and origin from a Markdown file', async () => {
    const report = await newReport(file('incident.md'));
    const text = await readText(report);
    assert.match(text, /^# Cart fails\n/);
    assert.match(text, /^\*\*Follows:\*\* \[incident\]\(\.\.\/incident\.md\) {2}$/m);
  });

  it('never overwrites a report', async () => {
    const first = await newReport(undefined, 'Twice');
    const second = await newReport(undefined, 'Twice');
    assert.notEqual(first.toString(), second.toString());
    assert.match(second.path, /-twice-2\.whys\.md$/);
  });

  it('writes nothing where the folder cannot be written to', async () => {
    await write('blocked', 'a file where a folder should be');
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('reports.folder', 'blocked/docs', vscode.ConfigurationTarget.Workspace);
    try {
      assert.equal(
        await vscode.commands.executeCommand('fiveWhys.newReport', undefined, 'Blocked'),
        undefined,
      );
    } finally {
      await settings.update('reports.folder', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.delete(file('blocked'));
    }
  });

  it('stays inside the workspace whatever the setting says', async () => {
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('reports.folder', '../outside', vscode.ConfigurationTarget.Workspace);
    try {
      assert.equal(
        await vscode.commands.executeCommand('fiveWhys.newReport', undefined, 'Outside'),
        undefined,
      );
    } finally {
      await settings.update('reports.folder', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await assert.rejects(async () => vscode.workspace.fs.stat(vscode.Uri.joinPath(file('.'), '../outside')));
  });

  it('lists the report as known, and its text opens beside the editor in step', async () => {
    const report = await newReport(undefined, 'In step');
    const document = await vscode.workspace.openTextDocument(report);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(report, document.lineAt(0).range, '# In step, renamed');
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    await document.save();
    assert.match(await readText(report), /^# In step, renamed\n/);
  });
});

async function newReport(from?: unknown, title?: string): Promise<vscode.Uri> {
  const report = await vscode.commands.executeCommand<vscode.Uri | undefined>(
    'fiveWhys.newReport',
    from,
    title,
  );
  assert.ok(report, 'no report was written');
  return report;
}

async function removeReports(): Promise<void> {
  await Promise.resolve(vscode.workspace.fs.delete(file('docs'), { recursive: true })).catch(() => undefined);
}
