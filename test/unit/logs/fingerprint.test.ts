import assert from 'node:assert/strict';
import { fingerprint, patternTitle } from '../../../src/logs/fingerprint';
import { eventOf, traceback } from './event.fixture';

describe('fingerprint', () => {
  it('does not depend on line numbers, message, machine or recursion', () => {
    const deployed = traceback();
    const local = deployed.replaceAll('/workspace/', '/home/ana/src/');
    const frame = '  File "/workspace/netra/db.py", line 28, in load\n';
    const deeper = deployed.replace(frame, frame.repeat(3));
    const keys = [
      deployed,
      traceback({ line: 99 }),
      traceback({ message: "'thread_id'" }),
      local,
      deeper,
    ].map(keyOf);
    assert.deepEqual(new Set(keys).size, 1);
    assert.match(keys[0] ?? '', /^w1:[0-9a-f]{16}$/);
  });

  it('tells exception types and functions apart', () => {
    assert.notEqual(keyOf(traceback()), keyOf(traceback({ type: 'ValueError' })));
    assert.notEqual(keyOf(traceback()), keyOf(traceback({ inner: 'save' })));
  });

  it('does not depend on library frames where there are frames of the user', () => {
    const other = traceback().replace('sqlalchemy/engine/base.py', 'asyncpg/pool.py');
    assert.equal(keyOf(traceback()), keyOf(other));
  });

  it('takes library frames where there are no others', () => {
    const one = traceback().replaceAll('/workspace/', '/usr/lib/python3/dist-packages/');
    assert.notEqual(keyOf(one), keyOf(one.replace('sqlalchemy/engine/base.py', 'asyncpg/pool.py')));
    assert.equal(because(one), 'same exception and the same 3 frames of library code');
  });

  it("does not depend on a bundle's hash", () => {
    const stack = (file: string): string => `TypeError: x\n    at load (/app/dist/${file}:1:2043)`;
    assert.equal(keyOf(stack('main.3f2a9c1b.js')), keyOf(stack('main.9d0e11f2.js')));
    assert.notEqual(keyOf(stack('websocket.js')), keyOf(stack('threads.js')));
  });

  it('takes the message with its variable parts masked where there is no stack', () => {
    assert.equal(
      keyOf('order 12 of 7c1811ed-e98f-4c9c-a9f9-58c757ff494f failed'),
      keyOf('order 13 of ab12 failed'),
    );
    assert.notEqual(keyOf("no attribute 'execute'"), keyOf("no attribute 'get'"));
  });

  it('takes the message of an exception without frames', () => {
    assert.notEqual(keyOf('ValueError: bad agent id'), keyOf('ValueError: bad tenant'));
  });

  it('takes method, route and status of a request', () => {
    const request = (requestMethod: string, requestUrl: string, status: number): string =>
      fingerprint(eventOf({ httpRequest: { requestMethod, requestUrl, status } })).key;
    assert.equal(request('GET', 'https://a/api/threads/12?x=1', 500), request('GET', '/api/threads/13', 500));
    assert.notEqual(request('GET', '/api/threads', 500), request('POST', '/api/threads', 500));
    assert.notEqual(request('GET', '/api/threads', 500), request('GET', '/api/threads', 503));
    assert.notEqual(request('GET', '/api/threads', 404), request('GET', '/api/jobs', 404));
  });

  it('names a request by its masked route', () => {
    const event = eventOf({
      httpRequest: { requestMethod: 'GET', requestUrl: '/api/threads/12', status: 500 },
    });
    assert.equal(patternTitle(event), 'GET /api/threads/<*> → 500');
  });

  it('says in words why', () => {
    assert.equal(because(traceback()), 'same exception and the same 2 frames of your code');
    assert.equal(because('Not connected to ClickHouse.'), 'same message');
    assert.equal(because('order 12 failed'), 'same message apart from numbers, ids, paths and free words');
  });

  it('stays as it is: reports store it', () => {
    assert.equal(keyOf(traceback()), 'w1:0e8ef0569dc256a3');
    assert.equal(keyOf('order 12 failed'), 'w1:dd949fcb9df4ba48');
  });
});

function keyOf(textPayload: string): string {
  return fingerprint(eventOf({ textPayload })).key;
}

function because(textPayload: string): string {
  return fingerprint(eventOf({ textPayload })).because;
}
