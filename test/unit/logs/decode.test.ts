import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../src/logs/decode';
import { readOrigin } from '../../../src/logs/origin';
import type { Entry } from '../../../src/logs/entry';

const LOGGERS: readonly (readonly [
  logger: string,
  record: Record<string, unknown>,
  time: string,
  severity: string,
])[] = [
  [
    'pino',
    { level: 50, time: 1_757_649_765_536, pid: 1, msg: 'failed' },
    '2025-09-12T04:02:45.536Z',
    'ERROR',
  ],
  [
    'winston',
    { level: 'error', message: 'failed', timestamp: '2025-09-12T04:02:50.563Z' },
    '2025-09-12T04:02:50.563Z',
    'ERROR',
  ],
  [
    'bunyan',
    { name: 'netra', level: 40, msg: 'slow', time: '2025-09-12T04:02:56.713Z', v: 0 },
    '2025-09-12T04:02:56.713Z',
    'WARNING',
  ],
  [
    'loguru',
    {
      text: 'job failed\n',
      record: { level: { name: 'ERROR', no: 40 }, time: { repr: '', timestamp: 1_757_649_750.1 } },
    },
    '2025-09-12T04:02:30.100Z',
    'ERROR',
  ],
  [
    'structlog',
    { event: 'failed', level: 'critical', timestamp: '2025-09-12T04:02:50Z' },
    '2025-09-12T04:02:50Z',
    'CRITICAL',
  ],
  [
    'logstash',
    { '@timestamp': '2025-09-12T04:03:10.123Z', level: 'ERROR', message: 'x' },
    '2025-09-12T04:03:10.123Z',
    'ERROR',
  ],
  ['zap', { level: 'fatal', ts: 1_757_649_750.118, msg: 'x' }, '2025-09-12T04:02:30.118Z', 'CRITICAL'],
  [
    'slog',
    { time: '2025-09-12T06:02:30.1+02:00', level: 'WARN', msg: 'x' },
    '2025-09-12T04:02:30.1Z',
    'WARNING',
  ],
  [
    'python-json-logger',
    { asctime: '2025-09-12 04:02:30,118', levelname: 'ERROR', message: 'x' },
    '2025-09-12T04:02:30.118Z',
    'ERROR',
  ],
  [
    'log4j',
    { instant: { epochSecond: 1_757_649_750, nanoOfSecond: 118_000_000 }, level: 'FATAL', message: 'x' },
    '2025-09-12T04:02:30.118000000Z',
    'CRITICAL',
  ],
  ['Serilog', { '@t': '2025-09-12T04:02:30Z', '@l': 'Error', '@mt': 'x' }, '2025-09-12T04:02:30Z', 'ERROR'],
  [
    "Rust's tracing",
    { timestamp: '2025-09-12T04:02:30Z', level: 'WARN', fields: { message: 'x' } },
    '2025-09-12T04:02:30Z',
    'WARNING',
  ],
  [
    "Python's numbers",
    { asctime: '2025-09-12 04:02:30,118', levelno: 40, message: 'x' },
    '2025-09-12T04:02:30.118Z',
    'ERROR',
  ],
  [
    'levels as text',
    { time: '2025-09-12T04:02:30Z', level: '50', msg: 'x' },
    '2025-09-12T04:02:30Z',
    'ERROR',
  ],
  [
    'ECS',
    { '@timestamp': '2025-09-12T04:02:30Z', 'log.level': 'error', message: 'x' },
    '2025-09-12T04:02:30Z',
    'ERROR',
  ],
];

const FIELD_NAMES = fc.constantFrom(
  'timestamp',
  'severity',
  'insertId',
  'logName',
  'resource',
  'labels',
  'httpRequest',
  'textPayload',
  'jsonPayload',
  'sourceLocation',
  'split',
  'message',
  'level',
  'record',
  'time',
  'instant',
  'MESSAGE',
  '__REALTIME_TIMESTAMP',
  'log',
  'line',
  '__proto__',
  'hasOwnProperty',
  'constructor',
);

/** Fields that a parser may read as if they were a number's, or an object's own ways. */
const INNER_NAMES = fc.constantFrom(
  'valueOf',
  'toString',
  'status',
  'latency',
  'seconds',
  'nanos',
  'uid',
  'index',
  'file',
  'line',
);

describe('decode', () => {
  it('keeps a Cloud Logging entry as it is', () => {
    const record = {
      insertId: '68c39b02000b1d6e',
      textPayload: 'Traceback (most recent call last):',
      timestamp: '2025-09-12T04:00:02.118546123Z',
      receiveTimestamp: '2025-09-12T04:00:02.241Z',
      severity: 'ERROR',
      logName: 'projects/netra-staging/logs/run.googleapis.com%2Fstderr',
      trace: 'projects/netra-staging/traces/7e89',
      spanId: '56365c94a21f5f45',
      labels: { instanceId: '0087' },
      resource: { type: 'cloud_run_revision', labels: { service_name: 'netra-backend-staging' } },
      httpRequest: {
        requestMethod: 'GET',
        requestUrl: 'https://api/ws',
        status: 500,
        latency: '0.031s',
        userAgent: 'E2E',
      },
      sourceLocation: { file: '/app/main.py', line: '74', function: 'run' },
    };
    assert.deepEqual(entryOf(record), record);
  });

  it('reads a severity that is a number', () =>
    assert.equal(entryOf({ logName: 'x', severity: 350 }).severity, 'NOTICE'));

  it('keeps the part of an entry that was cut', () => {
    const split = { uid: '68c39d00', index: 1, totalSplits: 2 };
    assert.deepEqual(entryOf({ textPayload: 'es/ws.py', split }).split, {
      uid: '68c39d00',
      index: 1,
      total: 2,
    });
  });

  it('reads an audit payload as a payload', () => {
    const protoPayload = { status: { message: 'denied' } };
    assert.deepEqual(entryOf({ protoPayload }).jsonPayload, protoPayload);
  });

  for (const [logger, record, time, severity] of LOGGERS) {
    it(`takes a record of ${logger} as payload, with its time and level`, () => {
      const entry = entryOf(record);
      assert.deepEqual([entry.timestamp, entry.severity], [time, severity]);
      assert.deepEqual(entry.jsonPayload, record);
    });
  }

  it('reads a record of the journal as a line of text', () => {
    const record = {
      __REALTIME_TIMESTAMP: '1757649602118546',
      __CURSOR: 's=1',
      _HOSTNAME: 'worker-1',
      _PID: '812',
      _SYSTEMD_UNIT: 'netra.service',
      PRIORITY: '3',
      MESSAGE: [110, 111, 226, 128, 166],
      CODE_FILE: '/app/a.py',
      CODE_LINE: '7',
    };
    assert.deepEqual(entryOf(record), {
      timestamp: '2025-09-12T04:00:02.118Z',
      severity: 'ERROR',
      insertId: 's=1',
      resource: { type: 'generic_node', labels: { service_name: 'netra' } },
      labels: { instanceId: 'worker-1/netra[812]' },
      sourceLocation: { file: '/app/a.py', line: '7' },
      textPayload: 'no…',
    });
  });

  it("reads a logger's record that came as text", () => {
    const textPayload = '{"level":"error","msg":"failed"}\n';
    const entry = entryOf({ textPayload, insertId: 'a', timestamp: '2025-09-12T04:00:02Z' });
    assert.deepEqual(entry, {
      severity: 'ERROR',
      jsonPayload: { level: 'error', msg: 'failed' },
      insertId: 'a',
      timestamp: '2025-09-12T04:00:02Z',
    });
    for (const text of ['{broken}', '{"user":1}', '{', '{}'])
      assert.equal(entryOf({ textPayload: text }).textPayload, text);
  });

  it('writes a latency in parts as Cloud Logging does', () => {
    const httpRequest = { requestUrl: '/ws', latency: { seconds: '1', nanos: 500_000_000 } };
    assert.equal(entryOf({ logName: 'x', httpRequest }).httpRequest?.latency, '1.5s');
  });

  it("reads Cloud Logging's special fields in a logger's record", () => {
    const entry = entryOf({
      message: 'failed',
      httpRequest: { requestUrl: '/ws', status: '500' },
      'logging.googleapis.com/trace': 'projects/p/traces/1',
      'logging.googleapis.com/labels': { team: 'chat', retries: 3 },
      'logging.googleapis.com/sourceLocation': { file: 'a.py', line: 3 },
    });
    assert.equal(entry.trace, 'projects/p/traces/1');
    assert.deepEqual(entry.labels, { team: 'chat', retries: '3' });
    assert.deepEqual(entry.sourceLocation, { file: 'a.py', line: '3' });
    assert.equal(entry.httpRequest?.status, 500);
  });

  for (const [what, record] of [
    ['null', null],
    ['a number', 12],
    ['a string', 'ERROR'],
    ['a list', [{ textPayload: 'x' }]],
    ['an object without time, level and message', { name: 'five-whys', version: '0.1.0' }],
    ['an object with a line of code', { file: 'a.py', line: 7 }],
  ] as const) {
    it(`says why ${what} is no entry`, () => assert.ok('why' in decode(record)));
  }

  it('reads an event of Windows, whose levels have numbers of their own', () => {
    const record = {
      TimeCreated: '11/20/2026 10:00:01 AM',
      Id: '1026',
      Level: '2',
      LevelDisplayName: 'Error',
      ProviderName: '.NET Runtime',
      Message: 'Application: Shop.exe',
    };
    const entry = entryOf(record);
    assert.deepEqual([entry.timestamp, entry.severity], ['2026-11-20T10:00:01Z', 'ERROR']);
    assert.equal(readOrigin(entry).service, '.NET Runtime');
  });

  it('is not misled by the names of fields', () => {
    const hostile =
      '{"textPayload":"x","__proto__":{"severity":"ERROR"},"labels":{"__proto__":"a","hasOwnProperty":"b"}}';
    const entry = entryOf(JSON.parse(hostile));
    assert.equal(entry.severity, undefined);
    assert.deepEqual(Object.entries(entry.labels ?? {}), [
      ['__proto__', 'a'],
      ['hasOwnProperty', 'b'],
    ]);
  });

  it('leaves out what lies deeper than it can be written again, in any form of record', () => {
    const deep = (levels: number): string => '[{"a":'.repeat(levels) + '1' + '}]'.repeat(levels);
    const kept = { a: JSON.parse(deep(20)), b: 'shown' };
    const lost = `{"message":"m","__proto__":"p","a":${deep(10_000)},"b":"shown"}`;
    for (const record of [lost, `{"jsonPayload":${lost}}`, `{"textPayload":${JSON.stringify(lost)}}`]) {
      const { jsonPayload } = entryOf(JSON.parse(record));
      assert.deepEqual([jsonPayload?.['message'], jsonPayload?.['b']], ['m', 'shown']);
      assert.ok(JSON.stringify(jsonPayload).length < 1_000);
    }
    assert.deepEqual(entryOf({ jsonPayload: kept }).jsonPayload, kept);
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void decode(value)));
    const inner = fc.oneof(
      fc.jsonValue(),
      fc.object({ key: INNER_NAMES, maxDepth: 2, withNullPrototype: true }),
    );
    fc.assert(
      fc.property(fc.dictionary(FIELD_NAMES, inner), (value) => void decode(value)),
      { numRuns: 1000 },
    );
  });
});

function entryOf(record: unknown): Entry {
  const decoded = decode(record);
  assert.ok('entry' in decoded);
  return decoded.entry;
}
