import fc from 'fast-check';
import { readHeader } from '../../../src/logs/header';

/** A record of a log as one line of JSON, and the same with some of its words changed. */
export interface Variants {
  readonly line: string;
  readonly other: string;
}

/** Records of all kinds of loggers, each with one in which words differ that vary from one time to the next. */
export function variants(): fc.Arbitrary<Variants> {
  return fc
    .tuple(record(), fc.array(change(), { minLength: 1, maxLength: 3 }), writing())
    .map(([fields, changes, write]) => ({
      line: write(fields),
      other: write(changes.reduce((changed, change) => change(changed), fields)),
    }));
}

type Fields = Readonly<Record<string, unknown>>;
type Change = (fields: Fields) => Fields;

/** Words as messages have them, of which some are masked, some are names, and some are hard to tell. */
const WORDS = [
  'order failed connect refused to the upstream of user',
  "12 3.5 0x1f a1b2 7c1811ed-e98f-4c9c-a9f9-58c757ff494f #12 12ms 50% -1 v2 'a1' (b2) [c3] {d4} <e5> x=1,y=2;z|3",
  'ana@example.com @Override a@ @ http://h/a?x=1 https://h.example/c(1)/d,e; postgres://u:p@db:5432/n s3://b1/k2',
  'ERROR ERROR: [ERROR] WARN error: level=error E0102 F0102 <34> <11>1 2025-09-12 04:00:02,118 2025-09-12T04:00:02Z 12:01:02',
  'ERROR/Worker-2] INFO/Worker-2] WARN/Main] ##[error]x1 app.ERROR: app.INFO: LOG: [Note] E I [a] ERRO[0003] 3:42PM (04:00:02) 3/7/2025 ana1@db E/Tag2( E-Tag2( level=warn lvl=error at=info a1=b x.1=c ERRO[00x3] ERROR/a.2]',
  'Http2Error: Http2Error com.acme.Http2Exception: KeyError1: ValueError Error Exception panic: 500 404 503',
  'GET "GET /api/threads/12?x=1 HTTP/1.1" 502 500 200 "POST /v1/users/u7 HTTP/2" /api/jobs/9 src/a1.py:12 a2.rb:3:in',
  '/usr/lib/p1.so C:\\app1\\b2.cs café naïve ЖЗ ٣ ２ \u00a0 \u2028 \ud800 \u{1f600} \u001b[31m \u001b[0m \\n \\t \\" \\u0031 \\ \t \r',
  'at in from File "a1" .5 ... !12! ?9? :8: 1, 2) "3" `4` ab1cd: ab1cd( foo2 _x3 $y4 main.f2',
].flatMap((words) => words.split(' '));

const IDENTIFIERS: readonly string[] = [
  'handler1',
  'handler2',
  'load',
  'save',
  'Http2Client',
  'get_v1',
  '_run3',
  'λ2',
  'f$1',
];
const FILES: readonly string[] = ['main', 'db1', 'user_2', 'http2', 'index-BqK3xP9a', 'main.3f2a9c1b'];
const TYPES: readonly string[] = [
  'KeyError',
  'Http2Error',
  'Http3Error',
  'com.acme.Io1Exception',
  'MyFailure2',
  'App::E2Error',
];

function message(): fc.Arbitrary<string> {
  const gap = fc.oneof(
    { weight: 12, arbitrary: fc.constant(' ') },
    fc.constantFrom('  ', '\t', ', ', '=', ': ', '\n', '\\n', '\r\n', ''),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...WORDS), gap), { minLength: 1, maxLength: 9 })
    .map((parts) => parts.flat().join(''));
}

/** Stacks of all languages that are read, with names that have digits in them. */
function stack(): fc.Arbitrary<string> {
  const parts = fc.record({
    type: fc.constantFrom(...TYPES),
    said: message(),
    names: fc.array(fc.constantFrom(...IDENTIFIERS), { minLength: 3, maxLength: 3 }),
    files: fc.array(fc.constantFrom(...FILES), { minLength: 3, maxLength: 3 }),
    line: fc.integer({ min: 1, max: 300 }),
    folder: fc.constantFrom('/app', '/srv/r2', 'C:\\r2\\src', '/usr/lib/node_modules/x1', '/app/v1'),
  });
  return parts.chain(({ type, said, names, files, line, folder }) => {
    const [f = '', g = '', h = ''] = names;
    const [a = '', b = '', c = ''] = files;
    return fc.constantFrom(
      `Traceback (most recent call last):\n  File "${folder}/${a}.py", line ${line}, in ${f}\n    ${g}(payload, 1)\n  File "${folder}/${b}.py", line ${line + 3}, in ${g}\n${type}: ${said}`,
      `${said}\nTraceback (most recent call last):\n  File "${folder}/${a}.py", line ${line}, in ${f}\n    x = h2[${line}]\n    ~~~^^\n${type}`,
      `[ERROR] ${type}: ${said}\nTraceback (most recent call last):\n\u00a0\u00a0File "${folder}/${a}.py", line ${line}, in ${f}\n\u00a0\u00a0\u00a0\u00a0${g}(${line})`,
      `app.ERROR: ${said} {"n":${line},"exception":"[object] (App\\\\${type}(code: ${line}): ${said} at ${folder}/${a}.php:${line})\n[stacktrace]\n#0 ${folder}/${b}.php(${line}): ${f}('a', ${line})\n#1 {main}\n"}`,
      `app.CRITICAL: ${said} {"exception":"[object] (App\\\\${type}(code: ${line}): ${said} at /app/src/${a}.php:${line})"} []`,
      `${type}: ${said}\n\tat com.acme.${h}.${f}(${a}.java:${line})\n\tat com.acme.Io.${g}(${b}.java:${line})\n\t... ${line} more\nCaused by: ${type}: ${said}\n\tat org.x1.${h}(${c}.java:${line})`,
      `Exception in thread "main-${line}" ${type}: ${said}\n    at a.b$${line}.${f}(${a}.java:${line})`,
      `${type}: ${said}\n    at ${f} (${folder}/${a}.js:${line}:7)\n    at async ${g} (${folder}/${b}.ts:${line}:${line})\n    at ${folder}/${c}.js:1:${line}`,
      `Uncaught ${type} [ERR_${line}]: ${said}\n    at Object.${f} [as ${g}] (node:internal/${a}:${line}:1)\n    at new ${h} (<anonymous>)`,
      `panic: ${said}\n\ngoroutine ${line} [running]:\nmain.${f}(0xc000${line}, 0x${line})\n\t/go/src/${a}.go:${line} +0x1d\nmain.(*${h}).${g}(...)\n\t${folder}/${b}.go:${line}\n`,
      `${a}.rb:${line}:in \`${f}': ${said} (${type})\n\tfrom ${b}.rb:${line}:in '${g}'\n\tfrom ${folder}/${c}.rb:${line}:in 'block in ${h}'`,
      `${type} (${said}):\n  \n${folder}/${a}.rb:${line}:in \`${f}'\n${b}.rb:${line}:in \`${g}'`,
      `PHP Fatal error:  Uncaught ${type}: ${said} in ${folder}/${a}.php:${line}\nStack trace:\n#0 ${folder}/${b}.php(${line}): ${f}('a', ${line})\n#1 ${folder}/${c}.php(${line}): App\\X2->${g}()\n#2 {main}\n  thrown in ${folder}/${a}.php on line ${line}`,
      `thread 'main${line}' panicked at src/${a}.rs:${line}:5:\n${said}\nstack backtrace:\n   0: ${f}\n             at ./src/${b}.rs:${line}:9\n   1: app::${g}::h0${line}\n             at ${folder}/${c}.rs:${line}`,
      `System.${type}: ${said}\n   at Acme.${h}.${f}(String a1) in ${folder}\\${a}.cs:line ${line}\n   at Acme.${g}[T1](T1 x)`,
      `${f}@http://localhost:${line}/${a}.js:${line}:2\n${g}@${folder}/${b}.js:${line}:9\n@webpack:///${c}.js:${line}:1`,
      `${type}: ${said}\n#0      ${f} (package:app/${a}.dart:${line}:5)\n#1      ${g}.<anonymous closure> (dart:async/${b}.dart:${line})`,
    );
  });
}

function text(): fc.Arbitrary<string> {
  const trace = stack();
  return fc.oneof(
    { weight: 4, arbitrary: message() },
    { weight: 4, arbitrary: trace },
    { weight: 1, arbitrary: trace.map((lines) => lines.replaceAll('\n', '\\n')) },
    { weight: 1, arbitrary: trace.map((lines) => lines.split('\n').at(-1) ?? '') },
    { weight: 1, arbitrary: accessLine() },
    { weight: 1, arbitrary: fc.tuple(message(), trace).map(([said, lines]) => `${said}\n${lines}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(message(), trace, fc.boolean()).map(([said, lines, isOneText]) => {
        const inner = { stack: isOneText ? lines : lines.split('\n') };
        return `${said} ${JSON.stringify(inner)}`;
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', ' ', '\n', '{}', '{"message":"in a record 1"}', '{"level":"error"'),
    },
  );
}

/** As servers write what they were asked for. */
function accessLine(): fc.Arbitrary<string> {
  const route = fc.constantFrom(
    '/api/threads/12',
    '/api/threads/13?x=1',
    '/v1/users/u7#a',
    '/v2/a',
    '/',
    '/a@b/c',
  );
  const code = fc.constantFrom('200', '404', '500', '503');
  const colour = fc.constantFrom('', '\u001b[31m', '\u001b[0m');
  return fc
    .tuple(route, code, fc.constantFrom('', ' 12', '.', ' OK'), colour)
    .chain(([path, status, end, tint]) =>
      fc.constantFrom(
        `10.0.0.7:51234 - "GET ${path} HTTP/1.1" ${status}${end}`,
        `"GET http://a.example${path} HTTP/1.1" from 10.0.0.7:51 - ${status} 12B in 3ms`,
        `${tint}GET ${path} ${tint}${status} ${tint}31.5 ms - 21`,
        ` POST ${path} ${status} in 31ms`,
        `[GIN] 2025/09/12 - 04:00:02 |${tint} ${status} ${tint}| 31.2ms | 10.0.0.7 | GET      "${path}"`,
        `04:00:02 | ${status} | 1m2s | 10.0.0.7 | GET | ${path} | -`,
        `10.0.0.7:5 [12/Sep/2025:04:00:02.123] in app/a1 0/0/1/120/121 ${status} 230 - - 1/1 0/0 "GET ${path} HTTP/1.1"`,
        `https 2025-09-12T04:00:02Z app/lb 10.0.0.7:51 - -1 0.1 -1 ${status} - 34 366 "GET https://a:443${path} HTTP/1.1" "x"`,
        `[pid: 12|app: 0|req: 1/1] 10.0.0.7 () {40 vars in 600 bytes} [Fri Sep 12 04:00:02 2025] GET ${path} => generated 21 bytes in 3 msecs (HTTP/1.1 ${status}) 2 headers`,
        `Request finished HTTP/1.1 GET http://localhost:5000${path} - - - ${status} 0 - 31.2ms`,
        `method=GET path=${path} format=json status=${status} duration=31.2`,
      ),
    );
}

function time(): fc.Arbitrary<unknown> {
  const ms = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
  const iso = ms.map((value) => new Date(value).toISOString());
  return fc.oneof(
    iso,
    iso.map((at) => at.replace('.000Z', 'Z')),
    fc
      .tuple(iso, fc.constantFrom('123456Z', '000001Z', '5Z', '+02:00', '-0530', ''))
      .map(([at, tail]) => at.slice(0, -1) + tail),
    iso.map((at) => at.replace('T', ' ')),
    ms,
    ms.map((value) => value / 1000),
    fc.constantFrom<unknown>(
      null,
      '',
      'now',
      '2025-02-31T00:00:00Z',
      '2025-09-12T04:00:60Z',
      '2025-09-12T04:00:02.Z',
      '2025-09-12T04:00Z',
      0,
      -1,
      {},
    ),
  );
}

function level(): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    'info',
    'ERROR',
    'warn',
    'Fatal',
    'E2',
    '',
    30,
    40,
    50,
    '50',
    3,
    '3',
    500,
    null,
    true,
    { name: 'error' },
  );
}

function identifier(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.uuid(),
    fc.constantFrom('a', '', 'api-00012-xyz', 'api-00013-xyz', 'shop', 'pay2', 'prod'),
  );
}

function url(): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    '/api/threads/12',
    '/api/threads/13?x=1',
    'https://h1.example/v1/users/u7#a',
    '/v2/a',
    '/',
    '',
    '//x',
    'http://h',
    '/a/b@c/d',
    '/a b/"c"/12',
    7,
    null,
  );
}

function status(): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(200, 404, 500, 503, '500', '503', 0, null, 'OK', 7);
}

function request(method: string, path: string, code: string): fc.Arbitrary<Fields> {
  return fc.record(
    {
      [method]: fc.constantFrom('GET', 'POST', 7),
      [path]: url(),
      [code]: status(),
      latency: fc.constantFrom('0.031245s', 12, { seconds: 1 }),
      userAgent: message(),
    },
    { requiredKeys: [] },
  );
}

/** What else stands in a payload. */
function aside(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.constantFrom<unknown>(true, null, 1.5e-7, 'x', [], {}),
    message(),
    stack(),
    identifier(),
    fc.array(fc.oneof(fc.integer(), message(), stack()), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'message', 'stack', 'name', 'type', 'value', 'time', 'level', 'status'),
      fc.oneof(message(), stack(), fc.integer()),
      { maxKeys: 4 },
    ),
  );
}

function errorObject(): fc.Arbitrary<unknown> {
  return fc.oneof(
    text(),
    fc.record(
      {
        type: fc.constantFrom(...TYPES),
        name: fc.constantFrom(...TYPES),
        message: text(),
        value: message(),
        stack: stack(),
        stacktrace: stack(),
        stack_trace: stack(),
        code: fc.constantFrom('E1', 'E2', 7),
      },
      { requiredKeys: [] },
    ),
    fc.array(
      fc.record({
        exc_type: fc.constantFrom(...TYPES),
        exc_value: message(),
        frames: fc.array(
          fc.record({
            filename: fc.constantFrom('/app/a1.py', '/app/b.py'),
            lineno: fc.nat(99),
            name: fc.constantFrom(...IDENTIFIERS),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 2 },
    ),
    fc.array(
      fc.record(
        {
          class: fc.constantFrom('A1', 'B'),
          method: fc.constantFrom(...IDENTIFIERS),
          file: fc.constantFrom('A1.java', 'B.java'),
          line: fc.nat(99),
        },
        { requiredKeys: ['file'] },
      ),
      { maxLength: 3 },
    ),
    fc.array(
      stack().map((lines) => lines.split('\n')[0] ?? ''),
      { maxLength: 3 },
    ),
    fc.constantFrom<unknown>(null, true, 7),
  );
}

/** The fields that loggers write: pino, winston, bunyan, structlog, logback, loguru, zap, Serilog, ECS and agents. */
function payload(): fc.Arbitrary<Fields> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {
    message: fc.oneof({ weight: 6, arbitrary: text() }, { weight: 1, arbitrary: errorObject() }),
    msg: text(),
    event: text(),
    log: text(),
    MESSAGE: text(),
    text: text(),
    '@m': text(),
    '@mt': text(),
    '@l': level(),
    RenderedMessage: text(),
    outerMessage: text(),
    Level: level(),
    s: level(),
    t: time(),
    severityNumber: level(),
    severityLevel: fc.oneof(level(), fc.nat(4)),
    errorMessage: text(),
    body: text(),
    level: level(),
    severity: level(),
    levelname: level(),
    'log.level': level(),
    levelno: level(),
    lvl: level(),
    time: time(),
    timestamp: time(),
    ts: time(),
    '@timestamp': time(),
    asctime: time(),
    '@t': time(),
    instant: fc.record({
      epochSecond: fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }),
      nanoOfSecond: fc.nat(999_999_999),
    }),
    stack: errorObject(),
    stack_trace: errorObject(),
    exc_info: errorObject(),
    exception: errorObject(),
    err: errorObject(),
    error: errorObject(),
    traceback: errorObject(),
    stackTrace: errorObject(),
    thrown: errorObject(),
    'error.message': text(),
    'error.stack': stack(),
    'err.stack': stack(),
    errorVerbose: stack(),
    metadata: fc.record({ stack: stack() }),
    '@x': stack(),
    trace: fc.oneof(identifier(), stack()),
    type: fc.oneof(level(), fc.constantFrom(...TYPES)),
    name: fc.constantFrom(...TYPES),
    class: fc.constantFrom(...TYPES),
    errorType: fc.constantFrom(...TYPES),
    service: fc.oneof(identifier(), fc.record({ name: identifier(), version: identifier() })),
    serviceContext: fc.record({ service: identifier(), version: identifier() }, { requiredKeys: [] }),
    'service.name': identifier(),
    'dd.service': identifier(),
    revision: identifier(),
    application: identifier(),
    context: fc.record(
      { service: identifier(), httpRequest: request('method', 'url', 'responseStatusCode') },
      { requiredKeys: [] },
    ),
    req: fc.record({ method: fc.constantFrom('GET', 'POST'), url: url() }, { requiredKeys: ['url'] }),
    res: fc.record({ statusCode: status() }),
    responseTime: fc.nat(999),
    method: fc.constantFrom('GET', 'PUT'),
    url: url(),
    path: url(),
    resource: url(),
    status: fc.oneof(level(), status()),
    statusCode: status(),
    status_code: status(),
    request_method: fc.constant('GET'),
    request_uri: url(),
    http: fc.record({
      request: fc.record({ method: fc.constant('GET') }),
      response: fc.record({ status_code: status() }),
    }),
    pid: fc.nat(),
    hostname: identifier(),
    logger: identifier(),
    caller: fc.constantFrom('db/session.go:74', 'a.go:9'),
    stream: fc.constantFrom('stdout', 'stderr'),
    tag: identifier(),
    a: aside(),
    b: aside(),
    'c.d': aside(),
    record: fc.record(
      {
        time: fc.record({ timestamp: fc.double({ min: 1.7e9, max: 1.8e9 }) }),
        level: fc.record({ no: fc.constantFrom(20, 40, '40'), name: fc.constantFrom('ERROR', 'INFO') }),
        message: text(),
      },
      { requiredKeys: [] },
    ),
    labels: fc.record(
      { instanceId: identifier(), module: fc.constant('app.db'), line: fc.nat(99) },
      { requiredKeys: [] },
    ),
    line: fc.array(fc.record({ severity: level(), logMessage: message() }), { maxLength: 2 }),
    methodName: message(),
    __REALTIME_TIMESTAMP: fc.constantFrom('1757649600118546'),
    PRIORITY: fc.constantFrom('3', '6'),
    SYSLOG_IDENTIFIER: identifier(),
    'logging.googleapis.com/insertId': identifier(),
    'logging.googleapis.com/trace': identifier(),
    'logging.googleapis.com/labels': fc.record({ instanceId: identifier() }),
    httpRequest: request('requestMethod', 'requestUrl', 'status'),
  };
  const names = Object.keys(fields);
  const field = (name: string): fc.Arbitrary<Fields> =>
    (fields[name] ?? fc.constant(null)).map((value) => ({ [name]: value }));
  const some = fc.array(fc.constantFrom(...names).chain(field), { maxLength: 5 });
  const usual = fc.tuple(
    fc.constantFrom('message', 'msg', 'event', 'log', 'err', 'error').chain(field),
    fc.constantFrom('level', 'severity', 'levelname', 'a').chain(field),
    fc.constantFrom('time', 'timestamp', 'ts', 'a').chain(field),
  );
  return fc
    .tuple(fc.oneof({ weight: 4, arbitrary: usual }, fc.constant([])), some)
    .map((parts) => Object.assign({}, ...parts.flat()) as Fields);
}

/** An entry of Cloud Logging, of one payload or a request. */
function logEntry(): fc.Arbitrary<Fields> {
  const some = { requiredKeys: [] };
  const resourceLabels = fc.record(
    {
      service_name: identifier(),
      revision_name: identifier(),
      container_name: identifier(),
      pod_name: identifier(),
      project_id: identifier(),
      location: identifier(),
    },
    some,
  );
  const labels = {
    instanceId: identifier(),
    'commit-sha': identifier(),
    'k8s-pod/version': identifier(),
  };
  const logName = fc.constantFrom('projects/p/logs/stderr', 'projects/p/logs/requests', '');
  const about = fc.record(
    {
      timestamp: time(),
      insertId: identifier(),
      severity: level(),
      logName,
      trace: identifier(),
      spanId: identifier(),
      resource: fc.record({ type: identifier(), labels: resourceLabels }, some),
      labels: fc.record(labels, some),
      sourceLocation: fc.record({ file: identifier(), line: fc.nat(99) }),
    },
    some,
  );
  const httpRequest = request('requestMethod', 'requestUrl', 'status');
  const said = fc.oneof(
    { weight: 5, arbitrary: fc.record({ textPayload: text() }) },
    { weight: 4, arbitrary: fc.record({ jsonPayload: payload() }) },
    fc.record({ httpRequest, logName }),
    fc.record({ textPayload: text(), httpRequest }),
    fc.record({ textPayload: text(), time: time() }),
    fc.record({ textPayload: text(), split: fc.record({ uid: identifier(), index: fc.nat(3) }) }),
  );
  return fc.tuple(about, said).map(([some, more]) => Object.assign({}, some, more));
}

function record(): fc.Arbitrary<Fields> {
  return fc.oneof(payload(), logEntry());
}

/** How a record is written: in what order, with what white space, and with which escapes. */
function writing(): fc.Arbitrary<(fields: Fields) => string> {
  return fc
    .record({
      order: fc.constantFrom(0, 1, 2),
      space: fc.constantFrom('', ' ', '\t'),
      escapes: fc.constantFrom('none', 'ascii', 'slash'),
    })
    .map(({ order, space, escapes }) => (fields) => {
      const entries = Object.entries(fields);
      const ordered =
        order === 0
          ? entries
          : order === 1
            ? entries.toReversed()
            : [...entries.slice(1), ...entries.slice(0, 1)];
      let line = JSON.stringify(Object.fromEntries(ordered), null, space).replaceAll(
        '\n',
        space === '' ? '' : ' ',
      );
      if (escapes === 'ascii')
        line = line.replaceAll(/[^\x20-\x7e\t]/g, (char) =>
          char
            .split('')
            .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join(''),
        );
      if (escapes === 'slash') line = line.replaceAll('/', '\\/');
      return line;
    });
}

/** Changes a word of one of the strings, or a value. */
function change(): fc.Arbitrary<Change> {
  return fc
    .record({ pick: fc.nat(), kind: fc.constantFrom(...KINDS), by: fc.integer({ min: 1, max: 9 }) })
    .map(({ pick, kind, by }) => (fields) => {
      const leaves = leavesOf(fields, []);
      const leaf = leaves[pick % Math.max(leaves.length, 1)];
      return leaf ? (replaced(fields, leaf.path, changed(leaf.value, kind, by, pick)) as Fields) : fields;
    });
}

const KINDS = ['digits', 'numbers', 'longer', 'word with a digit', 'word'] as const;

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

function leavesOf(value: unknown, path: readonly string[]): Leaf[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]));
  return [{ path, value }];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (String(i) === name ? replaced(item, rest, by) : item));
  const fields = value as Fields;
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [key, key === name ? replaced(item, rest, by) : item]),
  );
}

function changed(value: unknown, kind: (typeof KINDS)[number], by: number, pick: number): unknown {
  if (typeof value === 'number') return value + by;
  if (typeof value !== 'string') return value;
  const other = changedText(value, kind, by, pick);
  return isOfOneShape(value, other) ? other : value;
}

function changedText(text: string, kind: (typeof KINDS)[number], by: number, pick: number): string {
  switch (kind) {
    case 'digits':
      return text.replaceAll(/\d/g, (digit) => String((Number(digit) + by) % 10));
    case 'numbers':
      return text.replaceAll(/\d+/g, String(by));
    case 'longer':
      return text === '' ? text : `${text}${by}`;
    case 'word with a digit':
    case 'word':
      return withWord(text, kind === 'word', by, pick);
  }
}

/** The text with one of its words replaced: a plain one by any, one with a digit by one of its kind, as line numbers are. */
function withWord(text: string, isPlain: boolean, by: number, pick: number): string {
  const words = text.split(/(?<=[\s"'`<>()[\]{},;=|])|(?=[\s"'`<>()[\]{},;=|])/);
  const wanted = words.flatMap((word, i) =>
    /\d|.@/.test(word) !== isPlain && !word.startsWith('HTTP/') ? [i] : [],
  );
  const at = wanted[pick % Math.max(wanted.length, 1)];
  const next = (word: string): string => {
    if (isPlain) return WORDS[(pick + by) % WORDS.length] ?? '';
    if (/^\d+$/.test(word)) return String((pick % 9999) + 1);
    if (/^\w+$/.test(word)) return ['q7', 'Zz9', 'K3Error', 'u8', '9f'][by % 5] ?? '';
    return ['7q.', 'K3Error:', 'a@b', '#9', 'u8@c:', '500.5', '12:00', 'a/b/3'][by % 8] ?? '';
  };
  return words.map((word, i) => (i === at ? next(word) : word)).join('');
}

/** Whether two texts start with a time and a level alike, and have their frames numbered alike. */
function isOfOneShape(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => {
    const header = readHeader(text.trimStart().split('\n', 1)[0] ?? '');
    const numbers =
      text
        .replaceAll('\\n', '\n')
        .match(/^ *#\d+/gm)
        ?.join() ?? '';
    return `${header?.isTimed} ${header?.severity} ${header?.timestamp !== undefined} ${numbers}`;
  });
  return one === other;
}
