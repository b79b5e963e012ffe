import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growth } from '../frames/growth';
import { mask, maskRoute } from '../../../src/logs/mask';

const MESSAGES: readonly (readonly [message: string, masked: string])[] = [
  [
    "'_AsyncGeneratorContextManager' object has no attribute 'execute'",
    "'_AsyncGeneratorContextManager' object has no attribute 'execute'",
  ],
  [
    'No handler found for message type MessageType.DISCONNECT',
    'No handler found for message type MessageType.DISCONNECT',
  ],
  ["Required secrets missing: ['CLICKHOUSE_URL']", "Required secrets missing: ['CLICKHOUSE_URL']"],
  [
    'Failed to save order 7c1811ed-e98f-4c9c-a9f9-58c757ff494f for customer 42',
    'Failed to save order <*> for customer <*>',
  ],
  ['connection to 10.8.0.3:5432 refused', 'connection to <*> refused'],
  ['connection to ::1 refused', 'connection to <*> refused'],
  ['user ana@example.com lacks permission', 'user <*> lacks permission'],
  ['GET https://api.staging.ai/api/threads?limit=20&offset=0 failed', 'GET <*> failed'],
  ['request (https://api.staging.ai/a), retrying', 'request (<*>), retrying'],
  ['cannot open /etc/netra/settings.yaml: denied', 'cannot open <*>: denied'],
  ['cannot open C:\\netra\\settings.yaml', 'cannot open <*>'],
  ['at netra_backend/app/routes/websocket.py:557:', 'at <*>:'],
  ['have 12, want 13 (etag "ab12cd")', 'have <*>, want <*> (etag "<*>")'],
  ['user_id=usr_9f31, timeout after 250ms', 'user_id=<*>, timeout after <*>'],
  ['pointer 0x7f1c2c0d3a60 of <Session at 0x7f1c>', 'pointer <*> of <Session at <*>>'],
  ['read/write error in and/or', 'read/write error in and/or'],
  ['hash deadbeefcafe of facade', 'hash <*> of facade'],
  ['Ошибка №7: нет файла', 'Ошибка <*>: нет файла'],
  ['١٢٣ items', '<*> items'],
  ['see https://a.b/c\\n(retry 2)', 'see <*>(retry <*>)'],
  ['C:\\data\\orders.csv is locked by worker-7.', '<*> is locked by <*>.'],
  ['cannot read conf/settings.yaml of text/html', 'cannot read <*> of text/html'],
  ['no route to db.internal or www.example.de', 'no route to <*> or <*>'],
  [
    'java.io.IOException, order.load or node.js failed on asp.net',
    'java.io.IOException, order.load or node.js failed on <*>',
  ],
  ['retry=true, root=/, cached=FALSE', 'retry=<*>, root=<*>, cached=<*>'],
  ['retry is true = false', 'retry is true = false'],
  ['GET /v2/servers/detail?all=True&changes-since=2017-05-16 failed', 'GET <*> failed'],
  ['connection from 10.0.0.7 () at Sun Jul 10 03:55:15 2005', 'connection from <*> at <*>'],
  ['connection from 10.0.0.7 (dsl.example.com) at Mon, 02 Jan 06 15:04 MST', 'connection from <*> at <*>'],
  ['expires on Jan 18, 2019 or May 3', 'expires on <*> or <*>'],
  ['at Mon Jan 02 2006 14:04:05 GMT-0800 (Pacific Standard Time).', 'at <*>.'],
  ['it may fail in May', 'it may fail in May'],
  ['1190 bytes (1.16 KB) sent, 592 B received, lifetime <1 sec', '<*> sent, <*> received, lifetime <*>'],
  ['took 5 seconds of 10 min.', 'took <*> of <*>.'],
  ['found 3 items', 'found <*> items'],
  ['hosts: an14 an15 an16, [a1], [a2] and "b1", "b2"', 'hosts: <*>, [<*>] and "<*>"'],
  ['1 2 3', '<*> <*> <*>'],
  ['issue #12 of C#', 'issue <*> of C#'],
  ['  a\t b  ', ' a b '],
  ['rejected {"id": 7, "ok": false}', 'rejected {"id": <*>, "ok": <*>}'],
  ['card AA:BB:CC:DD:EE:FF is gone', 'card <*> is gone'],
  ['mail.acme.io does not answer', '<*> does not answer'],
];

/** Pairs of words that are opaque, whatever they are. */
const OPAQUE_WORDS = [
  '7',
  '0x1f',
  'ana@example.com',
  'https://a.b/c?d=(e),f',
  'usr_9f31',
  '::1',
  'a/b/2.txt',
  'x@',
];
const OTHER_WORDS = [
  'failed',
  "'get'",
  '/etc/x',
  'Jan',
  'KB',
  '=true',
  'a=',
  '(',
  ') ',
  ', ',
  ': ',
  ' - ',
  'deadbeef',
  '"ok": true',
  "'ok':false}",
  'AA:BB:CC:DD:EE:FF',
];

describe('mask', () => {
  for (const [message, masked] of MESSAGES) it(`masks ${message}`, () => assert.equal(mask(message), masked));

  it('does not depend on what an opaque word is', () => {
    const opaque = fc.constantFrom(...OPAQUE_WORDS);
    const part = fc.oneof(
      fc.constantFrom(...OTHER_WORDS).map((word) => ({ word })),
      fc.tuple(opaque, opaque).map((words) => ({ words })),
    );
    const written = (
      parts: readonly ({ word: string } | { words: [string, string] })[],
      which: 0 | 1,
    ): string => parts.map((part) => ('word' in part ? part.word : part.words[which])).join(' ');
    fc.assert(
      fc.property(fc.array(part), (parts) => assert.equal(mask(written(parts, 0)), mask(written(parts, 1)))),
      { numRuns: 2000 },
    );
  });

  it('changes nothing when done twice', () => {
    const word = fc.constantFrom(
      '<*>',
      'https://a.b/c',
      '/etc/x',
      'a=1',
      "'get'",
      '(',
      '] ',
      ':',
      '.',
      '\\',
      'C:\\x',
      '@a.b',
      '=/x',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(word, fc.string({ maxLength: 3 }))).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (message) => assert.equal(mask(mask(message)), mask(message))),
      { numRuns: 2000 },
    );
  });

  for (const [what, unit] of Object.entries({
    slashes: '/',
    colons: ':',
    brackets: '(',
    letters: 'a',
    URLs: 'a://',
    digits: '1 ',
    signs: '@.',
    dots: '1......',
    masks: '<*> (',
    lists: '<*>, ',
    queries: '1=a',
    'dates in words': 'Jan 1 ',
    spaces: ' ',
  })) {
    it(`takes time in proportion to the message: ${what}`, () => {
      const times = growth((length) => void mask(unit.repeat(length / unit.length)), 4_000, 64_000);
      assert.ok(times < 64, `a message 16 times as long takes ${times.toFixed(1)} times as long`);
    });
  }
});

describe('maskRoute', () => {
  for (const [route, masked] of [
    ['/api/threads/1f3a/messages', '/api/threads/<*>/messages'],
    ['/api/v1/threads', '/api/v1/threads'],
    ['/', '/'],
    ['/users/ana@example.com', '/users/<*>'],
  ] as const) {
    it(`masks ${route}`, () => assert.equal(maskRoute(route), masked));
  }
});
