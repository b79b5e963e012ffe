import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import {
  closeEditors,
  extension,
  file,
  folder,
  lensesOf,
  lensTitles,
  readText,
  until,
  write,
} from './support';

const LOG = 'logs/right.ndjson';
const DECISIONS = '.vscode/five-whys.json';

describe('the right line', () => {
  let deployed: string;
  let log: vscode.TextDocument;
  let pulls = 0;

  before(async () => {
    await extension().activate();
    await write('pay/bill.py', lines('one', 'two', 'three', 'four', 'five', 'six', 'seven'));
    await write('pay/old.py', lines(...Array.from({ length: 12 }, (_, i) => `line ${i + 1}`)));
    await write('pay/dead.py', lines('gone'));
    await write('a/twin.py', lines('def left():', '    pass'));
    await write('b/twin.py', lines('def right():', '    pass'));
    deployed = commit('Deploy the bill');
    git('tag', 'v7');
    await write(
      'pay/bill.py',
      lines('new', 'new', 'new', 'one', 'two', 'THREE', 'four', 'five', 'six', 'seven'),
    );
    git('mv', 'pay/old.py', 'pay/renamed.py');
    git('rm', '--quiet', 'pay/dead.py');
    commit('Change the bill');
  });
  after(async () => {
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    for (const name of ['pay', 'a', 'b', LOG, DECISIONS, 'built']) {
      await Promise.resolve(vscode.workspace.fs.delete(file(name), { recursive: true })).catch(
        () => undefined,
      );
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'Take the bill away');
    await vscode.workspace.saveAll();
  });

  describe('with the commit known', () => {
    before(async () => {
      log = await openLog({
        commit: deployed,
        text: trace(
          ['/app/pay/bill.py', 5],
          ['/app/pay/bill.py', 3],
          ['/app/pay/old.py', 2],
          ['/app/pay/dead.py', 1],
        ),
      });
    });

    it('follows lines through the commits since, and files through renames', async () => {
      const short = deployed.slice(0, 7);
      await untilLenses([
        'Open bill.py:8 (was 5)',
        'Open bill.py:6 (was 3, changed since)',
        'Open renamed.py:2',
        `Deleted since ${short}: Open as Deployed`,
      ]);
    });

    it('follows lines through edits that are not saved', async () => {
      const document = await vscode.workspace.openTextDocument(file('pay/bill.py'));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'unsaved\nunsaved\n');
      await vscode.workspace.applyEdit(edit);
      try {
        assert.equal((await frameLenses())[0], 'Open bill.py:10 (was 5)');
      } finally {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.files.revert');
      }
      assert.equal((await frameLenses())[0], 'Open bill.py:8 (was 5)');
    });

    it('follows lines through a commit that is made meanwhile', async () => {
      await write('pay/bill.py', lines('new', 'one', 'two', 'THREE', 'four', 'five', 'six', 'seven'));
      commit('Take two lines out');
      await until('the lens follows', async () => (await frameLenses())[0] === 'Open bill.py:6 (was 5)');
    });

    it('opens the file as it was deployed, read-only', async () => {
      await run('fiveWhys.openAsDeployed', 'bill.py', 0);
      const editor = await until('it is shown', () => shown('five-whys-deployed'));
      assert.equal(editor.document.getText(), lines('one', 'two', 'three', 'four', 'five', 'six', 'seven'));
      assert.equal(editor.selection.active.line + 1, 5);
      assert.equal(editor.document.languageId, 'python');
      assert.equal(vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme), undefined);
      await closeCode();
    });

    it('opens a file that was deleted since', async () => {
      const lens = (await lensesOf(log.uri)).find(({ command }) => command?.title.startsWith('Deleted'));
      await vscode.commands.executeCommand(lens?.command?.command ?? '', ...(lens?.command?.arguments ?? []));
      const editor = await until('it is shown', () => shown('five-whys-deployed'));
      assert.equal(editor.document.getText(), 'gone\n');
      await closeCode();
    });

    it('compares what was deployed with the file as it is', async () => {
      await run('fiveWhys.compareWithDeployed', 'bill.py', 0);
      const input = await until('the diff is shown', () => {
        const active = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return active instanceof vscode.TabInputTextDiff ? active : undefined;
      });
      assert.equal(input.original.scheme, 'five-whys-deployed');
      assert.equal(input.modified.toString(), file('pay/bill.py').toString());
      await closeCode();
    });

    it('says in a hover where the frame leads, why, and who knows since when', async () => {
      const at = log.positionAt(log.getText().indexOf('bill.py'));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        log.uri,
        at,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((part) => (typeof part === 'string' ? part : part.value)),
      );
      const text = texts.join('\n').replaceAll('&nbsp;', ' ').replaceAll('\\', '');
      assert.match(text, /bill\.py:6 \(was 5\)/);
      assert.match(text, new RegExp(`commit ${deployed.slice(0, 7)}`));
      assert.match(text, /as the log says/);
      assert.match(text, /Line 6 was last touched .* by [0-9a-f]{7}: Deploy the bill/);
      const links = [...text.matchAll(/\(command:([^?]+)\?([^)]*)\)/g)];
      assert.equal(links.length, 3);
      for (const [, , args = ''] of links) {
        assert.match(decodeURIComponent(args), /^\[\{"document":"[0-9a-f]{16}","line":\d+,"column":\d+\}\]$/);
      }
    });
  });

  describe('with the commit told otherwise, or unknown', () => {
    it('takes the tag with the name of the revision for the deployed commit', async () => {
      log = await openLog({ revision: 'v7', text: trace(['/app/pay/bill.py', 5]) });
      assert.deepEqual(await frameLenses(), ['Open bill.py:6 (was 5)']);
    });

    it('says that the commit is unknown, and takes the one that a rule of the team names', async () => {
      log = await openLog({ revision: 'pay-00007-xyz', text: trace(['/app/pay/bill.py', 5]) });
      assert.deepEqual(await frameLenses(), ['Open bill.py:5 (commit unknown)']);
      await write(DECISIONS, JSON.stringify({ revisions: { 'pay-00007-*': deployed } }));
      await until('the rule holds', async () => (await frameLenses())[0] === 'Open bill.py:6 (was 5)');
    });

    it('takes the mapping that the team wrote down', async () => {
      log = await openLog({ text: trace(['/srv/billing/bill.py', 5]) });
      await write(DECISIONS, '{ "mappings": [{ "from": "/srv/billing/", "to": "pay/" }] }');
      await until(
        'the mapping holds',
        async () => (await frameLenses())[0] === 'Open bill.py:5 (commit unknown)',
      );
    });

    it('opens the file of decisions at its mappings', async () => {
      await write(DECISIONS, '{\n  "muted": [],\n  "mappings": []\n}\n');
      await vscode.commands.executeCommand('fiveWhys.editPathMappings');
      const editor = await until('it is open', () =>
        vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith(DECISIONS)),
      );
      assert.equal(editor.selection.active.line + 1, 3);
      await closeCode();
    });

    it('asks which of several files is meant, and remembers the answer', async () => {
      log = await openLog({ text: trace(['/x/twin.py', 1]) });
      assert.deepEqual(await frameLenses(), ['2 files match…']);
      const lens = (await lensesOf(log.uri)).find(({ command }) => command?.title === '2 files match…');
      const opened = vscode.commands.executeCommand(
        lens?.command?.command ?? '',
        ...(lens?.command?.arguments ?? []),
      );
      await until('the answer is given', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.visibleTextEditors.some(({ document }) =>
          document.uri.path.endsWith('/twin.py'),
        );
      });
      await opened;
      const chosen = vscode.window.visibleTextEditors.find(({ document }) =>
        document.uri.path.endsWith('/twin.py'),
      );
      const path = vscode.workspace.asRelativePath(chosen?.document.uri ?? '');
      assert.match(
        await readText(file(DECISIONS)),
        new RegExp(`"frame": "/x/twin.py",\\s*"file": "${path}"`),
      );
      await until('it is remembered', async () => (await frameLenses())[0]?.startsWith('Open twin.py:1'));
      await closeCode();
    });

    it('tells files of one name apart by what the trace says of them', async () => {
      log = await openLog({ text: trace(['/y/twin.py', 1, 'right']) });
      assert.deepEqual(await frameLenses(), ['Open b/twin.py?']);
    });

    it('finds a file that came after the logs', async () => {
      log = await openLog({ text: trace(['/app/pay/later.py', 1]) });
      assert.deepEqual(await frameLenses(), ['Not in this workspace']);
      await write('pay/later.py', lines('x'));
      await until('it is found', async () => (await frameLenses())[0] === 'Open later.py:1 (commit unknown)');
      await vscode.workspace.fs.delete(file('pay/later.py'));
      await until('it is gone', async () => (await frameLenses())[0] === 'Not in this workspace');
    });

    it('reads a path that is trusted only since its file is there', async () => {
      log = await openLog({ text: 'The bill is wrong, look into pay/bill.py 4:1' });
      assert.deepEqual(await frameLenses(), ['Open bill.py:4 (commit unknown)']);
    });

    it('leads from a bundled script to its source', async () => {
      await write('pay/checkout.ts', lines('const a = 1;', 'const b = 2;', 'throw new Error();'));
      const map = { version: 3, sources: ['../pay/checkout.ts'], names: [], mappings: 'AAAA,UAEA' };
      await write('built/main.js.map', JSON.stringify(map));
      await write('built/main.js', 'const a=1;throw new Error();\n//# sourceMappingURL=main.js.map\n');
      log = await openLog({ text: 'Error: no\n    at charge (/srv/built/main.js:1:12)' });
      await until(
        'the map is read',
        async () => (await frameLenses())[0] === 'Open checkout.ts:3 (commit unknown)',
      );
    });

    it('shows the commits that touched the line after the last revision without the error', async () => {
      const first = git('rev-list', '--max-parents=0', 'HEAD').trim();
      log = await openLog(
        {
          commit: deployed,
          revision: 'pay-2',
          service: 'pay',
          minute: 5,
          text: trace(['/app/pay/bill.py', 5]),
        },
        { commit: first, revision: 'pay-1', service: 'pay', minute: 1, text: 'The queue is full' },
      );
      const found = run('fiveWhys.showSuspectCommits', 'bill.py', 0);
      await until('the commit is picked', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('Deploy the bill');
      });
      await found;
    });
  });

  /** Pulls a log of some entries alone, and shows the pattern of the first. */
  async function openLog(...entries: readonly Entry[]): Promise<vscode.TextDocument> {
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    pulls++;
    await write(LOG, entries.map((entry) => `${JSON.stringify(recordOf(entry, pulls))}\n`).join(''));
    await vscode.commands.executeCommand('fiveWhys.openLogFile', file(LOG));
    const { patterns } = await vscode.commands.executeCommand<Pulled>('fiveWhys.pullLogs');
    const [first = '', second = first] = entries[0]?.text.split('\n') ?? [];
    const key = patterns.list().find(({ newest }) => newest[0]?.text.includes(second))?.key;
    assert.ok(key, 'the error is a pattern');
    await vscode.commands.executeCommand('fiveWhys.openPattern', { pattern: key });
    // A document of the same pattern may be open from a log before this one, and follow a little later.
    const time = timeOf(entries[0], pulls);
    const editor = await until('the log is shown', () => {
      const found = shown('five-whys-log');
      return found?.document.getText().includes(time) ? found : undefined;
    });
    return editor.document;
  }

  /** The watcher of the files may be later than the log; what the lenses say at last is what counts. */
  async function untilLenses(expected: readonly string[]): Promise<void> {
    let titles: string[] = [];
    await until('the lenses say so', async () => {
      titles = await frameLenses();
      return isDeepStrictEqual(titles, expected);
    }).catch(() => undefined);
    assert.deepEqual(titles, expected);
  }

  async function frameLenses(): Promise<string[]> {
    return lensTitles(await lensesOf(log.uri)).filter(
      (title) => !/New Five Whys|Show in Sidebar/.test(title),
    );
  }

  /** Runs a command with the cursor on the nth frame of a file. */
  async function run(command: string, name: string, nth: number): Promise<void> {
    const offset = [...log.getText().matchAll(new RegExp(name, 'g'))][nth]?.index ?? -1;
    const at = log.positionAt(offset);
    await vscode.window.showTextDocument(log, { selection: new vscode.Range(at, at) });
    await vscode.commands.executeCommand(command);
  }
});

interface Entry {
  readonly text: string;
  readonly commit?: string;
  readonly revision?: string;
  readonly service?: string;
  readonly minute?: number;
}

interface Pulled {
  readonly patterns: {
    list(): { readonly key: string; readonly newest: readonly { readonly text: string }[] }[];
  };
}

/** The minute is the entry's, the second the pull's: no two logs have the same times. */
function timeOf(entry: Entry | undefined, second: number): string {
  const digits = (count: number) => String(count).padStart(2, '0');
  return `2025-03-04T10:${digits(entry?.minute ?? 0)}:${digits(second)}`;
}

function recordOf(entry: Entry, second: number): unknown {
  const { text, commit: sha, revision, service, minute = 0 } = entry;
  return {
    timestamp: `${timeOf(entry, second)}Z`,
    insertId: `right-${minute}`,
    severity: 'ERROR',
    labels: sha === undefined ? {} : { 'commit-sha': sha },
    resource: { type: 'cloud_run_revision', labels: { service_name: service, revision_name: revision } },
    textPayload: text,
  };
}

function trace(...frames: readonly (readonly [path: string, line: number, func?: string])[]): string {
  const told = frames.map(([path, line, func = 'charge']) => `  File "${path}", line ${line}, in ${func}`);
  return ['Traceback (most recent call last):', ...told, 'ValueError: no price'].join('\n');
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

function shown(scheme: string): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
}

/** Closes all but the log. */
async function closeCode(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const others = tabs.filter(
    ({ input }) => !(input instanceof vscode.TabInputText && input.uri.scheme === 'five-whys-log'),
  );
  await vscode.window.tabGroups.close(others);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder().fsPath, encoding: 'utf8', stdio: 'pipe' });
}

function commit(subject: string): string {
  git('add', '--all', '--', 'pay', 'a', 'b');
  git('commit', '--quiet', '--message', subject);
  return git('rev-parse', 'HEAD').trim();
}
