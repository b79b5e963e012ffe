import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startCloudLogging, type CloudLoggingServer } from '../fakes/cloudLogging/server';
import { errorOf } from '../fakes/cloudLogging/faults';
import type { LogRecord } from '../fakes/cloudLogging/filter';
import { closeEditors, extension, file, lensesOf, lensTitles, readText, until, write } from './support';

const SETTINGS = '.vscode/settings.json';
const MINUTE_MS = 60_000;

interface Pulled {
  readonly patterns: { list(): { key: string; count: number; isExact: boolean }[] };
  readonly cancelled: boolean;
}

describe('Google Cloud Logging', () => {
  let server: CloudLoggingServer;
  let settings: string;
  /** Each test has its own: the calls to one are paced over all that is asked of it. */
  let project: string;
  let tests = 0;

  before(async () => {
    await extension().activate();
    settings = await readText(file(SETTINGS));
  });
  beforeEach(async () => {
    project = `netra-staging-${++tests}`;
    server = await startCloudLogging({ project, records: errors(2_500) });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    await closeEditors();
    await vscode.commands.executeCommand('fiveWhys.cloud.clearCache');
    await vscode.commands.executeCommand('fiveWhys.chooseSource', '');
    await write(SETTINGS, settings);
    await server.close();
  });

  it('is connected, saved by name, and pulled into patterns', async () => {
    await connect();
    const saved = JSON.parse(await readText(file(SETTINGS))) as { 'fiveWhys.sources': unknown };
    assert.deepEqual(saved['fiveWhys.sources'], [
      { name: 'staging', project, endpoint: endpoint(), severity: 'ERROR', range: '10m' },
    ]);
    const pulled = await pull();
    assert.deepEqual(counts(pulled), [2_500]);
    assert.equal(pulled.patterns.list()[0]?.isExact, true);
  });

  it('asks for what is new alone, and adds it', async () => {
    await connect();
    server.service.write(errors(3, 'late'));
    const pulled = await pull();
    assert.deepEqual(counts(pulled), [2_503]);
    const [, start = ''] =
      /timestamp>="([^"]+)"/.exec(server.service.calls.at(-1)?.request.filter ?? '') ?? [];
    assert.ok(Date.parse(start) > Date.now() - 7 * MINUTE_MS, `asked from ${start} on, of ten minutes`);
  });

  it('keeps what came when it is cancelled, and goes on from there', async () => {
    await connect();
    server.service.delayMs = 300;
    const before = listCalls();
    const pulling = pull('fiveWhys.cloud.pullAnew');
    await until('two pages were asked for', () => listCalls() >= before + 2);
    await vscode.commands.executeCommand('fiveWhys.cancelPull');
    const cut = await pulling;
    assert.equal(cut.cancelled, true);
    const [count = 0] = counts(cut);
    assert.ok(count > 0 && count < 2_500, `${count} of 2500`);
    assert.equal(cut.patterns.list()[0]?.isExact, false);
    const atCancel = listCalls();
    server.service.delayMs = 0;
    assert.deepEqual(counts(await pull('fiveWhys.cloud.loadOlder')), [2_500]);
    assert.ok(listCalls() > atCancel);
  });

  it('says what is wrong, with the way out as a button, and keeps what was loaded', async () => {
    await connect();
    server.service.arm({ kind: 'IAM_PERMISSION_DENIED', times: 9 });
    const said = await messagesDuring(() => pull());
    assert.match(
      String(said[0]?.[0]),
      /lacks logging\.logEntries\.list on netra-staging-\d+\. Ask for the role roles\/logging\.viewer/,
    );
    assert.equal(said[0]?.[1], 'Copy gcloud Command');
    server.service.disarm();
    assert.deepEqual(counts(await pull()), [2_500]);
  });

  for (const [kind, sentence, button] of [
    ['UNAUTHENTICATED', /no longer takes the access token/, 'Sign In with gcloud'],
    ['SERVICE_DISABLED', /API is not enabled in netra-staging/, 'Enable API'],
    ['QUOTA_PROJECT_DENIED', /roles\/serviceusage\.serviceUsageConsumer/, 'Copy gcloud Command'],
    ['PROJECT_NOT_FOUND', /knows no project netra-staging/, 'Choose Project…'],
    ['RESOURCE_EXHAUSTED_SHARED_PROJECT', /count against gcloud's own project/, 'Set Quota Project'],
  ] as const) {
    it(`says ${kind} in a sentence with a button`, async () => {
      await connect();
      server.service.arm({ kind, times: 9 });
      const said = await messagesDuring(() => pull());
      assert.match(String(said[0]?.[0]), sentence);
      assert.equal(said[0]?.[1], button);
    });
  }

  it('keeps what came before a failure in the middle of a pull', async () => {
    await connect();
    server.service.arm({ kind: 'PERMISSION_DENIED', after: 2, times: 9 });
    let cut: Pulled | undefined;
    const said = await messagesDuring(async () => {
      cut = await pull('fiveWhys.cloud.pullAnew');
    });
    assert.equal(said.length, 1);
    assert.deepEqual(counts(cut), [2_000]);
    server.service.disarm();
    assert.deepEqual(counts(await pull('fiveWhys.cloud.loadOlder')), [2_500]);
  });

  it('asks before it spends more than 20 calls, and stops at what was chosen', async () => {
    server.service.write(errors(25_000, 'more'));
    const offered = await picking(/^The newest 20,000/, () => connect({ range: '1h' }));
    assert.match(offered.title, /^Pull Logs of staging: about \d\d,\d{3} entries$/);
    assert.deepEqual(
      offered.items.map(({ label }) => label.replace(/[\d,]+ entries/, 'N entries')),
      ['The newest N entries', 'All, about N entries', 'Edit the query first…'],
    );
    assert.equal(listCalls(), 21, 'one to try the source, and 20');
    assert.deepEqual(counts(await pull('fiveWhys.cloud.loadOlder')), [27_500]);
  });

  it('makes no call where the user thinks better of it', async () => {
    server.service.write(errors(25_000, 'more'));
    await picking(undefined, () => connect({ range: '1h' }));
    assert.ok(listCalls() <= 2, `${listCalls()} calls`);
  });

  it('shows the last pull of a source again without a call, with its age, until it is cleared', async () => {
    await connect();
    await until('the pull is kept', async () => {
      await vscode.commands.executeCommand('fiveWhys.closeLogs');
      const before = listCalls();
      await vscode.commands.executeCommand('fiveWhys.chooseSource', 'staging');
      return listCalls() === before;
    });
    const sure = listCalls();
    assert.deepEqual(counts(await pull()), [2_500]);
    const [start = ''] =
      /timestamp>="([^"]+)"/.exec(server.service.calls.at(-1)?.request.filter ?? '')?.slice(1) ?? [];
    assert.ok(Date.parse(start) > Date.now() - 7 * MINUTE_MS, 'what is new alone is asked for');
    assert.ok(listCalls() > sure);
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    await vscode.commands.executeCommand('fiveWhys.cloud.clearCache');
    const cleared = listCalls();
    await vscode.commands.executeCommand('fiveWhys.chooseSource', 'staging');
    assert.ok(listCalls() > cleared, 'nothing is kept');
  });

  it('has several sources, one of which is current', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.cloud.connect', 'live lines', {
      project,
      endpoint: endpoint(),
      severity: 'ERROR',
      range: '10m',
      extraFilter: 'insertId="e7"',
      target: 'workspace',
    });
    assert.deepEqual(counts(await pull()), [1]);
    await vscode.commands.executeCommand('fiveWhys.chooseSource', 'staging');
    assert.deepEqual(counts(await pull()), [2_500]);
    const offered = await picking(/^Log files$/, () =>
      vscode.commands.executeCommand('fiveWhys.chooseSource'),
    );
    assert.deepEqual(
      offered.items.map(({ label }) => label),
      ['$(check) staging', 'live lines', 'Log files', '$(add) Connect to Google Cloud Logging…'],
    );
  });

  it('asks nobody while the workspace is not trusted', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.closeLogs');
    const before = server.service.calls.length;
    await untrusted(async () => {
      const said = await messagesDuring(async () => {
        await vscode.commands.executeCommand('fiveWhys.chooseSource', 'staging');
        await vscode.commands.executeCommand('fiveWhys.cloud.connect', 'staging', {});
        await vscode.commands.executeCommand('fiveWhys.cloud.startTail');
        await vscode.commands.executeCommand('fiveWhys.cloud.editFilter', 'staging');
      });
      assert.match(String(said[1]?.[0]), /not asked from a workspace that you have not trusted/);
      assert.equal(said[1]?.[1], 'Manage Workspace Trust');
      assert.equal(said.length, 4);
    });
    assert.equal(server.service.calls.length, before);
  });

  it('opens the same query in the Logs Explorer', async () => {
    await connect();
    const [opened] = await opening(() =>
      vscode.commands.executeCommand('fiveWhys.cloud.openExplorer', 'staging'),
    );
    assert.match(
      String(opened),
      /^https:\/\/console\.cloud\.google\.com\/logs\/query;query=%2528severity%3E%3DERROR/,
    );
    assert.ok(String(opened).endsWith(`?project=${project}`));
  });

  it('marks the place where the service cannot read a query', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.cloud.editFilter', 'staging');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const { document } = editor;
    assert.match(document.getText(), /^\(severity>=ERROR$/m);
    assert.deepEqual(lensTitles(await lensesOf(document.uri)), [
      'Pull with This Query',
      'Open in Logs Explorer',
    ]);
    const end = document.validatePosition(new vscode.Position(1_000, 0));
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(new vscode.Position(0, 0), end), 'severity>=ERROR\nseverity>>ERROR'),
    );
    await document.save();
    const problems = await until('the query is checked', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(problems[0]?.range.start.line, 1);
    const { 'fiveWhys.sources': [source] = [] } = JSON.parse(await readText(file(SETTINGS))) as {
      'fiveWhys.sources'?: { filter?: string }[];
    };
    assert.equal(source?.filter, 'severity>=ERROR\nseverity>>ERROR');
    await vscode.commands.executeCommand('fiveWhys.cloud.resetFilter', 'staging');
    await until('the default is back', () => document.getText().startsWith('(severity>=ERROR'));
  });

  it('completes the names of fields in a query', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.cloud.editFilter', 'staging');
    const uri = vscode.window.activeTextEditor?.document.uri;
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 0),
    );
    const names = new Set(items.map(({ label }) => (typeof label === 'string' ? label : label.label)));
    for (const name of ['resource.labels.service_name', 'httpRequest.status', 'labels.instanceId', 'NOT']) {
      assert.ok(names.has(name), name);
    }
  });

  it('shows what was logged around an entry, as a document that leads on', async () => {
    await connect();
    const [pattern] = (await pull()).patterns.list();
    await vscode.commands.executeCommand('fiveWhys.cloud.showAround', { pattern: pattern?.key }, 'instance');
    const document = vscode.window.activeTextEditor?.document;
    assert.match(
      document?.getText() ?? '',
      /^The same instance\n\nSource {5}staging\nShown {6}\d+ entries around /,
    );
    assert.match(document?.getText() ?? '', /^▶ \S+Z {2}ERROR {2}order /m);
    assert.equal(document?.languageId, 'five-whys-log');
    const lenses = lensTitles(await lensesOf(document?.uri ?? file('')));
    assert.deepEqual(lenses.sort(), ['Load Newer', 'Load Older']);
  });

  it('leads from surrounding lines to what is older', async () => {
    await connect();
    const [pattern] = (await pull()).patterns.list();
    await vscode.commands.executeCommand('fiveWhys.cloud.showAround', { pattern: pattern?.key }, 'service');
    const uri = vscode.window.activeTextEditor?.document.uri ?? file('');
    const lens = (await lensesOf(uri)).find(({ command }) => command?.title === 'Load Older');
    await vscode.commands.executeCommand(lens?.command?.command ?? '', ...(lens?.command?.arguments ?? []));
    const older = vscode.window.activeTextEditor?.document;
    assert.notEqual(older?.uri.query, uri.query);
    const times = (text = '') => text.match(/^[▶ ] \S+Z/gm)?.map((line) => line.slice(2)) ?? [];
    const before = times((await vscode.workspace.openTextDocument(uri)).getText());
    assert.ok(String(times(older?.getText())[0]) < String(before[0]));
  });

  it('says what is wrong where surrounding lines cannot be had, and asks again', async () => {
    await connect();
    const [pattern] = (await pull()).patterns.list();
    server.service.arm({ kind: 'IAM_PERMISSION_DENIED', times: 9 });
    const ask = () =>
      vscode.commands.executeCommand('fiveWhys.cloud.showAround', { pattern: pattern?.key }, 'service');
    const said = await messagesDuring(ask);
    assert.match(String(said[0]?.[0]), /roles\/logging\.viewer/);
    const { document } = vscode.window.activeTextEditor ?? assert.fail();
    assert.match(document.getText(), /lacks logging\.logEntries\.list/);
    assert.deepEqual(lensTitles(await lensesOf(document.uri)), ['Ask Again']);
    server.service.disarm();
    await ask();
    await until('the lines are there', () => document.getText().startsWith('Surrounding lines'));
  });

  it('stops following when log files are opened', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.cloud.startTail');
    await until('a session is open', () => server.service.openTails === 1);
    await vscode.commands.executeCommand('fiveWhys.openLogFile', file('logs/staging.json'));
    await until('the session is given back', () => server.service.openTails === 0);
  });

  it('follows over breaks of the connection', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.cloud.startTail');
    await until('a session is open', () => server.service.openTails === 1);
    const shown = await pull();
    server.service.breakTails(errorOf('UNAVAILABLE', project));
    server.service.write(errors(3, 'missed'));
    await until('another session is open', () => server.service.tailsOpened === 2);
    server.service.write(errors(4, 'live'));
    await until('all are counted, with no pull', () => counts(shown)[0] === 2_507);
  });

  it('follows the logs live, and gives its session back with the view', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.patterns.focus');
    await vscode.commands.executeCommand('fiveWhys.cloud.startTail');
    await until('a session is open', () => server.service.openTails === 1);
    const shown = await pull();
    server.service.write(errors(4, 'live'));
    await until('the entries are counted, with no pull', () => counts(shown)[0] === 2_504);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await until('the session is given back', () => server.service.openTails === 0);
  });

  async function connect(answers: object = {}): Promise<void> {
    const given = {
      project,
      endpoint: endpoint(),
      severity: 'ERROR',
      range: '10m',
      target: 'workspace',
    };
    await vscode.commands.executeCommand('fiveWhys.cloud.connect', 'staging', { ...given, ...answers });
  }

  function endpoint(): string {
    return `http://${server.grpcAddress}`;
  }

  function listCalls(): number {
    return server.service.calls.filter(({ method }) => method === 'list').length;
  }
});

function pull(command = 'fiveWhys.pullLogs'): Thenable<Pulled> {
  return vscode.commands.executeCommand<Pulled>(command);
}

function counts(pulled: Pulled | undefined): number[] {
  return pulled?.patterns.list().map(({ count }) => count) ?? [];
}

/** The errors that are shown meanwhile, each with its buttons. */
async function messagesDuring(run: () => PromiseLike<unknown>): Promise<unknown[][]> {
  const said: unknown[][] = [];
  const { showErrorMessage } = vscode.window;
  const spy = (...message: unknown[]): Promise<undefined> => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showErrorMessage: spy });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showErrorMessage });
  }
  return said;
}

/** What a quick pick offers meanwhile, of which the first whose label matches is picked; none where nothing is given. */
async function picking(
  label: RegExp | undefined,
  run: () => PromiseLike<unknown>,
): Promise<{ title: string; items: vscode.QuickPickItem[]; result: Pulled | undefined }> {
  const offered = { title: '', items: [] as vscode.QuickPickItem[] };
  const { showQuickPick } = vscode.window;
  const spy = (items: vscode.QuickPickItem[], { title = '' }: vscode.QuickPickOptions): Promise<unknown> => {
    Object.assign(offered, { title, items });
    return Promise.resolve(label && items.find((item) => label.test(item.label)));
  };
  Object.assign(vscode.window, { showQuickPick: spy });
  try {
    return { result: (await run()) as Pulled | undefined, ...offered };
  } finally {
    Object.assign(vscode.window, { showQuickPick });
  }
}

/** The addresses that are opened meanwhile. */
async function opening(run: () => PromiseLike<unknown>): Promise<unknown[]> {
  const opened: unknown[] = [];
  const { executeCommand } = vscode.commands;
  const spy = (command: string, ...args: unknown[]): Thenable<unknown> => {
    if (command !== 'vscode.open') return executeCommand(command, ...args);
    opened.push(args[0]);
    return Promise.resolve();
  };
  Object.assign(vscode.commands, { executeCommand: spy });
  try {
    await run();
    return opened;
  } finally {
    Object.assign(vscode.commands, { executeCommand });
  }
}

async function untrusted(run: () => Promise<void>): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
  assert.ok(own);
  Object.defineProperty(vscode.workspace, 'isTrusted', { ...own, get: () => false });
  try {
    await run();
  } finally {
    Object.defineProperty(vscode.workspace, 'isTrusted', own);
  }
}

/** One error of one service, again and again within the last minutes. */
function errors(count: number, id = 'e'): LogRecord[] {
  const end = Date.now() - (id === 'e' ? MINUTE_MS : 0);
  return Array.from({ length: count }, (_, index) => ({
    timestamp: new Date(end - (count - index) * 100).toISOString(),
    insertId: `${id}${index}`,
    logName: `projects/netra-staging/logs/run.googleapis.com%2Fstderr`,
    severity: 'ERROR',
    labels: { instanceId: 'i1' },
    resource: { type: 'cloud_run_revision', labels: { service_name: 'api' } },
    textPayload: `order ${index} failed`,
  }));
}
