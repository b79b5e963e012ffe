import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startCloudLogging, type CloudLoggingServer } from '../fakes/cloudLogging/server';
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

  it('follows the logs live, and gives its session back with the view', async () => {
    await connect();
    await vscode.commands.executeCommand('fiveWhys.patterns.focus');
    await vscode.commands.executeCommand('fiveWhys.cloud.startTail');
    await until('a session is open', () => server.service.openTails === 1);
    server.service.write(errors(4, 'live'));
    const key = (await pull()).patterns.list()[0]?.key;
    await until('the entries are counted', async () => counts(await pull())[0] === 2_504);
    assert.ok(key);
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
