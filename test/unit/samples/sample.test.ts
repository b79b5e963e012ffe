import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { layOutSample, type SampleWorkspace } from '../../../src/sources/sampleWorkspace';

const SAMPLES = resolve('samples');
const BEFORE = 'netra-backend-staging-00208-kqp';
const AFTER = 'netra-backend-staging-00209-zdn';

/** What the entries of the recorded logs have that is looked at here. */
interface RecordedEntry {
  readonly insertId: string;
  readonly timestamp: string;
  readonly severity?: string;
  readonly labels: { readonly 'commit-sha': string };
  readonly resource: { readonly labels: { readonly revision_name: string } };
  readonly textPayload?: string;
  readonly jsonPayload?: Record<string, string>;
  readonly httpRequest?: { readonly status: number; readonly requestUrl: string };
}

/** The defects of the sample: what is logged, how often, the frame that is in each of the entries, and its line of code. */
const DEFECTS: readonly {
  readonly message: RegExp;
  readonly count: number;
  readonly frame: [path: string, line: number];
  readonly code: string;
}[] = [
  {
    message: /^AttributeError: 'coroutine' object has no attribute 'get'$/m,
    count: 27,
    frame: ['netra_backend/app/routes/websocket.py', 557],
    code: 'user_id = context.get("user_id")',
  },
  {
    message:
      /^SecurityResponseMiddleware bypassed .*'_AsyncGeneratorContextManager' object has no attribute 'execute'$/m,
    count: 27,
    frame: ['netra_backend/app/middleware/security_response_middleware.py', 57],
    code: 'result = await db.execute(SELECT_POLICY, (host,))',
  },
  {
    message: /^AttributeError: '_AsyncGeneratorContextManager' object has no attribute 'execute'$/m,
    count: 54, // in the middleware and in the endpoint behind it
    frame: ['netra_backend/app/dependencies.py', 212],
    code: 'return await use(get_request_scoped_db_session(request))',
  },
  {
    message: /^RuntimeError: Unexpected ASGI message 'websocket\.close', after sending 'websocket\.close'/m,
    count: 12,
    frame: ['netra_backend/app/websocket_core/manager.py', 196],
    code: 'await connection.websocket.close(code, reason)',
  },
  {
    message: /^No handler found for message type MessageType\.DISCONNECT$/m,
    count: 10,
    frame: ['netra_backend/app/websocket_core/handlers.py', 818],
    code: 'raise NoHandlerError(f"No handler found for message type {message_type}")',
  },
  {
    message:
      /^TypeError: 'async for' requires an object with __aiter__ method, got _AsyncGeneratorContextManager$/m,
    count: 9,
    frame: ['netra_backend/app/websocket_core/agent_handler.py', 98],
    code: 'async for db in get_request_scoped_db_session(context.request):',
  },
  {
    message: /ValidationError: 1 validation error for ErrorContext\ntrace_id\n  Field required/,
    count: 6,
    frame: ['netra_backend/app/core/agent_orchestrator.py', 131],
    code: 'context = ErrorContext(run_id=run_id, agent=agent, attempt=attempt, error=str(error))',
  },
  {
    message: /^Failed to create request-scoped database session: 401: Invalid or expired token$/m,
    count: 8,
    frame: ['netra_backend/app/dependencies.py', 179],
    code: 'await get_current_user(request)',
  },
  {
    message: /Required secrets missing: \['CLICKHOUSE_URL'\]$/m,
    count: 9,
    frame: ['netra_backend/app/core/analytics.py', 32],
    code: 'raise ConfigurationError(f"Required secrets missing: {missing}")',
  },
  {
    message: /^ConnectionError: Not connected to ClickHouse\.$/m,
    count: 9,
    frame: ['netra_backend/app/core/analytics.py', 38],
    code: 'raise ConnectionError("Not connected to ClickHouse.")',
  },
];

describe('the sample incident', function () {
  this.timeout(60_000);
  const entries = readFileSync(join(SAMPLES, 'netra-backend-logs', 'staging.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEntry);
  let scratch: string;
  let workspaceDir: string;
  let workspace: SampleWorkspace;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'five-whys-sample-'));
    workspaceDir = join(scratch, 'workspace');
    workspace = await layOutSample(SAMPLES, workspaceDir);
  });

  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: workspaceDir, encoding: 'utf8' });
  const lineAt = (commit: string, [path, line]: readonly [string, number]): string =>
    git('show', `${commit}:${path}`).split('\n')[line - 1]?.trim() ?? '';
  const commitOf = (revision: string): string => workspace.deployed[revision] ?? assert.fail(revision);

  describe('the recorded logs', () => {
    it('are the same entries in both forms: newest first in an array, oldest first line by line', () => {
      const array = JSON.parse(
        readFileSync(join(SAMPLES, 'netra-backend-logs', 'staging.json'), 'utf8'),
      ) as RecordedEntry[];
      assert.deepEqual(array.toReversed(), entries);
    });

    it('hold about 400 entries of two days and two revisions, most of them errors', () => {
      assert.ok(entries.length >= 380 && entries.length <= 420, `${entries.length} entries`);
      assert.ok((entries[0]?.timestamp ?? '') >= '2025-09-02T16:00');
      assert.ok((entries.at(-1)?.timestamp ?? '') < '2025-09-04T16:00');
      const revisions = new Set(entries.map((entry) => entry.resource.labels.revision_name));
      assert.deepEqual([...revisions], [BEFORE, AFTER]);
      const errorCount = entries.filter(({ severity }) => severity === 'ERROR').length;
      assert.ok(errorCount > entries.length / 2, `${errorCount} errors`);
      assert.equal(new Set(entries.map(({ insertId }) => insertId)).size, entries.length);
    });

    for (const { message, count, frame, code } of DEFECTS) {
      it(`name ${frame.join(':')} ${count} times, and the deployed line is \`${code}\``, () => {
        const text = `File "/app/${frame[0]}", line ${frame[1]}, in `;
        const found = entries.filter((entry) => message.test(said(entry)));
        assert.equal(found.length, count);
        for (const entry of found) assert.ok(said(entry).includes(text), said(entry));
        for (const entry of found) assert.equal(lineAt(entry.labels['commit-sha'], frame), code);
      });
    }

    it('have the coroutine error since revision 00209 only, behind HTTP 500 on /ws', () => {
      const found = entries.filter(
        (entry) => said(entry).includes("'coroutine' object") || answered(entry, 500, '/ws'),
      );
      assert.equal(found.length, 2 * 27);
      for (const entry of found) assert.equal(entry.resource.labels.revision_name, AFTER);
    });

    it('have the requests that failed and the warnings beside them', () => {
      const count = (is: (entry: RecordedEntry) => boolean): number => entries.filter(is).length;
      assert.equal(
        count((entry) => answered(entry, 500, '/api/threads?limit=20&offset=0')),
        27,
      );
      assert.equal(
        count((entry) => answered(entry, 404, '/ws/beacon')),
        8,
      );
      assert.ok(count((entry) => answered(entry, 404, '/api/metrics')) > 0);
      assert.ok(count((entry) => answered(entry, 404, '/api/performance')) > 0);
      assert.equal(
        count((entry) => said(entry).startsWith('Token validation returned None')),
        8,
      );
      assert.equal(
        count((entry) => said(entry).startsWith('Database session error: 401')),
        8,
      );
      assert.equal(
        count((entry) => said(entry).startsWith('WebSocket heartbeat timeout')),
        5,
      );
      assert.equal(
        count((entry) => said(entry).startsWith('No LLM manager available')),
        6,
      );
    });

    it('know no folder but the container', () => {
      const paths = new Set(
        entries.flatMap((entry) =>
          [...said(entry).matchAll(/File "([^"]+)"/g)].map(([, path]) => path ?? ''),
        ),
      );
      assert.ok(paths.has('/usr/local/lib/python3.11/contextlib.py'));
      for (const path of paths)
        assert.match(path, /^(\/app\/netra_backend|\/usr\/local\/lib\/python3\.11)\//);
    });
  });

  describe('the workspace', () => {
    it('has the commit of every entry', () => {
      const labels = new Map(
        entries.map((entry) => [entry.resource.labels.revision_name, entry.labels['commit-sha']]),
      );
      assert.deepEqual(Object.fromEntries(labels), workspace.deployed);
      for (const commit of labels.values()) assert.equal(git('cat-file', '-t', commit).trim(), 'commit');
    });

    it('is clean, on main, and has the logs without tracking them', () => {
      assert.equal(git('status', '--porcelain'), '');
      assert.equal(git('branch', '--show-current').trim(), 'main');
      assert.equal(git('rev-parse', 'HEAD').trim(), workspace.head);
      assert.ok(existsSync(join(workspaceDir, 'logs', 'staging.json')));
      assert.ok(existsSync(join(workspaceDir, 'logs', 'staging.ndjson')));
      assert.ok(existsSync(join(workspaceDir, '.vscode', 'settings.json')));
    });

    it('has moved on since the deployment: the defects are still there, on other lines', () => {
      const head = workspace.head ?? assert.fail('no git');
      const path = 'netra_backend/app/routes/websocket.py';
      assert.equal(lineAt(head, [path, 561]), lineAt(commitOf(AFTER), [path, 557]));
      assert.notEqual(lineAt(head, [path, 557]), lineAt(commitOf(AFTER), [path, 557]));
      for (const { frame, code } of DEFECTS) {
        assert.ok(git('show', `${head}:${frame[0]}`).includes(code), frame[0]);
      }
      const moved = DEFECTS.filter(({ frame, code }) => lineAt(head, frame) !== code).map(
        ({ frame }) => frame[0],
      );
      assert.ok(moved.length > 1, moved.join());
    });

    it('is the commit before that made get_user_context a coroutine', () => {
      const path = 'netra_backend/app/auth/user_context.py';
      assert.match(git('show', `${commitOf(BEFORE)}:${path}`), /^def get_user_context/m);
      assert.match(git('show', `${commitOf(AFTER)}:${path}`), /^async def get_user_context/m);
    });

    it('is the same whatever the settings of git, and inside of another repository', async () => {
      const home = join(scratch, 'home');
      mkdirSync(join(home, '.config', 'git'), { recursive: true });
      writeFileSync(
        join(home, '.gitconfig'),
        '[user]\nname = Else\n[commit]\ngpgSign = true\n[core]\nautocrlf = true\n[init]\ndefaultBranch = other\n' +
          '[i18n]\ncommitEncoding = latin1\n',
      );
      writeFileSync(join(home, '.config', 'git', 'attributes'), '* text eol=crlf\n');
      writeFileSync(join(home, '.config', 'git', 'ignore'), '*.py\n');
      const kept = { ...process.env };
      const hostile = {
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z',
      };
      Object.assign(process.env, hostile, { GIT_DIR: join(workspaceDir, '.git') });
      try {
        const again = await layOutSample(SAMPLES, join(workspaceDir, 'logs', 'again'));
        assert.deepEqual(again, workspace);
      } finally {
        for (const name of [...Object.keys(hostile), 'GIT_DIR']) delete process.env[name];
        Object.assign(process.env, kept);
        rmSync(join(workspaceDir, 'logs', 'again'), { recursive: true, force: true });
      }
    });

    it('is the plain files of the first deployment where there is no git', async () => {
      const plain = join(scratch, 'plain');
      const without = await layOutSample(SAMPLES, plain, { git: join(scratch, 'no-such-git') });
      assert.deepEqual(without, { head: undefined, deployed: {} });
      assert.ok(existsSync(join(plain, 'logs', 'staging.json')));
      const lines = readFileSync(join(plain, 'netra_backend/app/routes/websocket.py'), 'utf8').split('\n');
      assert.equal(lines[556]?.trim(), 'user_id = context.get("user_id")');
    });

    it('is not laid out over what is there', async () => {
      const before = readdirSync(workspaceDir);
      await assert.rejects(layOutSample(SAMPLES, workspaceDir), /is not empty/);
      assert.deepEqual(readdirSync(workspaceDir), before);
    });

    it('leaves nothing behind where it fails', async () => {
      const broken = join(scratch, 'broken');
      await assert.rejects(layOutSample(join(scratch, 'no-samples'), broken));
      assert.deepEqual(readdirSync(broken), []);
    });
  });

  it('is recorded again to the same bytes', function () {
    const python = ['python3.11', 'python3'].find(
      (name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info[:2] != (3, 11))']).status === 0,
    );
    if (!python) {
      console.log('      skipped: the recorder wants Python 3.11, and there is none here');
      this.skip();
    }
    const { status, stdout, stderr } = spawnSync(python, ['-B', join(SAMPLES, 'record.py'), '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^The recorded logs are what the service logs now\.$/m);
  });
});

/** All that an entry says, its traceback included. */
function said({ textPayload = '', jsonPayload = {} }: RecordedEntry): string {
  const { message = '', exc_info: excInfo = '', stack_trace: stackTrace = '' } = jsonPayload;
  return textPayload || [message, excInfo, stackTrace].join('\n');
}

function answered({ httpRequest }: RecordedEntry, status: number, path: string): boolean {
  return (
    httpRequest?.status === status && httpRequest.requestUrl === `https://api.staging.netrasystems.ai${path}`
  );
}
