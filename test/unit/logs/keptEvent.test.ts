import assert from 'node:assert/strict';
import { decode } from '../../../src/logs/decode';
import type { Entry } from '../../../src/logs/entry';
import { bytesOf, KeptEvent } from '../../../src/logs/keptEvent';
import { readEvent } from '../../../src/logs/readEvent';
import { traceback } from './event.fixture';

const ENTRIES: Readonly<Record<string, Entry>> = {
  'a traceback': {
    insertId: 'a',
    timestamp: '2025-09-12T04:00:02.118546Z',
    textPayload: traceback(),
    severity: 'ERROR',
  },
  'a request': {
    insertId: 'b',
    logName: 'projects/p/logs/requests',
    httpRequest: { requestMethod: 'GET', requestUrl: '/api/threads/12', status: 500 },
  },
  'a payload of a deployed service': {
    jsonPayload: { message: 'café “x” failed' },
    resource: { labels: { service_name: 'api', revision_name: 'api-1', project_id: 'netra-staging' } },
    labels: { 'commit-sha': '3f2a9c1' },
    trace: 'projects/p/traces/1',
  },
};

describe('KeptEvent', () => {
  for (const [what, entry] of Object.entries(ENTRIES)) {
    it(`is the event that ${what} is read as`, () => {
      const event = readEvent([entry]);
      assertSame(new KeptEvent(bytesOf(event)), event);
      assertSame(new KeptEvent(Buffer.from(JSON.stringify(entry))), event);
    });
  }

  it('is one event of several entries', () => {
    const lines = traceback()
      .split('\n')
      .map((textPayload): Entry => ({ textPayload, severity: 'ERROR' }));
    const event = readEvent(lines as [Entry, ...Entry[]]);
    assertSame(new KeptEvent(bytesOf(event)), event);
  });

  it('is a request that names no log', () => {
    const event = readEvent([{ insertId: 'b', httpRequest: { requestUrl: '/a', status: 500 } }]);
    assertSame(new KeptEvent(bytesOf(event)), event);
  });

  it("reads a logger's record as it came", () => {
    const line = '{"level":50,"time":1757649602118,"service":"api","msg":"job 7 failed"}';
    const decoded = decode(JSON.parse(line));
    assert.ok('entry' in decoded);
    assertSame(new KeptEvent(Buffer.from(line)), readEvent([decoded.entry]));
  });
});

function assertSame(kept: KeptEvent, event: ReturnType<typeof readEvent>): void {
  for (const name of NAMES) assert.deepEqual(kept[name], event[name], name);
}

const NAMES = [
  'id',
  'timestamp',
  'severity',
  'title',
  'text',
  'exception',
  'frames',
  'request',
  'service',
  'revision',
  'commit',
  'environment',
  'entries',
] as const;
