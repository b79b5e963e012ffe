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
];

describe('mask', () => {
  for (const [message, masked] of MESSAGES) it(`masks ${message}`, () => assert.equal(mask(message), masked));

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
