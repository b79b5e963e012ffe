import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, readText, until, write } from './support';

const REPORT = 'docs/weak.md';
const TEXT = `# Cart

## 1. Boom

### Five Whys

**Why 1:** Why does the cart fail?

- **Answer:** The price is missing.
- **State:** confirmed

**Why 2:** Why is it missing?

- **Answer:** The developer forgot the default.

**Root cause:** Why 2. There is no default.

Seen from 34.77.12.9.
`;

describe('Checks', () => {
  let report: vscode.Uri;

  beforeEach(async () => {
    report = await write(REPORT, TEXT);
    await vscode.window.showTextDocument(report);
  });
  afterEach(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(report);
  });

  it('are problems of the report, each with its explanation', async () => {
    const problems = await until('the checks have run', () => problemsOf(report));
    const codes = problems.map(({ code }) => (typeof code === 'object' ? code.value : code));
    assert.deepEqual(codes, [
      'no-detection',
      'no-evidence',
      'blame',
      'unproven-root-cause',
      'single-candidate',
      'secret',
    ]);
    const [first] = problems;
    assert.ok(typeof first?.code === 'object');
    const [path, line] = [first.code.target, Number(first.code.target.fragment.slice(1))];
    const page = await readText(path.with({ fragment: '' }));
    assert.equal(page.split('\n')[line - 1], '## no-detection');
  });

  it('are mended by their quick fixes', async () => {
    await until('the checks have run', () => problemsOf(report));
    const document = await vscode.workspace.openTextDocument(report);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      report,
      new vscode.Range(0, 0, document.lineCount, 0),
      vscode.CodeActionKind.QuickFix.value,
    );
    for (const title of ['Ask why it was not caught', 'Replace it by [redacted-ip]']) {
      const action = actions.find((other) => other.title === title);
      assert.ok(action?.edit, `${title} is not among ${actions.map((other) => other.title).join(', ')}`);
    }
    const replace = actions.find(({ title }) => title === 'Replace it by [redacted-ip]');
    assert.ok(replace?.edit);
    await vscode.workspace.applyEdit(replace.edit);
    assert.equal(document.getText(), TEXT.replace('34.77.12.9', '[redacted-ip]'));
    await until('the problem is gone', () => !codesOf(report).includes('secret'));
    await document.save();
  });

  it('are one problem where many places have it, with the places beside it', async () => {
    const actions = ['Set a default', 'Test the cart', 'Alert on it'];
    const rows = actions.map((action) => `| ${action} |  |\n`).join('');
    const text = `${TEXT}\n## Actions\n\n| Action | Owner |\n| --- | --- |\n${rows}`;
    const other = await write('docs/actions.md', text);
    const document = await vscode.workspace.openTextDocument(other);
    const problem = await until('the checks have run', () =>
      problemsOf(other)?.find(({ message }) => message.startsWith('None of these 3 actions')),
    );
    const places = [
      problem.range,
      ...(problem.relatedInformation ?? []).map(({ location }) => location.range),
    ];
    assert.deepEqual(
      places.map(({ start }) => document.lineAt(start.line).text),
      rows.trimEnd().split('\n'),
    );
    await vscode.workspace.fs.delete(other);
  });

  it('are turned off by their setting', async () => {
    await until('the checks have run', () => problemsOf(report));
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('checks', { blame: false }, vscode.ConfigurationTarget.Global);
    try {
      await until('the problem is gone', () => !codesOf(report).includes('blame'));
      assert.ok(codesOf(report).includes('no-evidence'));
    } finally {
      await settings.update('checks', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

function problemsOf(report: vscode.Uri): vscode.Diagnostic[] | undefined {
  const problems = vscode.languages.getDiagnostics(report).filter(({ source }) => source === 'Five Whys');
  return problems.length > 0 ? problems : undefined;
}

function codesOf(report: vscode.Uri): unknown[] {
  return (problemsOf(report) ?? []).map(({ code }) => (typeof code === 'object' ? code.value : code));
}
