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
