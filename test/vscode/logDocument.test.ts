import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, extension, file, lensesOf, lensTitles, until, write } from './support';

describe('the log document', () => {
  let log: vscode.TextDocument;

  before(async () => {
    await vscode.commands.executeCommand('fiveWhys.pullLogs');
    log = await openLog();
  });
  after(closeEditors);

  it('shows the newest entries of the pattern in our language, read-only', () => {
    assert.equal(log.uri.scheme, 'five-whys-log');
    assert.equal(log.languageId, 'five-whys-log');
    assert.match(log.getText(), /^AttributeError: 'NoneType' object has no attribute 'amount'\n/);
    assert.match(
      log.getText(),
      /Seen +3 times, 2025-03-01T10:00:00\.000000001Z to 2025-03-04T10:00:00\.000000004Z/,
    );
    assert.match(log.getText(), /Revision +shop-00042-abc at 0123456 \(3\)/);
  });

  it('is the same document when the pattern is opened again', async () => {
    const again = await openLog();
    assert.equal(again, log);
  });

  it('says above each frame of ours which file it means, and that its code has moved', async () => {
    const titles = lensTitles(await lensesOf(log.uri));
    assert.deepEqual(titles.slice(0, 2), ['New Five Whys', 'Show in Sidebar']);
    assert.equal(titles.filter((title) => title === 'Open cart.py:11 (was 8)').length, 3);
    assert.equal(
      titles.filter((title) => title === 'Not in this workspace').length,
      3,
      'server.py is not here',
    );
    assert.equal(titles.length, 8, 'library frames have no lens');
  });

  it('opens the file at the line where the code is now', async () => {
    const lens = (await lensesOf(log.uri)).find(({ command }) => command?.title.startsWith('Open cart.py'));
    assert.ok(lens?.command);
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    const editor = await until('cart.py is shown', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith('/shop/cart.py')),
    );
    assert.equal(editor.selection.active.line + 1, 11);
    assert.equal(
      editor.document.lineAt(editor.selection.active.line).text.trim(),
      'sum_of_prices += price.amount',
    );
  });

  it('offers the files that a bare name may mean', async () => {
    const warning = await openLog(1);
    const titles = lensTitles(await lensesOf(warning.uri));
    assert.deepEqual(titles, ['New Five Whys', 'Show in Sidebar', '2 files match…']);
    const at = warning.positionAt(warning.getText().lastIndexOf('prices.py'));
    const definitions = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      warning.uri,
      at,
    );
    assert.deepEqual(definitions.map(({ uri }) => vscode.workspace.asRelativePath(uri)).sort(), [
      'lib/prices.py',
      'shop/prices.py',
    ]);
    await openLog();
  });

  it('links a frame to its file', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      log.uri,
    );
    const target = links.find((link) => link.target?.path.endsWith('/shop/cart.py'))?.target;
    assert.equal(target?.fragment, 'L11');
  });

  it('folds library frames and outlines entries', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      log.uri,
    );
    assert.equal(symbols.length, 3);
    assert.deepEqual(
      symbols[0]?.children.map(({ name }) => name),
      ['server.py:40', 'cart.py:8'],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      log.uri,
    );
    const library = folds.filter(({ kind }) => kind === vscode.FoldingRangeKind.Comment);
    assert.equal(library.length, 3);
  });

  it('leads back from the source line to the pattern and to a new report', async () => {
    const titles = lensTitles(await lensesOf(file('shop/cart.py')));
    assert.deepEqual(titles, ['3 errors in shop-staging', 'New Five Whys']);
  });

  it('shows no lens in source files when the setting is off', async () => {
    const settings = vscode.workspace.getConfiguration('fiveWhys');
    await settings.update('sourceCodeLens', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await lensesOf(file('shop/cart.py')), []);
    } finally {
      await settings.update('sourceCodeLens', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe('the log document of many entries', () => {
  const MANY = 'logs/many.ndjson';
  const COUNT = 60;
  let log: vscode.TextDocument;

  before(async () => {
    await extension().activate();
    const entries = Array.from({ length: COUNT }, (_, minute) => ({
      timestamp: timeAt(minute),
      insertId: `id${minute}`,
      severity: 'ERROR',
      textPayload: `The queue is full: job ${minute}`,
    }));
    const file = await write(MANY, entries.map((entry) => JSON.stringify(entry)).join('\n'));
    await vscode.commands.executeCommand('fiveWhys.openLogFile', file);
    const pattern = (await patterns()).find(({ count }) => count === COUNT);
    assert.ok(pattern, 'the entries are one pattern');
    await vscode.commands.executeCommand('fiveWhys.openPattern', { pattern: pattern.key });
    log = shown();
  });
  after(async () => {
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    await vscode.workspace.fs.delete(file(MANY));
  });

  it('goes on to older entries, and back to the newest', async () => {
    assert.match(log.getText(), /^Shown +the newest 25 of 60$/m);
    assert.deepEqual(windowLenses(await lensesOf(log.uri)), ['Load Older']);

    await choose('Load Older');
    assert.notEqual(log.uri.query.indexOf('&before='), -1, 'the URI says which entries are shown');
    assert.match(log.getText(), new RegExp(`^Shown +25 of 60, older than ${timeAt(35)}$`, 'm'));
    assert.deepEqual(timesIn(log), minutes(34, 10));
    assert.deepEqual(windowLenses(await lensesOf(log.uri)), ['Show the Newest', 'Load Newer', 'Load Older']);

    await choose('Load Older');
    assert.deepEqual(timesIn(log), minutes(9, 0));
    assert.deepEqual(windowLenses(await lensesOf(log.uri)), ['Show the Newest', 'Load Newer']);

    await choose('Load Newer');
    assert.deepEqual(timesIn(log), minutes(34, 10));

    await choose('Show the Newest');
    assert.deepEqual(timesIn(log).slice(0, 25), minutes(59, 35));
  });

  async function choose(title: string): Promise<void> {
    const lens = (await lensesOf(log.uri)).find(({ command }) => command?.title === title);
    assert.ok(lens?.command, title);
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    log = shown();
  }

  function shown(): vscode.TextDocument {
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'five-whys-log');
    return document;
  }
});

describe("the log document of gcloud's YAML, which threads read with a library of their own", () => {
  const PRINTED = 'logs/printed.yaml';

  before(async () => {
    await extension().activate();
    const documents = [0, 1].map((minute) =>
      [
        '---',
        `insertId: id${minute}`,
        'logName: projects/shop/logs/run.googleapis.com%2Fstderr',
        'severity: ERROR',
        'textPayload: |-',
        '  Traceback (most recent call last):',
        '    File "/app/shop/cart.py", line 8, in total',
        `  KeyError: 'price ${minute}'`,
        `timestamp: '${timeAt(minute)}'`,
      ].join('\n'),
    );
    await vscode.commands.executeCommand(
      'fiveWhys.openLogFile',
      await write(PRINTED, `${documents.join('\n')}\n`),
    );
  });
  after(async () => {
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    await vscode.workspace.fs.delete(file(PRINTED));
  });

  it('shows the entries of its one error', async () => {
    const log = await openLog((await patterns()).findIndex(({ title }) => title.startsWith('KeyError')));
    assert.match(log.getText(), /^KeyError: 'price 1'\n/);
    assert.deepEqual(timesIn(log), minutes(1, 0));
  });
});

describe('the log document while one pull follows another', () => {
  const GROWING = 'logs/growing.ndjson';
  let log: vscode.TextDocument;

  before(async () => {
    await extension().activate();
    await openLog(); // this document and the one behind the log stay as they are: the editor waits for no change of theirs
    await vscode.commands.executeCommand('fiveWhys.openLogFile', await writeLog(20));
    log = await openLog();
    await openLog(1);
  });
  after(async () => {
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    await vscode.workspace.fs.delete(file(GROWING));
  });

  it('shows the text of one of them at a time, and of the last in the end', async () => {
    const short = log.lineCount;
    const counts: number[] = [];
    const watching = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === log) counts.push(log.lineCount);
    });
    try {
      for (let pull = 0; counts.length < 3 || pull % 2 === 1; pull++) {
        await writeLog(pull % 2 === 0 ? 20 : 100);
        await vscode.commands.executeCommand('fiveWhys.pullLogs');
      }
      await until('the last text is shown, and its lenses', async () => {
        const lenses = windowLenses(await lensesOf(log.uri));
        return lenses.length > 0 && log.getText().includes('\nline 100\n');
      });
    } finally {
      watching.dispose();
    }
    const long = short + 80 * 26; // the newest 25 entries and the first
    assert.deepEqual(
      counts.filter((count) => count !== short && count !== long),
      [],
    );
    assert.equal(log.lineCount, long);
  });

  /** Writes entries of one message, of so many lines each, and a few of another. */
  function writeLog(lineCount: number): Promise<vscode.Uri> {
    const lines = Array.from({ length: lineCount }, (_, line) => `line ${line + 1}`).join('\n');
    const jobs = Array.from({ length: 26 }, (_, job) => `The heap grows: job ${job}\n${lines}`);
    const texts = [...jobs, ...Array.from({ length: 4 }, () => 'No space is left')];
    const entries = texts.map((textPayload, minute) => ({
      timestamp: timeAt(minute),
      insertId: `id${minute}`,
      severity: 'ERROR',
      textPayload,
    }));
    return write(GROWING, entries.map((entry) => JSON.stringify(entry)).join('\n'));
  }
});

function windowLenses(lenses: readonly vscode.CodeLens[]): string[] {
  return lensTitles(lenses).filter((title) => /Load|Newest/.test(title));
}

function timeAt(minute: number): string {
  return `2025-03-04T10:${String(minute).padStart(2, '0')}:00Z`;
}

/** The times of the minutes from one down to another. */
function minutes(from: number, to: number): string[] {
  return Array.from({ length: from - to + 1 }, (_, i) => timeAt(from - i));
}

function timesIn(log: vscode.TextDocument): string[] {
  return [...log.getText().matchAll(/^── (\S+)/gm)].map((match) => match[1] ?? '');
}

/** Opens the log of one of the fixture's errors, the most frequent one by default. */
async function openLog(index = 0): Promise<vscode.TextDocument> {
  const pattern = (await patterns())[index];
  assert.ok(pattern);
  await vscode.commands.executeCommand('fiveWhys.openPattern', { pattern: pattern.key });
  const editor = await until('the log is shown', () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.query === pattern.key),
  );
  return editor.document;
}

async function patterns(): Promise<{ key: string; title: string; count: number }[]> {
  const result = await vscode.commands.executeCommand<{
    patterns: { list(): { key: string; title: string; count: number }[] };
  }>('fiveWhys.pullLogs');
  return result.patterns.list();
}
