import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../../src/logs/decode';
import { toRest } from '../../../../src/sources/googleCloud/logEntry';
import { readStruct } from '../../../../src/sources/googleCloud/struct';
import { Cloud, ERRORS, pulled, PROJECT } from './pulling';

const ENTRY = {
  insertId: '68c39b02000aef2d',
  logName: `projects/${PROJECT}/logs/run.googleapis.com%2Frequests`,
  timestamp: '2025-09-12T04:00:02.716581123Z',
  receiveTimestamp: '2025-09-12T04:00:02.720Z',
  severity: 'ERROR',
  trace: `projects/${PROJECT}/traces/abc`,
  spanId: '0102',
  labels: { instanceId: '00f' },
  resource: { type: 'cloud_run_revision', labels: { service_name: 'api', revision_name: 'api-00209' } },
  httpRequest: {
    requestMethod: 'GET',
    requestUrl: 'https://api.example/ws',
    status: 500,
    latency: '0.031245s',
    userAgent: 'Test/1.0',
  },
  sourceLocation: { file: 'app/ws.py', line: '557', function: 'connect' },
  split: { uid: 'u', index: 1, totalSplits: 2 },
};

describe('an entry that came over gRPC', () => {
  const cloud = new Cloud();
  before(() => cloud.start());
  after(() => cloud.stop());
  afterEach(() => {
    cloud.server.service.records.length = 0;
  });

  const payloads: Readonly<Record<string, object>> = {
    text: { textPayload: 'line 1\nline 2 — ünï' },
    'no payload': {},
    JSON: { jsonPayload: { message: 'm', n: 1.5, yes: true, none: null, list: [1, 'a', { b: [] }] } },
    'hostile keys': {
      jsonPayload: JSON.parse('{"hasOwnProperty":"x","constructor":1,"toString":{"valueOf":2}}') as object,
    },
    'DEFAULT severity': {
      severity: undefined,
      textPayload: '    at handler (/workspace/index.js:1:2)\n    at b',
    },
  };
  for (const [what, payload] of Object.entries(payloads)) {
    it(`is the one that REST returns: ${what}`, async () => {
      cloud.server.service.records.push({ ...ENTRY, ...payload });
      const query = { ...ERRORS, filter: 'insertId:*' };
      const [grpc, rest] = await Promise.all([
        pulled(cloud.source(), query),
        pulled(cloud.source({ transport: 'rest' }), query),
      ]);
      assert.equal(grpc.entries.length, 1);
      assert.deepEqual(grpc.entries, rest.entries);
      assert.deepEqual(grpc.entries[0], Object.values(decode({ ...ENTRY, ...payload }))[0]);
    });
  }

  it('names the type of a payload that it cannot read', () => {
    const type = 'type.googleapis.com/google.cloud.audit.AuditLog';
    assert.deepEqual(toRest({ protoPayload: { type_url: type, value: Buffer.of(1) } }), {
      protoPayload: { '@type': type },
    });
  });

  it('takes broken times for none', () => {
    for (const seconds of ['x', '1e30', null]) {
      assert.equal(
        toRest({ timestamp: { seconds: seconds ?? Number.NaN, nanos: 0 } })['timestamp'],
        undefined,
      );
    }
  });
});

describe('a Struct', () => {
  it('takes __proto__ for a key like any other', () => {
    const fields = JSON.parse('{"__proto__":{"kind":"stringValue","stringValue":"data"}}') as object;
    const plain = readStruct({ fields });
    assert.deepEqual(Object.entries(plain), [['__proto__', 'data']]);
    assert.equal(Object.getPrototypeOf(plain), Object.prototype);
  });

  it('is cut where it is too deep, at no cost in stack', () => {
    let value: unknown = { kind: 'stringValue', stringValue: 'deep' };
    for (let depth = 0; depth < 100_000; depth++)
      value = { kind: 'structValue', structValue: { fields: { a: value } } };
    assert.ok(JSON.stringify(readStruct({ fields: { a: value } })).length < 1_000);
  });

  it('gives back every JSON object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (object) => {
        // JSON has no -0, as which the same number comes back.
        const plain = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
        assert.deepEqual(JSON.parse(JSON.stringify(readStruct(structOf(plain)))), plain);
      }),
    );
  });

  it('never throws on what is none', () => {
    fc.assert(fc.property(fc.anything(), (value) => assert.ok(readStruct(value))));
    fc.assert(fc.property(fc.anything(), (value) => assert.ok(readStruct({ fields: { a: value } }))));
  });
});

function structOf(object: Readonly<Record<string, unknown>>): object {
  return { fields: Object.fromEntries(Object.entries(object).map(([key, value]) => [key, valueOf(value)])) };
}

function valueOf(value: unknown): object {
  if (value === null) return { kind: 'nullValue', nullValue: 'NULL_VALUE' };
  if (typeof value === 'string') return { kind: 'stringValue', stringValue: value };
  if (typeof value === 'number') return { kind: 'numberValue', numberValue: value };
  if (typeof value === 'boolean') return { kind: 'boolValue', boolValue: value };
  if (Array.isArray(value)) return { kind: 'listValue', listValue: { values: value.map(valueOf) } };
  return { kind: 'structValue', structValue: structOf(value as Record<string, unknown>) };
}
