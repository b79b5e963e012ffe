import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readHeader } from '../../../src/logs/header';

const NOW = new Date('2025-09-12T12:00:00Z');

type Row = readonly [line: string, time: string | undefined, severity: string | undefined, message: string];

const HEADERS: readonly Row[] = [
  [
    '2025-09-12T04:00:02.118546Z ERROR token validation failed',
    '2025-09-12T04:00:02.118546Z',
    'ERROR',
    'token validation failed',
  ],
  [
    '2025-09-12 04:00:02,118 - netra.auth - ERROR - Token validation returned None',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'Token validation returned None',
  ],
  ['2025-09-12 04:00:02,118 - root - WARNING - slow', '2025-09-12T04:00:02.118Z', 'WARNING', 'slow'],
  [
    '2025-09-12 04:02:30.100 | ERROR    | worker.jobs:run:20 - job failed',
    '2025-09-12T04:02:30.100Z',
    'ERROR',
    'worker.jobs:run:20 - job failed',
  ],
  [
    '[2025-09-12 04:00:02 +0000] [812] [CRITICAL] WORKER TIMEOUT (pid:9)',
    '2025-09-12T04:00:02Z',
    'CRITICAL',
    'WORKER TIMEOUT (pid:9)',
  ],
  [
    '2025-09-12 04:00:02.118  INFO [netra,4f2a] 1 --- [main] c.n.Tenant : up',
    '2025-09-12T04:00:02.118Z',
    'INFO',
    'up',
  ],
  [
    '2025-09-12T04:00:02.118Z ERROR 1 --- [netra] [nio-8080-exec-3] o.a.c.C.[.[.[/].[dispatcherServlet]    : no route',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'no route',
  ],
  [
    '2025/09/12 04:00:02 [error] 31#31: *1 connect() failed',
    '2025-09-12T04:00:02Z',
    'ERROR',
    'connect() failed',
  ],
  [
    '[Fri Sep 12 04:00:02.902 2025] [core:error] [pid 35] AH00126',
    '2025-09-12T04:00:02.902Z',
    'ERROR',
    'AH00126',
  ],
  [
    'Sep 12 04:03:40 worker-1 netra[812]: connection refused',
    '2025-09-12T04:03:40Z',
    undefined,
    'worker-1 netra[812]: connection refused',
  ],
  ['Dec 31 23:59:58 worker-1 netra[812]: bye', '2024-12-31T23:59:58Z', undefined, 'worker-1 netra[812]: bye'],
  [
    'E0912 04:00:02.118000       1 server.go:12] no route',
    '2025-09-12T04:00:02.118000Z',
    'ERROR',
    'no route',
  ],
  ['04:00:02.118 [main] ERROR c.netra.Tenant - no tenant', undefined, 'ERROR', 'c.netra.Tenant - no tenant'],
  [
    '10.0.0.7 - - [12/Sep/2025:06:00:02 +0200] "GET /ws HTTP/1.1" 500 21',
    '2025-09-12T04:00:02Z',
    undefined,
    '"GET /ws HTTP/1.1" 500 21',
  ],
  [
    'INFO:     127.0.0.1:0 - "GET /ws HTTP/1.1" 200 OK',
    undefined,
    'INFO',
    '127.0.0.1:0 - "GET /ws HTTP/1.1" 200 OK',
  ],
  ['ERROR:root:token validation failed', undefined, 'ERROR', 'root:token validation failed'],
  ['[ERROR] 2025-09-12T04:00:02Z no handler', '2025-09-12T04:00:02Z', 'ERROR', 'no handler'],
  ['error: no handler', undefined, 'ERROR', 'no handler'],
  [
    'time="2025-09-12T04:00:02Z" level=error msg="no route"',
    '2025-09-12T04:00:02Z',
    'ERROR',
    'msg="no route"',
  ],
  [
    'Sep 12, 2025 4:00:02 PM com.netra.Tenant load',
    '2025-09-12T16:00:02Z',
    undefined,
    'com.netra.Tenant load',
  ],
  ['Sep 12, 2025 12:00:02 AM up', '2025-09-12T00:00:02Z', undefined, 'up'],
  [
    '[12-Sep-2025 04:00:02 UTC] PHP Fatal error:  no tenant',
    '2025-09-12T04:00:02Z',
    'ERROR',
    'PHP Fatal error:  no tenant',
  ],
  ['12-Sep-2025 04:00:02.118 SEVERE [main] up', '2025-09-12T04:00:02.118Z', 'ERROR', '[main] up'],
  [
    '[ERROR]\t2025-09-12T04:00:02.118Z\t8f507017-a1b2-4c3d-9e8f-0a1b2c3d4e50\torder 7 not placed',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'order 7 not placed',
  ],
  [
    '2025-09-12T04:00:02.118Z\t8f507017-a1b2-4c3d-9e8f-0a1b2c3d4e50\tERROR\tnot served',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'not served',
  ],
  [
    '2025-09-12T04:00:02.118Z pid=812 tid=oxk class=OrderJob jid=1f2e WARN: KeyError: id',
    '2025-09-12T04:00:02.118Z',
    'WARNING',
    'KeyError: id',
  ],
  [
    'ERROR [ReadStage-12] 2025-09-12 04:00:02,118 Storage.java:170 - timed out',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'Storage.java:170 - timed out',
  ],
  [
    '[Fri Sep 12 04:00:02.902 2025] [proxy:error] [pid 35:tid 14] [client 10.0.0.7:51234] AH00957: gone',
    '2025-09-12T04:00:02.902Z',
    'ERROR',
    'AH00957: gone',
  ],
  ['2025-09-12T04:00:02Z [api] error: gone', '2025-09-12T04:00:02Z', 'ERROR', 'gone'],
  [
    '127.0.0.1 - - [12/Sep/2025 04:00:02] "GET / HTTP/1.1" 500 -',
    '2025-09-12T04:00:02Z',
    undefined,
    '"GET / HTTP/1.1" 500 -',
  ],
  ['[ ERROR ] Abort.404: Not Found', undefined, 'ERROR', 'Abort.404: Not Found'],
  ['           WARNING  cache miss', undefined, 'WARNING', 'cache miss'],
  ['[2025-09-12T04:00:02Z ERROR app::orders] no stock', '2025-09-12T04:00:02Z', 'ERROR', 'no stock'],
  [
    '[12-Sep-2025 04:00:02 UTC] PHP Warning:  Undefined variable $x',
    '2025-09-12T04:00:02Z',
    'WARNING',
    'PHP Warning:  Undefined variable $x',
  ],
  [' ⨯ Error: connect ECONNREFUSED', undefined, 'ERROR', 'Error: connect ECONNREFUSED'],
  ['⚠️ disk nearly full', undefined, 'WARNING', 'disk nearly full'],
  ['✔ started', undefined, 'INFO', 'started'],
  ['2025-09-12T04:00:02Z ❌ order failed', '2025-09-12T04:00:02Z', 'ERROR', 'order failed'],
  ['1:M 12 Sep 2025 04:00:02.118 # no memory', '2025-09-12T04:00:02.118Z', 'WARNING', 'no memory'],
  ['1:M 12 Sep 2025 04:00:02.118 * Saving...', '2025-09-12T04:00:02.118Z', 'NOTICE', 'Saving...'],
  [
    'E, [2025-09-12T04:00:02.118546 #812] ERROR -- : no tenant',
    '2025-09-12T04:00:02.118546Z',
    'ERROR',
    'no tenant',
  ],
  ['2025-09-12 04:00:02.118 CET [812] ERROR:  no table', '2025-09-12T04:00:02.118Z', 'ERROR', 'no table'],
  ['<34>1 2025-09-12T04:00:02Z w netra 812 - - up', '2025-09-12T04:00:02Z', undefined, 'w netra 812 - - up'],
  ['09-12 04:00:02.118  1234  1250 E Tag: no tenant', '2025-09-12T04:00:02.118Z', 'ERROR', 'Tag: no tenant'],
  ['20250912T040002.118Z up', '2025-09-12T04:00:02.118Z', undefined, 'up'],
  ['20250912-04:00:02:118|Step|1', '2025-09-12T04:00:02.118Z', undefined, 'Step|1'],
  ['25/09/12 04:00:02 ERROR netra.Tenant: gone', '2025-09-12T04:00:02Z', 'ERROR', 'netra.Tenant: gone'],
  ['250912 040002 148 WARN netra.Tenant: gone', '2025-09-12T04:00:02Z', 'WARNING', 'netra.Tenant: gone'],
  ['1757649602.118 up', '2025-09-12T04:00:02.118Z', undefined, 'up'],
  ['[   12.345678] usb 1-1: gone', undefined, undefined, 'usb 1-1: gone'],
  ['3/7/2025 3:42:02 PM [Error] no tenant', '2025-03-07T15:42:02Z', 'ERROR', 'no tenant'],
  ['27/03/2025 15:42:02 WARN slow', '2025-03-27T15:42:02Z', 'WARNING', 'slow'],
  ['07.03.2025 15:42:02 INFO up', '2025-03-07T15:42:02Z', 'INFO', 'up'],
  [
    '[12/Sep/2025 04:00:02] "GET /ws HTTP/1.1" 200 21',
    '2025-09-12T04:00:02Z',
    undefined,
    '"GET /ws HTTP/1.1" 200 21',
  ],
  ['Sep 12, 04:00:02 AM: 3f2a ERROR  no tenant', '2025-09-12T04:00:02Z', 'ERROR', 'no tenant'],
  ['4:00PM ERR no tenant', undefined, 'ERROR', 'no tenant'],
  ['(04:00:02) ERROR: no tenant', undefined, 'ERROR', 'no tenant'],
  ['  2025-09-12T04:00:02Z  INFO netra: up', '2025-09-12T04:00:02Z', 'INFO', 'netra: up'],
  ['2025-09-12T04:00:02Z WRN slow', '2025-09-12T04:00:02Z', 'WARNING', 'slow'],
  ['2025-09-12 04:00:02 E [tenant] gone', '2025-09-12T04:00:02Z', 'ERROR', '[tenant] gone'],
  ['2025-09-12 04:00:02 I am up', '2025-09-12T04:00:02Z', undefined, 'I am up'],
  [
    '[2025-09-12 04:00:02,118: ERROR/ForkPoolWorker-2] no tenant',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'no tenant',
  ],
  ['[2025-09-12T04:00:02+00:00] app.CRITICAL: no tenant', '2025-09-12T04:00:02Z', 'CRITICAL', 'no tenant'],
  [
    '[2025-09-12 04:00:02.118][1][critical][main] no tenant',
    '2025-09-12T04:00:02.118Z',
    'CRITICAL',
    '[main] no tenant',
  ],
  [
    '2025-09-12 04:00:02.118 UTC [812] ana@netra ERROR:  no table',
    '2025-09-12T04:00:02.118Z',
    'ERROR',
    'no table',
  ],
  ['2025-09-12 04:00:02.118 UTC [812] LOG:  ready', '2025-09-12T04:00:02.118Z', 'INFO', 'ready'],
  ['level=warn ts=2025-09-12T04:00:02Z msg=slow', '2025-09-12T04:00:02Z', 'WARNING', 'msg=slow'],
  [
    'method=GET path=/a time=2025-09-12T04:00:02Z',
    '2025-09-12T04:00:02Z',
    undefined,
    'method=GET path=/a time=2025-09-12T04:00:02Z',
  ],
  ['2025-09-12T04:00:02Z 0 [System] [MY-1] starting', '2025-09-12T04:00:02Z', 'INFO', '[MY-1] starting'],
  ['at=error code=H12 desc="no tenant"', undefined, 'ERROR', 'code=H12 desc="no tenant"'],
  [
    'ts=2025-09-12T04:00:02Z caller="a b" level=error msg=gone',
    '2025-09-12T04:00:02Z',
    'ERROR',
    'caller="a b" level=error msg=gone',
  ],
  ['ERROR[main] no tenant', undefined, 'ERROR', 'no tenant'],
  ['##[error]Process ended', undefined, 'ERROR', 'Process ended'],
  ['ERRO[0003] no tenant', undefined, 'ERROR', 'no tenant'],
  ['E/Tenant(  900): gone', undefined, 'ERROR', 'gone'],
  ['fail: Netra.Tenant[0]', undefined, 'ERROR', 'Netra.Tenant[0]'],
  [
    '2025-09-12T04:00:02Z Got ERROR from upstream',
    '2025-09-12T04:00:02Z',
    undefined,
    'Got ERROR from upstream',
  ],
];

describe('readHeader', () => {
  for (const [line, time, severity, message] of HEADERS) {
    it(`reads ${line}`, () => {
      const header = readHeader(line, NOW);
      assert.deepEqual(
        [header?.timestamp, header?.severity, line.slice(header?.end)],
        [time, severity, message],
      );
    });
  }

  for (const line of [
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 3',
    'Error',
    'KeyError: 1',
    '2025 was good',
    'name: x',
    '',
  ]) {
    it(`finds none in ${JSON.stringify(line)}`, () => assert.equal(readHeader(line, NOW), undefined));
  }

  it('leaves a time without a year open when nobody says what year it is', () => {
    assert.equal(readHeader('Sep 12 04:03:40 worker-1 netra[812]: x')?.timestamp, undefined);
  });

  it('ends within the line, whatever the line', () => {
    fc.assert(fc.property(fc.string(), (line) => (readHeader(line, NOW)?.end ?? 0) <= line.length));
  });
});
