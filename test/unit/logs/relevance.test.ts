import assert from 'node:assert/strict';
import type { Entry } from '../../../src/logs/entry';
import { isRelevant } from '../../../src/logs/relevance';
import { eventOf, traceback } from './event.fixture';

const ENTRIES: readonly (readonly [what: string, entry: Entry, shown: boolean])[] = [
  ['an error', { severity: 'ERROR', textPayload: 'x' }, true],
  ['a critical error', { severity: 'CRITICAL', textPayload: 'x' }, true],
  ['a warning', { severity: 'WARNING', textPayload: 'x' }, false],
  ['text without a severity', { textPayload: 'x' }, false],
  ['a stack without a severity', { textPayload: traceback() }, true],
  ['a stack that was logged as information', { severity: 'INFO', textPayload: traceback() }, true],
  [
    'a request that the server failed',
    { severity: 'INFO', httpRequest: { requestUrl: '/ws', status: 502 } },
    true,
  ],
  [
    'a request for what is not there',
    { severity: 'WARNING', httpRequest: { requestUrl: '/ws', status: 404 } },
    false,
  ],
];

describe('isRelevant', () => {
  for (const [what, entry, shown] of ENTRIES) {
    it(`${shown ? 'shows' : 'leaves out'} ${what}, from ERROR on`, () => {
      assert.equal(isRelevant(eventOf(entry), 'ERROR'), shown);
    });
  }
});
