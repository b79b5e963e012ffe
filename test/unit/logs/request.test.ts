import assert from 'node:assert/strict';
import type { Entry } from '../../../src/logs/entry';
import { readLatencyMs, readRequest } from '../../../src/logs/request';

const GET_WS = { method: 'GET', route: '/ws', status: 500 };

const ENTRIES: readonly (readonly [what: string, entry: Entry, latencyMs: number | undefined])[] = [
  [
    'Cloud Logging',
    {
      httpRequest: {
        requestMethod: 'GET',
        requestUrl: 'https://api/ws?t=1',
        status: 500,
        latency: '0.031245s',
      },
    },
    31.245,
  ],
  ['an access line', { textPayload: '10.0.0.7 - - "GET /ws?t=1 HTTP/1.1" 500 21' }, undefined],
  ...[
    [
      'chi',
      '2025/09/12 04:00:02 [api/4f2a-1] "GET http://localhost/ws HTTP/1.1" from 10.0.0.7:51234 - 500 12B in 1.2ms',
    ],
    ['morgan', '\u001b[0mGET /ws?t=1 \u001b[31m500 \u001b[0m31.5 ms - 21\u001b[0m'],
    ['Koa', '  --> GET /ws 500 31ms 21b'],
    ['Next.js', ' GET /ws 500 in 31ms'],
    ['Gin', '[GIN] 2025/09/12 - 04:00:02 | 500 |    31.2ms |        10.0.0.7 | GET      "/ws?t=1"'],
    ['Fiber', '04:00:02 | 500 |   1m2.3s |  10.0.0.7 | GET | /ws | failed'],
    [
      'uWSGI',
      '[pid: 12|app: 0|req: 1/1] 10.0.0.7 () {40 vars in 600 bytes} [Fri Sep 12 04:00:02 2025] GET /ws => generated 21 bytes in 31 msecs (HTTP/1.1 500) 2 headers in 80 bytes',
    ],
    [
      "AWS's load balancer",
      'https 2025-09-12T04:00:02.118Z app/lb/4f2a 10.0.0.7:51 10.0.0.4:80 0.0 0.1 0.0 500 500 34 366 "GET https://api:443/ws?t=1 HTTP/1.1" "curl" -',
    ],
    [
      'HAProxy',
      'Sep 12 04:00:02 lb1 haproxy[8]: 10.0.0.7:5 [12/Sep/2025:04:00:02.123] in app/a1 0/0/1/120/121 500 230 - - SH-- 1/1/0/0/0 0/0 "GET /ws HTTP/1.1"',
    ],
    [
      'ASP.NET',
      'info: Microsoft[2] Request finished HTTP/1.1 GET http://localhost:5000/ws - - - 500 0 - 31.2ms',
    ],
    ['lograge', 'method=GET path=/ws format=json controller=Ws action=show status=500 duration=31.2'],
  ].map(([what = '', textPayload = '']) => [what, { textPayload }, undefined] as const),
  [
    'an access line in a record',
    { jsonPayload: { level: 'info', message: '10.0.0.7:51 - "GET /ws HTTP/1.1" 500' } },
    undefined,
  ],
  [
    'pino',
    { jsonPayload: { req: { method: 'GET', url: '/ws' }, res: { statusCode: 500 }, responseTime: 31.5 } },
    31.5,
  ],
  [
    'ECS',
    {
      jsonPayload: {
        'http.request.method': 'GET',
        'url.path': '/ws',
        'http.response.status_code': 500,
        'event.duration': 31_500_000,
      },
    },
    31.5,
  ],
  ['Caddy', { jsonPayload: { request: { method: 'GET', uri: '/ws' }, status: 500, duration: 0.0315 } }, 31.5],
  [
    'nginx',
    { jsonPayload: { request_method: 'GET', request_uri: '/ws?t=1', status: '500', request_time: '0.250' } },
    250,
  ],
  [
    'Envoy',
    { jsonPayload: { method: 'GET', path: '/ws', response_code: 500, duration: 12, start_time: 'x' } },
    12,
  ],
  [
    'Traefik',
    {
      jsonPayload: { RequestMethod: 'GET', RequestPath: '/ws', DownstreamStatus: 500, Duration: 31_500_000 },
    },
    31.5,
  ],
  ['App Engine', { jsonPayload: { method: 'GET', resource: '/ws', status: 500, latency: '0.5s' } }, 500],
  ['a middleware', { jsonPayload: { method: 'GET', path: '/ws', status_code: 500, duration_ms: 12 } }, 12],
];

describe('readRequest', () => {
  for (const [what, entry, latencyMs] of ENTRIES) {
    it(`reads the request of ${what}, and how long it took`, () => {
      assert.deepEqual(readRequest(entry), GET_WS);
      const found = readLatencyMs(entry);
      assert.ok(found === latencyMs || Math.abs((found ?? Number.NaN) - (latencyMs ?? Number.NaN)) < 1e-6);
    });
  }

  for (const [what, entry] of [
    ['a message', { textPayload: 'GET /ws failed' }],
    ['a URL without a status', { jsonPayload: { url: '/ws', method: 'GET' } }],
    ['a status that is none', { jsonPayload: { url: '/ws', status: 'failed' } }],
    ['fields of every object', JSON.parse('{"jsonPayload":{"__proto__":{"url":"/ws","status":500}}}')],
  ] as const)
    it(`reads none of ${what}`, () => assert.equal(readRequest(entry as Entry), undefined));

  it('knows no latency that is no duration', () => {
    for (const latency of ['soon', '', '1e999', '-1s'])
      assert.equal(readLatencyMs({ httpRequest: { latency } }), undefined);
  });
});
