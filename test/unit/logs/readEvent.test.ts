import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../src/logs/entry';
import { decode } from '../../../src/logs/decode';
import { readEvent } from '../../../src/logs/readEvent';

const TRACE = [
  'Traceback (most recent call last):',
  '  File "/usr/local/lib/python3.11/site-packages/fastapi/applications.py", line 1054, in __call__',
  '    await super().__call__(scope, receive, send)',
  '  File "/app/netra_backend/app/routes/websocket.py", line 557, in websocket_endpoint',
  '    token = auth_result.get("token")',
  "AttributeError: 'coroutine' object has no attribute 'get'",
].join('\n');
const EXCEPTION = "AttributeError: 'coroutine' object has no attribute 'get'";
const JS_STACK = [
  "TypeError: Cannot read properties of undefined (reading 'get')",
  '    at validateToken (/app/dist/auth/token.js:45:23)',
  '    at async /app/dist/routes/ws.js:112:7',
].join('\n');
const JS_EXCEPTION = "TypeError: Cannot read properties of undefined (reading 'get')";

const FORMAT_TB = TRACE.split('\n').slice(1, -1).join('\n');

const INNER_STACKS: readonly (readonly [logger: string, inner: unknown, first: string])[] = [
  [
    'Lambda',
    { errorType: 'TypeError', errorMessage: JS_EXCEPTION.slice(11), stack: JS_STACK.split('\n') },
    '',
  ],
  ['winston', { orderId: 7, stack: JS_STACK }, ' {"orderId":7}'],
  [
    'a console',
    { err: { code: 'E_GET', message: JS_EXCEPTION.slice(11), stack: JS_STACK } },
    ' {"err":{"code":"E_GET"}}',
  ],
];

const PAYLOADS: readonly (readonly [shape: string, payload: Record<string, unknown>, title: string])[] = [
  ["Google's Python handler", { message: `agent failed\n${TRACE}` }, EXCEPTION],
  ['Error Reporting', { stack_trace: JS_STACK, message: 'token validation failed' }, JS_EXCEPTION],
  [
    'winston',
    { level: 'error', message: "Cannot read properties of undefined (reading 'get')", stack: JS_STACK },
    JS_EXCEPTION,
  ],
  [
    'bunyan',
    { msg: 'token validation failed', err: { message: 'Cannot read', name: 'TypeError', stack: JS_STACK } },
    JS_EXCEPTION,
  ],
  [
    'pino',
    { level: 50, msg: 'failed', err: { type: 'TypeError', message: 'x', stack: JS_STACK } },
    JS_EXCEPTION,
  ],
  [
    'loguru',
    {
      text: `… | ERROR | worker:run:20 - failed\n${TRACE}\n`,
      record: { message: 'failed', exception: { type: 'AttributeError' } },
    },
    EXCEPTION,
  ],
  ['structlog', { event: 'failed', level: 'error', exception: TRACE }, EXCEPTION],
  [
    "structlog's dict_tracebacks",
    {
      event: 'failed',
      exception: [
        {
          exc_type: 'AttributeError',
          exc_value: "'coroutine' object has no attribute 'get'",
          frames: [{ filename: '/app/routes/websocket.py', lineno: 557, name: 'websocket_endpoint' }],
        },
      ],
    },
    EXCEPTION,
  ],
  ['python-json-logger', { message: 'failed', exc_info: TRACE }, EXCEPTION],
  ['ECS', { message: 'failed', 'error.stack_trace': TRACE }, EXCEPTION],
  ['line breaks that were escaped twice', { message: TRACE.replaceAll('\n', String.raw`\n`) }, EXCEPTION],
  [
    'a traceback without its last line',
    {
      message: 'failed',
      error: {
        type: 'AttributeError',
        value: "'coroutine' object has no attribute 'get'",
        traceback: FORMAT_TB.replaceAll('\n', String.raw`\n`),
      },
    },
    EXCEPTION,
  ],
  [
    'log4j',
    {
      level: 'ERROR',
      message: 'failed',
      thrown: {
        name: 'com.netra.NoTenant',
        message: 'no tenant',
        extendedStackTrace: [{ class: 'com.netra.Tenant', method: 'load', file: 'Tenant.java', line: 45 }],
      },
    },
    'NoTenant: no tenant',
  ],
  [
    'AWS Lambda',
    { errorType: 'TypeError', errorMessage: 'x', stackTrace: JS_STACK.split('\n') },
    JS_EXCEPTION,
  ],
  [
    'a record of a logger in the message',
    { message: JSON.stringify({ msg: 'failed', err: { stack: JS_STACK } }) },
    JS_EXCEPTION,
  ],
  [
    "App Engine's request log",
    {
      '@type': 'type.googleapis.com/google.appengine.logging.v1.RequestLog',
      line: [
        { severity: 'INFO', logMessage: 'started' },
        { severity: 'ERROR', logMessage: TRACE },
      ],
    },
    EXCEPTION,
  ],
  [
    "Monolog's JSON",
    {
      message: 'failed',
      context: {
        exception: {
          class: 'App\\NoTenant',
          message: 'no tenant',
          code: 0,
          file: '/app/src/Tenant.php:45',
          trace: ['/app/src/Controller.php:12', '/app/vendor/x/Kernel.php:7'],
        },
      },
    },
    'App\\NoTenant: no tenant',
  ],
  [
    'an exception of .NET',
    {
      Message: 'failed',
      Exception: {
        ClassName: 'System.InvalidOperationException',
        Message: 'no tenant',
        StackTraceString: '   at Acme.Tenants.Load(String id) in /src/Tenants.cs:line 45',
      },
    },
    'InvalidOperationException: no tenant',
  ],
  [
    "zerolog's stack",
    { error: 'no tenant', stack: [{ func: 'load', line: '45', source: 'tenant.go' }], message: 'failed' },
    'failed',
  ],
  ['Serilog', { '@m': 'failed', '@x': JS_STACK }, JS_EXCEPTION],
  ['a logger that nobody knows', { message: 'failed', details: { inner: { dump: TRACE } } }, EXCEPTION],
];

const LOGGED_AT: readonly (readonly [logger: string, entry: Entry])[] = [
  ['Cloud Logging', { textPayload: 'x', sourceLocation: { file: '/app/a.py', line: '74', function: 'run' } }],
  ['slog', { jsonPayload: { msg: 'x', source: { file: '/app/a.py', line: 74, function: 'run' } } }],
  [
    'loguru',
    { jsonPayload: { record: { message: 'x', file: { path: '/app/a.py' }, line: 74, function: 'run' } } },
  ],
  [
    'ECS',
    {
      jsonPayload: {
        message: 'x',
        log: { origin: { file: { name: '/app/a.py', line: 74 }, function: 'run' } },
      },
    },
  ],
  ['logrus', { jsonPayload: { msg: 'x', file: '/app/a.py:74', func: 'run' } }],
  [
    "Python's JSON formatter",
    { jsonPayload: { message: 'x', pathname: '/app/a.py', lineno: 74, funcName: 'run' } },
  ],
];

const SEVERITIES: readonly (readonly [what: string, entry: Entry, severity: string])[] = [
  ["the entry's own", { severity: 'CRITICAL', textPayload: TRACE }, 'CRITICAL'],
  ["the logger's level where the entry has none", { jsonPayload: { level: 50, msg: 'x' } }, 'ERROR'],
  [
    "the record's level of loguru",
    { jsonPayload: { text: 'x', record: { level: { name: 'ERROR', no: 40 } } } },
    'ERROR',
  ],
  ['ERROR where there is a stack and nothing else', { textPayload: JS_STACK }, 'ERROR'],
  ['DEFAULT where nothing is known', { textPayload: 'hello' }, 'DEFAULT'],
  ['the level in the text where the entry has none', { textPayload: 'WARNING: slow' }, 'WARNING'],
  [
    'the level in the text of a stderr',
    { severity: 'ERROR', logName: 'projects/p/logs/stderr', textPayload: 'INFO: started' },
    'INFO',
  ],
  [
    'that of a request that ended well, whatever a stderr is called',
    { severity: 'ERROR', logName: 'projects/p/logs/stderr', textPayload: '"GET /ws HTTP/1.1" 200' },
    'INFO',
  ],
  ['that of a request that failed, where nobody says', { textPayload: '"GET /ws HTTP/1.1" 503' }, 'ERROR'],
  [
    'that of a request that the server failed, which it logs like any other',
    { textPayload: 'INFO: 10.0.0.7:51123 - "POST /orders HTTP/1.1" 500' },
    'ERROR',
  ],
  [
    'that of a stderr where the text has none',
    { severity: 'ERROR', logName: 'projects/p/logs/stderr', textPayload: 'oh no' },
    'ERROR',
  ],
];

/** Messages and levels in places of their own. */
const SAID: readonly (readonly [
  what: string,
  payload: Record<string, unknown>,
  title: string,
  severity: string,
])[] = [
  ['a level word beside a number', { level: 400, level_name: 'ERROR', message: 'gone' }, 'gone', 'ERROR'],
  ['a level at the start of the message', { message: '[WARN] slow' }, 'slow', 'WARNING'],
  ["OpenTelemetry's number", { severityNumber: 13, body: 'slow' }, 'slow', 'WARNING'],
  ["Azure's number", { severityLevel: 3, outerMessage: 'gone' }, 'gone', 'ERROR'],
  ['no level, where that is Information', { '@t': '2025-09-12T04:00:02Z', '@mt': 'up' }, 'up', 'INFO'],
  ['a status that is a level', { status: 'error', message: 'gone' }, 'gone', 'ERROR'],
  ['a status that is none', { status: 500, message: 'gone' }, 'gone', 'DEFAULT'],
  ["Loki's line", { labels: { app: 'shop' }, line: 'level=error msg=gone' }, 'gone', 'ERROR'],
  ['a level letter', { s: 'E', msg: 'gone' }, 'gone', 'ERROR'],
  ['names with capital letters', { Level: 'Warning', RenderedMessage: 'slow' }, 'slow', 'WARNING'],
  [
    'a message in parts',
    { level: 'error', message: { errorType: 'E', errorMessage: 'gone' } },
    'gone',
    'ERROR',
  ],
  ['a message one step down', { level: 'error', nested: { message: 'gone' } }, 'gone', 'ERROR'],
];

describe('readEvent', () => {
  it('reads a traceback', () => {
    const event = readEvent([{ textPayload: TRACE, timestamp: '2025-09-12T04:00:02Z', insertId: '68c3' }]);
    assert.equal(event.id, '68c3');
    assert.equal(event.title, EXCEPTION);
    assert.equal(event.text, TRACE);
    assert.equal(event.exception?.type, 'AttributeError');
    assert.deepEqual(
      event.frames.map(({ line, library }) => [line, library]),
      [
        [1054, true],
        [557, false],
      ],
    );
    assert.equal(event.severity, 'ERROR');
  });

  for (const [shape, jsonPayload, title] of PAYLOADS) {
    it(`finds title and stack in a payload of ${shape}`, () => {
      const event = readEvent([{ jsonPayload }]);
      assert.equal(event.title, title);
      assert.ok(event.frames.some((frame) => frame.line === 557 || frame.line === 45));
    });
  }

  it('says what was refused, of an audit log', () => {
    const jsonPayload = {
      methodName: 'google.run.v1.Services.Replace',
      status: { code: 7, message: 'denied' },
    };
    assert.equal(readEvent([{ jsonPayload }]).title, 'google.run.v1.Services.Replace: denied');
  });

  it('keeps the message beside the stack', () => {
    const { text } = readEvent([
      { jsonPayload: { msg: 'token validation failed', err: { stack: JS_STACK } } },
    ]);
    assert.equal(text, `token validation failed\n${JS_STACK}`);
  });

  for (const [message, title] of [
    [
      "Middleware bypassed: 'coroutine' object has no attribute 'get'",
      "Middleware bypassed: 'coroutine' object has no attribute 'get'",
    ],
    ["Error: 'coroutine' object has no attribute 'get'", EXCEPTION],
    [EXCEPTION, EXCEPTION],
    ['Exception in ASGI application', EXCEPTION],
  ]) {
    it(`has the title ${title} where the message is ${message}`, () => {
      assert.equal(readEvent([{ jsonPayload: { message, stack_trace: TRACE } }]).title, title);
    });
  }

  it('does not say twice what the stack says', () => {
    const jsonPayload = { message: "Cannot read properties of undefined (reading 'get')", stack: JS_STACK };
    assert.equal(readEvent([{ jsonPayload }]).text, JS_STACK);
  });

  for (const [logger, inner, first] of INNER_STACKS) {
    it(`reads the stack in the JSON behind a message, as ${logger} prints it`, () => {
      const said = `2025-09-12T04:00:02.123Z\tERROR\tnot served ${JSON.stringify(inner)}`;
      for (const entry of [{ textPayload: said }, { jsonPayload: { message: said } }]) {
        const event = readEvent([entry]);
        assert.equal(event.text, `2025-09-12T04:00:02.123Z\tERROR\tnot served${first}\n${JS_STACK}`);
        assert.equal(event.title, JS_EXCEPTION);
        assert.equal(event.severity, 'ERROR');
        assert.deepEqual(
          event.frames.map(({ line }) => line),
          [45, 112],
        );
      }
    });
  }

  it('has the message in front of that JSON for its title where it says more', () => {
    const inner = JSON.stringify({ orderId: 7, stack: 'Error: gone\n    at pay (/app/pay.js:4:2)' });
    const { title } = readEvent([{ textPayload: `ERROR: order 7 failed: gone ${inner}` }]);
    assert.equal(title, 'order 7 failed: gone');
  });

  for (const text of [
    'sent {"stack":"lamp","rows":[1]}',
    `deep {"stack":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  ]) {
    it(`says of ${text.slice(0, 40)} no more than it says`, () => {
      assert.equal(readEvent([{ textPayload: text }]).exception, undefined);
    });
  }

  it('takes a text with backslashes for what it is', () => {
    const text = String.raw`cannot open C:\netra\new`;
    assert.equal(readEvent([{ textPayload: text }]).text, text);
  });

  it('joins the texts of the entries of one event, and the parts of one entry without a break', () => {
    const [first = '', ...rest] = TRACE.split('\n');
    assert.equal(readEvent([{ textPayload: first }, { textPayload: rest.join('\n') }]).text, TRACE);
    const part = (textPayload: string, index: number): Entry => ({
      textPayload,
      split: { uid: 'u', index, total: 2 },
    });
    assert.equal(readEvent([part(TRACE.slice(0, 60), 0), part(TRACE.slice(60), 1)]).text, TRACE);
  });

  it('takes the title of a text behind its time and level', () => {
    const textPayload = '2025-09-12 04:00:02,118 - netra.auth - ERROR - Token validation returned None\nmore';
    assert.equal(readEvent([{ textPayload }]).title, 'Token validation returned None');
  });

  it('leaves out colours and carriage returns', () => {
    const event = readEvent([{ textPayload: '\u001b[31mERROR\u001b[0m: failed\r\nbadly\r\n' }]);
    assert.deepEqual([event.text, event.title], ['ERROR: failed\nbadly', 'failed']);
  });

  it('takes a carriage return alone, as progress bars print it, for a line break', () => {
    assert.equal(readEvent([{ textPayload: '10 %\r20 %\r\nfailed' }]).text, '10 %\n20 %\nfailed');
  });

  it('reads a request log', () => {
    const event = readEvent([
      { httpRequest: { requestMethod: 'GET', requestUrl: 'https://api/api/threads?limit=20', status: 500 } },
    ]);
    assert.deepEqual(event.request, { method: 'GET', route: '/api/threads', status: 500 });
    assert.equal(event.title, 'GET /api/threads → 500');
    assert.equal(event.text, 'GET /api/threads → 500');
  });

  it("reads a server's access line as a request", () => {
    const event = readEvent([
      { textPayload: 'INFO:     127.0.0.1:0 - "GET /ws?token=1 HTTP/1.1" 500 Internal Server Error' },
    ]);
    assert.deepEqual(event.request, { method: 'GET', route: '/ws', status: 500 });
    assert.equal(event.title, 'GET /ws → 500');
    assert.deepEqual(event.frames, []);
  });

  it('names a record without a message by its request, and shows its fields', () => {
    const jsonPayload = { method: 'GET', path: '/ws', response_code: 503, response_flags: 'UH' };
    const event = readEvent([{ jsonPayload }]);
    assert.equal(event.title, 'GET /ws → 503');
    assert.equal(event.severity, 'ERROR');
    assert.deepEqual(JSON.parse(event.text), jsonPayload);
  });

  it('reads the request of an error that was reported with its context', () => {
    const httpRequest = { method: 'POST', url: 'https://app.staging.ai/chat#top', responseStatusCode: 500 };
    const { request, title } = readEvent([{ jsonPayload: { message: JS_STACK, context: { httpRequest } } }]);
    assert.deepEqual(request, { method: 'POST', route: '/chat', status: 500 });
    assert.equal(title, JS_EXCEPTION);
  });

  it('says where an error without a stack was logged, in the text and as a frame', () => {
    const labels = {
      function: '_main_message_loop',
      line: '1490',
      module: 'netra_backend.app.routes.websocket_ssot',
    };
    const event = readEvent([{ jsonPayload: { message: 'Message loop error', labels } }]);
    assert.equal(
      event.text,
      'Message loop error\nLogged at netra_backend/app/routes/websocket_ssot.py:1490 in _main_message_loop',
    );
    assert.deepEqual(
      event.frames.map(({ path, line }) => [path, line]),
      [['netra_backend/app/routes/websocket_ssot.py', 1490]],
    );
    assert.equal(event.frames[0]?.function, '_main_message_loop');
    assert.equal(event.title, 'Message loop error');
  });

  for (const [logger, entry] of LOGGED_AT) {
    it(`finds where ${logger} logged`, () =>
      assert.ok(readEvent([entry]).text.endsWith('Logged at /app/a.py:74 in run')));
  }

  it('does not name the place in the logging library that every error passes', () => {
    const labels = { function: 'callHandlers', line: '1706', module: 'logging.handlers' };
    assert.deepEqual(readEvent([{ jsonPayload: { message: 'failed', labels } }]).frames, []);
  });

  for (const [what, entry, severity] of SEVERITIES) {
    it(`takes as severity ${what}`, () => assert.equal(readEvent([entry]).severity, severity));
  }

  for (const [text, severity] of [
    ['2025/09/12 04:00:02 order 12: rpc error: code = Unavailable', 'ERROR'],
    ['Error: connect ECONNREFUSED 10.0.0.4:5432', 'ERROR'],
    ['2025/09/12 04:00:02 failed to place order 12', 'ERROR'],
    ['2025/09/12 04:00:02 order 12 failed', 'ERROR'],
    ['2025/09/12 04:00:02 INFO order 12: error: gone', 'INFO'],
    ['2025/09/12 04:00:02 retries after an error are on', 'DEFAULT'],
    ['3 passed, 0 failed, 1 skipped', 'DEFAULT'],
  ] as const) {
    it(`takes for ${severity} what is said without a level: ${text}`, () => {
      assert.equal(readEvent([{ textPayload: text }]).severity, severity);
    });
  }

  it('takes the level of the first line for those under it', () => {
    const stderr = (textPayload: string): Entry => ({
      severity: 'ERROR',
      logName: 'projects/p/logs/stderr',
      textPayload,
    });
    assert.equal(readEvent([stderr('INFO: settings'), stderr('  retries: 3')]).severity, 'INFO');
  });

  it('reads service, revision, commit and environment', () => {
    const labels = {
      service_name: 'netra-backend-staging',
      revision_name: 'netra-backend-staging-00209-zdn',
      project_id: 'netra-staging',
    };
    const event = readEvent([
      {
        textPayload: 'x',
        resource: { type: 'cloud_run_revision', labels },
        labels: { 'commit-sha': '3f2a9c1' },
      },
    ]);
    assert.deepEqual(
      [event.service, event.revision, event.commit, event.environment],
      ['netra-backend-staging', 'netra-backend-staging-00209-zdn', '3f2a9c1', 'netra-staging'],
    );
  });

  it('finds service, revision and environment where the platform does not say', () => {
    const serviceContext = { service: 'netra-frontend', version: '00011-abc' };
    const event = readEvent([
      { jsonPayload: { message: 'x', serviceContext }, logName: 'projects/netra-staging/logs/x' },
    ]);
    assert.deepEqual(
      [event.service, event.revision, event.environment],
      ['netra-frontend', '00011-abc', 'netra-staging'],
    );
  });

  it('names a service as it names itself to Error Reporting', () => {
    const labels = { service_name: 'netra-backend', revision_name: 'netra-backend-00468-94p' };
    const serviceContext = { service: 'netra-frontend', version: '00011-abc' };
    const event = readEvent([
      { jsonPayload: { message: 'x', serviceContext }, resource: { type: 'x', labels } },
    ]);
    assert.deepEqual([event.service, event.revision], ['netra-frontend', '00011-abc']);
  });

  it('believes no label that is no commit', () => {
    assert.equal(readEvent([{ textPayload: 'x', labels: { 'commit-sha': 'latest' } }]).commit, undefined);
  });

  it('gives an event without an id one of its time and text', () => {
    const entry = { textPayload: 'x', timestamp: '2025-09-12T04:00:02Z' };
    assert.equal(readEvent([entry]).id, readEvent([{ ...entry }]).id);
    assert.notEqual(readEvent([entry]).id, readEvent([{ ...entry, textPayload: 'y' }]).id);
  });

  it('takes for the title what is said, not the name of what logged it', () => {
    const title = (textPayload: string) => readEvent([{ textPayload }]).title;
    assert.equal(title('fail: Netra.Tenant[0]\n      no tenant'), 'no tenant');
    assert.equal(title('fail: Netra.Tenant[0]'), 'Netra.Tenant[0]');
  });

  for (const [what, jsonPayload, title, severity] of SAID) {
    it(`reads ${what}`, () => {
      const event = readEvent([{ jsonPayload }]);
      assert.deepEqual([event.title, event.severity], [title, severity]);
    });
  }

  it('shows a payload that says nothing it knows', () => {
    assert.equal(readEvent([{ jsonPayload: { user: 7 } }]).text, '{"user":7}');
    assert.equal(readEvent([{}]).title, 'An entry without a message');
  });

  it('cuts the middle out of a huge text', () => {
    const { text } = readEvent([{ textPayload: `start ${'x'.repeat(1_000_000)} end` }]);
    assert.ok(text.length < 70_000 && text.startsWith('start') && text.endsWith('end'));
    assert.match(text, /… \d+ characters left out …/);
  });

  it('shows a payload that came in ten thousand levels', () => {
    const decoded = decode({ jsonPayload: { a: JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)) } });
    assert.ok('entry' in decoded);
    assert.match(readEvent([decoded.entry]).text, /^\{"a":\[{10}/);
  });

  it('never throws, whatever the payload', () => {
    const names = fc.constantFrom(
      'message',
      'exception',
      'error',
      'err',
      'stack',
      'type',
      'value',
      'traceback',
      'labels',
      'record',
      'frames',
      'exc_type',
      'toString',
      '__proto__',
      'module',
      'line',
      'context',
      'httpRequest',
      'level',
    );
    const payload = fc.object({ key: names, maxDepth: 4, withNullPrototype: true });
    fc.assert(fc.property(payload, (jsonPayload) => void readEvent([{ jsonPayload }])));
  });
});
