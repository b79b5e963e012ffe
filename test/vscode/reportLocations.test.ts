import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { closeEditors, extension, file, folder, until, write } from './support';

describe('the locations of a report', () => {
  let deployed: string;
  let head: string;

  before(async () => {
    await extension().activate();
    await write('till/sum.py', 'one\ntwo\nthree\nfour\n');
    await write('till/old.py', Array.from({ length: 9 }, (_, i) => `line ${i}\n`).join(''));
    await write('till/dead.py', 'gone\n');
    deployed = commit('Deploy the till');
    await write('till/sum.py', 'new\nnew\none\ntwo\nTHREE\nfour\n');
    git('mv', 'till/old.py', 'till/renamed.py');
    git('rm', '--quiet', 'till/dead.py');
    head = commit('Change the till');
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(file('till'), { recursive: true });
    commit('Take the till away');
  });

  it('are links to the line where the code is now', async () => {
    const { document } = await report('till/a.whys.md', [
      'The sum is wrong in till/sum.py:2 at `PIN`, see sum.py:6 and',
      'line 1 in till.renamed, no link: nowhere.py:3, [linked](sum.py#L3).',
    ]);
    let targets: string[] = [];
    await until('the new file is known', async () => {
      targets = (await linksIn(document)).map(({ text, target }) => `${text} → ${target}`);
      return targets.length >= 3;
    }).catch(() => undefined);
    assert.deepEqual(targets, [
      'till/sum.py:2 → till/sum.py#L4',
      'sum.py:6 → till/sum.py#L6',
      'line 1 in till.renamed → till/renamed.py#L1',
    ]);
  });

  it('are problems where they lead elsewhere, with a fix that makes them right', async () => {
    const { document, text } = await report('till/b.md', [
      '# Five Whys',
      'Pinned: [sum.py:2](sum.py#L2) at `PIN`, till/sum.py:1 at `PIN`, till/sum.py:3 at `PIN`.',
      'Renamed: [old.py:3](old.py#L3) at `PIN`, deleted: [dead.py:1](dead.py#L1) at `PIN`.',
      'Too far: till/sum.py:77 and [sum.py:9](sum.py#L9). Nowhere: [x](nothing.py#L1). Folder: [y](../till#L2).',
      'Gone: till/gone.py:3 and till/deep/gone.ts:7. Elsewhere: other/gone.py:3, gone.py:3, node_modules/x/gone.js:3.',
      '```',
      '  File "/app/till/sum.py", line 88, in total',
      '```',
    ]);
    const problems = await problemsOf(document, 9);
    const short = deployed.slice(0, 7);
    assert.deepEqual(problems, [
      `Line 2 of ${short} is line 4 now.`,
      `Line 1 of ${short} is line 3 now.`,
      `till/old.py of ${short} is till/renamed.py now.`,
      `till/dead.py was deleted since ${short}.`,
      'till/sum.py ends at line 6.',
      'till/sum.py ends at line 6.',
      'till/nothing.py is not in this workspace.',
      'till/gone.py is not in this workspace.',
      'till/deep/gone.ts is not in this workspace.',
    ]);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      vscode.CodeActionKind.QuickFix.value,
    );
    const own = actions.filter(({ title }) => title.startsWith('Change to '));
    assert.deepEqual(
      own.map(({ title }) => title),
      ['Change to sum.py:4', 'Change to sum.py:3', 'Change to renamed.py:3'],
    );
    for (const { edit } of own) if (edit) await vscode.workspace.applyEdit(edit);
    const now = head.slice(0, 7);
    assert.equal(
      document.getText(),
      text
        .replace(`[sum.py:2](sum.py#L2) at \`${short}\``, `[sum.py:4](sum.py#L4) at \`${now}\``)
        .replace(`till/sum.py:1 at \`${short}\``, `till/sum.py:3 at \`${now}\``)
        .replace(`[old.py:3](old.py#L3) at \`${short}\``, `[old.py:3](renamed.py#L3) at \`${now}\``),
    );
    await problemsOf(document, 6);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are not missed where git ignores the file', async () => {
    await write('till/.gitignore', 'kept.json\n');
    await write('till/kept.json', '{}\n');
    const lines = ['Read from `till/kept.json`.', 'Not from `till/lost.json`.'];
    const { document } = await report('till/e.whys.md', lines);
    assert.deepEqual(await problemsOf(document, 1), ['till/lost.json is not in this workspace.']);
  });

  it('are left alone in other Markdown, and where the setting is off', async () => {
    const other = await report('till/c.md', ['# Notes', 'See till/sum.py:1.']);
    assert.deepEqual(await linksIn(other.document), []);
    const { document } = await report('till/d.whys.md', ['See till/sum.py:1 and till/sum.py:99.']);
    await problemsOf(document, 1);
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('reports.locations', false, vscode.ConfigurationTarget.Workspace);
    try {
      await problemsOf(document, 0);
      assert.deepEqual(await linksIn(document), []);
    } finally {
      await settings.update('reports.locations', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await problemsOf(document, 1);
  });

  /** A Markdown file, shown as text; PIN is the deployed commit. */
  async function report(path: string, lines: readonly string[]) {
    const text = lines.map((line) => `${line.replaceAll('PIN', deployed.slice(0, 7))}\n`).join('');
    const document = await vscode.workspace.openTextDocument(await write(path, text));
    await vscode.window.showTextDocument(document);
    return { document, text };
  }
});

/** The links of a document that Markdown itself does not have. */
async function linksIn(document: vscode.TextDocument): Promise<{ text: string; target: string }[]> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    document.uri,
  );
  return links.flatMap(({ range, target }) => {
    if (target?.scheme !== 'file' || !target.fragment) return [];
    const path = vscode.workspace.asRelativePath(target.with({ fragment: '' }));
    return [{ text: document.getText(range), target: `${path}#${target.fragment}` }];
  });
}

/** What is wrong with a report, in the order of its text, once that are so many. */
async function problemsOf({ uri }: vscode.TextDocument, count: number): Promise<string[]> {
  const own = () =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ code }) => typeof code === 'object' && code.value === 'location');
  await until(`${count} problems`, () => own().length === count).catch(() => undefined);
  assert.equal(
    own().length,
    count,
    own()
      .map(({ message }) => message)
      .join('\n'),
  );
  return own()
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ message }) => message);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder().fsPath, encoding: 'utf8', stdio: 'pipe' });
}

function commit(subject: string): string {
  git('add', '--all', '--', 'till');
  git('commit', '--quiet', '--message', subject);
  return git('rev-parse', 'HEAD').trim();
}
