import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { closeEditors, extension, file, folder, lensesOf, until, write } from './support';

const REPORT = 'docs/pin.whys.md';
const TEXT = `# Cart fails

## 1. The total is missing

### Five Whys

**Why 1:** Why is the total missing?

**Why 2:** Why is there no price?
`;

describe('Pin as Evidence', () => {
  let report: vscode.TextDocument;
  let key: string;

  before(async () => {
    await extension().activate();
    const result = await vscode.commands.executeCommand<{ patterns: { list(): { key: string }[] } }>(
      'fiveWhys.pullLogs',
    );
    key = result.patterns.list()[0]?.key ?? '';
  });
  beforeEach(async () => {
    report = await vscode.workspace.openTextDocument(await write(REPORT, TEXT));
    await vscode.commands.executeCommand('fiveWhys.openReport', report.uri.toString());
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeEditors();
    await vscode.workspace.fs.delete(report.uri);
  });

  it('pins the entry of a lens to the why that is open, with its time, id and text', async () => {
    await vscode.commands.executeCommand('fiveWhys.openPattern', { pattern: key });
    const log = shown();
    const lens = await until('the lens is there', async () =>
      (await lensesOf(log.uri)).find(({ command }) => command?.title === 'Pin as Evidence'),
    );
    await vscode.commands.executeCommand(lens.command?.command ?? '', ...(lens.command?.arguments ?? []));
    await until('it is in the report', () => report.getText().includes('**Evidence:**'));
    assert.match(report.getText(), /\*\*Why 1:\*\*[^#]*- \*\*Evidence:\*\* log \d{4}-\S+Z `\w+` \[\^e1\]/);
    assert.match(report.getText(), /\[\^e1\]:[^]*AttributeError/);
  });

  it('pins what is selected in a log', async () => {
    await vscode.commands.executeCommand('fiveWhys.openPattern', { pattern: key });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('cart.py'));
    editor.selection = new vscode.Selection(line, 0, line, editor.document.lineAt(line).text.length);
    await pinned();
    const excerpt = report.getText().slice(report.getText().indexOf('[^e1]:'));
    assert.match(excerpt, /cart\.py/);
    assert.doesNotMatch(excerpt, /NoneType/);
  });

  it('pins lines of code at their commit, and with a permalink once the forge has it', async () => {
    const editor = await vscode.window.showTextDocument(file('shop/cart.py'));
    editor.selection = new vscode.Selection(7, 4, 9, 0);
    const commit = git('rev-parse', 'HEAD');
    await pinned();
    const place = '[shop/cart.py:8-9](../shop/cart.py#L8-L9)';
    assert.ok(
      report.getText().includes(`- **Evidence:** code ${place} at \`${commit.slice(0, 7)}\` [^e1]`),
      report.getText(),
    );
    assert.match(report.getText(), /\[\^e1\]:[^]*for item in items/);

    git('remote', 'add', 'origin', 'git@github.com:shop/api.git');
    git('update-ref', 'refs/remotes/origin/main', commit);
    try {
      await vscode.window.showTextDocument(file('shop/cart.py'));
      await vscode.commands.executeCommand('fiveWhys.pinEvidence');
      const address = `https://github.com/shop/api/blob/${commit}/shop/cart.py#L8-L9`;
      await until('the link is there', () => report.getText().includes(`([permalink](${address}))`));
    } finally {
      git('remote', 'remove', 'origin');
    }
  });

  it('says so where the lines are not those of the commit', async () => {
    const editor = await vscode.window.showTextDocument(file('shop/cart.py'));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# new\n'));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await pinned();
    assert.match(report.getText(), /cart\.py#L1\) at `[0-9a-f]{7}` with changes that are not committed/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('pins nothing and says so when no why is open', async () => {
    await closeEditors();
    await vscode.window.showTextDocument(file('shop/cart.py'));
    await vscode.commands.executeCommand('fiveWhys.pinEvidence');
    assert.equal(report.getText(), TEXT);
  });

  /** Pins once the page has told which why it shows. */
  async function pinned(): Promise<void> {
    await until('it is pinned', async () => {
      if (!report.getText().includes('**Evidence:**'))
        await vscode.commands.executeCommand('fiveWhys.pinEvidence');
      return report.getText().includes('**Evidence:**');
    });
  }
});

function shown(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  return document;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder().fsPath, encoding: 'utf8' }).trim();
}
