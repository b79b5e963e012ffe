import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { commitReport, type CommitParts } from '../../src/vscode/commitReport';
import { copyReport } from '../../src/vscode/copyReport';
import { Redaction } from '../../src/vscode/redaction';
import { ReviewDocuments } from '../../src/vscode/reviewDocuments';
import { closeEditors, file, folder, until, write } from './support';

const REPORT = 'docs/2025-03-04-cart.whys.md';

describe('Commit Report', () => {
  let parts: CommitParts;
  let start: string;

  before(() => {
    parts = { review: new ReviewDocuments(), redaction: new Redaction(memory()) };
    start = git('rev-parse', 'HEAD').trim();
  });
  after(() => vscode.Disposable.from(parts.review, parts.redaction).dispose());
  afterEach(async () => {
    await closeEditors();
    git('switch', '--quiet', '--force', 'main');
    git('reset', '--quiet', '--hard', start);
    git('clean', '--quiet', '-fd');
  });

  it('commits exactly the report, whatever else is staged or changed', async () => {
    const report = await write(REPORT, '# Cart\n');
    await write('shop/cart.py', '# staged\n');
    git('add', 'shop/cart.py');
    await write('incident.md', '# changed\n');

    const commit = await commitReport(report, parts, 'docs: add Five Whys on Cart');

    assert.equal(
      git('show', '--format=%h %s', '--name-only', 'HEAD'),
      `${commit} docs: add Five Whys on Cart\n\n${REPORT}\n`,
    );
    assert.equal(git('status', '--porcelain'), ' M incident.md\nM  shop/cart.py\n');
  });

  it('commits a later change of the report, unsaved edits included', async () => {
    const report = await write(REPORT, '# Cart\n');
    await commitReport(report, parts, 'docs: first');
    const document = await vscode.workspace.openTextDocument(report);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(report, new vscode.Position(1, 0), '\nMore.\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);

    await commitReport(report, parts, 'docs: second');

    assert.equal(git('show', `HEAD:${REPORT}`), '# Cart\n\nMore.\n');
    assert.equal(git('status', '--porcelain'), '');
  });

  it('replaces what looks like a secret before the commit', async () => {
    const report = await write('docs/secret.whys.md', '# Cart\n\nclient 34.77.12.9, then 34.77.12.10\n');

    const replacing = commitReport(report, parts, 'docs: replaced');
    await until('the question about secrets is shown', () => isDiffOpen());
    await accept(replacing);
    assert.equal(
      git('show', 'HEAD:docs/secret.whys.md'),
      '# Cart\n\nclient [redacted-ip], then [redacted-ip]\n',
    );
  });

  it('takes an Enter that comes as the list of secrets opens for what is ticked there', async () => {
    const report = await write('docs/hasty.whys.md', '# Cart\n\nclient 34.77.12.9, ada@shop.io\n');
    const document = await vscode.workspace.openTextDocument(report);
    const review = {
      show: () => Promise.resolve(void setImmediate(() => void press())), // right behind the list
      close: () => Promise.resolve(),
    };
    const deciding = parts.redaction.decide(document, review);
    await accept(deciding);
    assert.deepEqual(
      (await deciding)?.map(({ kind }) => kind),
      ['ip', 'email'],
    );
  });

  it('commits what is kept, and does not ask again', async () => {
    const report = await write('docs/kept.whys.md', '# Cart\n\nclient 34.77.12.9, ada@shop.io\n');
    let asked = 0;
    const redaction = new Redaction(memory(), (_, found) => {
      asked++;
      return Promise.resolve(found.filter(({ kind }) => kind === 'email'));
    });
    await commitReport(report, { ...parts, redaction }, 'docs: kept');
    assert.equal(git('show', 'HEAD:docs/kept.whys.md'), '# Cart\n\nclient 34.77.12.9, [redacted-email]\n');
    const document = await vscode.workspace.openTextDocument(report);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(report, new vscode.Position(1, 0), '\nMore.\n');
    await vscode.workspace.applyEdit(edit);
    await commitReport(report, { ...parts, redaction }, 'docs: again');
    assert.match(document.getText(), /More\.[^]*34\.77/);
    assert.equal(asked, 1);
  });

  it('replaces what stands elsewhere by the time that it is decided', async () => {
    const report = await write('docs/moved.whys.md', '# Cart\n\nclient 34.77.12.9\n');
    const redaction = new Redaction(memory(), async (_, found) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(report, new vscode.Position(0, 0), 'Above\n\n');
      await vscode.workspace.applyEdit(edit);
      return found;
    });
    await commitReport(report, { ...parts, redaction }, 'docs: moved');
    assert.equal(git('show', 'HEAD:docs/moved.whys.md'), 'Above\n\n# Cart\n\nclient [redacted-ip]\n');
  });

  it('commits nothing when the question about secrets is dismissed', async () => {
    const report = await write('docs/dismissed.whys.md', '# Cart\n\nclient 34.77.12.9\n');
    const redaction = new Redaction(memory(), () => Promise.resolve(undefined));
    assert.equal(await commitReport(report, { ...parts, redaction }, 'docs: dismissed'), undefined);
    assert.equal(git('status', '--porcelain'), '?? docs/\n');
  });

  it('copies the report without what is replaced, and leaves the file as it is', async () => {
    const text = '# Cart\n\nclient 34.77.12.9, ada@shop.io\n';
    const report = await write('docs/copied.whys.md', text);
    const redaction = new Redaction(memory(), (_, found) =>
      Promise.resolve(found.filter(({ kind }) => kind === 'ip')),
    );
    await copyReport(report, { ...parts, redaction });
    assert.equal(await vscode.env.clipboard.readText(), '# Cart\n\nclient [redacted-ip], ada@shop.io\n');
    assert.equal((await vscode.workspace.openTextDocument(report)).getText(), text);
  });

  it('commits nothing while a rule of the setting cannot be used', async () => {
    const report = await write(REPORT, '# Cart\n');
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('redaction.rules', [{ name: 'all', text: '*' }], vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(commitReport(report, parts, 'docs: rule'), /would find nearly everything/);
    } finally {
      await settings.update('redaction.rules', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('makes no empty commit', async () => {
    const report = await write(REPORT, '# Cart\n');
    await commitReport(report, parts, 'docs: first');
    const head = git('rev-parse', 'HEAD');
    assert.equal(await commitReport(report, parts, 'docs: again'), undefined);
    assert.equal(git('rev-parse', 'HEAD'), head);
  });

  it('leaves the index as it was when a hook refuses the commit', async () => {
    const report = await write(REPORT, '# Cart\n');
    const hook = await write('.git/hooks/pre-commit', '#!/bin/sh\necho no reports today >&2\nexit 1\n');
    execFileSync('chmod', ['+x', hook.fsPath]);
    try {
      await assert.rejects(commitReport(report, parts, 'docs: refused'), /no reports today/);
    } finally {
      await vscode.workspace.fs.delete(hook);
    }
    assert.equal(git('status', '--porcelain'), '?? docs/\n');
  });

  it('commits on a detached HEAD', async () => {
    git('switch', '--quiet', '--detach');
    const report = await write(REPORT, '# Cart\n');
    await commitReport(report, parts, 'docs: detached');
    assert.equal(git('log', '-1', '--format=%s'), 'docs: detached\n');
  });

  it('takes a message that looks like an option or a shell command as it is', async () => {
    const report = await write(REPORT, '# Cart\n');
    await commitReport(report, parts, '--amend $(touch hacked) `id`');
    assert.equal(git('log', '-1', '--format=%s'), '--amend $(touch hacked) `id`\n');
  });

  it('says what to do about a report that git ignores', async () => {
    await write('.gitignore', 'docs/\n');
    const report = await write(REPORT, '# Cart\n');
    await assert.rejects(
      commitReport(report, parts, 'docs: ignored'),
      /is ignored by git\. Take its folder out/,
    );
    await vscode.workspace.fs.delete(file('docs'), { recursive: true });
  });

  it('waits until a merge is finished', async () => {
    git('switch', '--quiet', '--create', 'other');
    git('commit', '--quiet', '--allow-empty', '--message', 'Other');
    git('switch', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--no-commit', 'other');
    const report = await write(REPORT, '# Cart\n');
    try {
      await assert.rejects(
        commitReport(report, parts, 'docs: merging'),
        /A merge is under way\. Finish or abort it/,
      );
    } finally {
      git('merge', '--abort');
      git('branch', '--quiet', '-D', 'other');
    }
  });

  it('makes the first commit of a repository', async () => {
    const root = vscode.Uri.joinPath(folder(), '..', 'first-commit');
    const report = vscode.Uri.joinPath(root, 'report.whys.md');
    await vscode.workspace.fs.writeFile(report, new TextEncoder().encode('# First\n'));
    execFileSync('git', ['init', '--quiet', root.fsPath]);
    for (const key of ['user.name', 'user.email'])
      execFileSync('git', ['-C', root.fsPath, 'config', key, 'tests']);
    await commitReport(report, parts, 'docs: first of all');
    assert.equal(
      execFileSync('git', ['-C', root.fsPath, 'log', '--format=%s'], { encoding: 'utf8' }),
      'docs: first of all\n',
    );
  });

  it('says how to tell git who commits', async () => {
    const report = await write(REPORT, '# Cart\n');
    git('config', 'user.useConfigOnly', 'true');
    git('config', '--unset', 'user.email');
    try {
      await assert.rejects(
        commitReport(report, parts, 'docs: by whom'),
        /Git does not know who commits\. Tell it with/,
      );
    } finally {
      git('config', '--unset', 'user.useConfigOnly');
      git('config', 'user.email', 'tests@five-whys.invalid');
    }
    assert.equal(git('status', '--porcelain'), '?? docs/\n');
  });

  it('says what to do where git is turned off', async () => {
    const settings = vscode.workspace.getConfiguration('git');
    const report = await write(REPORT, '# Cart\n');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      await assert.rejects(
        commitReport(report, parts, 'docs: off'),
        /git was not found\. Install git, or turn on/,
      );
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await until('git is on again', () => commitReport(report, parts, 'docs: on').catch(() => undefined));
  });

  it('says so where there is no repository, and keeps the report', async () => {
    const outside = vscode.Uri.joinPath(folder(), '..', 'no-repository', 'report.whys.md');
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode('# Outside\n'));
    await assert.rejects(commitReport(outside, parts, 'docs: outside'), /is in no git repository/);
    assert.equal((await vscode.workspace.fs.stat(outside)).size, 10);
  });
});

/** Accepts what is ticked until the commit is done: the list may still be opening. */
async function accept(committing: Promise<unknown>): Promise<void> {
  let isSettled = false;
  void committing.finally(() => (isSettled = true));
  await until('the question is answered', async () => {
    if (!isSettled) await press();
    return isSettled;
  });
  await committing;
}

/** Presses Enter in the list that is open; nothing where none is. */
function press(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

function isDiffOpen(): boolean {
  return vscode.window.tabGroups.all.some(
    ({ activeTab }) => activeTab?.input instanceof vscode.TabInputTextDiff,
  );
}

function memory(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.get(key) as T | undefined) ?? otherwise,
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder().fsPath, encoding: 'utf8' });
}
