import assert from 'node:assert/strict';
import { seenText, seenTogether } from '../../../src/webview/seenText';

const FIRST = { count: 1, firstSeen: '2025-01-05T10:00:00Z', lastSeen: '2025-01-06T10:00:00Z' };
const SECOND = { count: 1200, firstSeen: '2025-01-06T10:00:00Z', lastSeen: '2025-01-07T15:42:02.118Z' };

describe('seenText', () => {
  it('says how often and when last', () => {
    assert.equal(seenText(FIRST), '1 time · last 2025-01-06 10:00 UTC');
    assert.equal(seenText(SECOND), '1,200 times · last 2025-01-07 15:42 UTC');
  });

  it('shows a time that is none as it came', () => {
    assert.equal(seenText({ ...FIRST, lastSeen: 'yesterday' }), '1 time · last yesterday');
  });

  it('sums up what is known of all problems', () => {
    assert.deepEqual(seenTogether([FIRST, null, SECOND]), {
      count: 1201,
      firstSeen: FIRST.firstSeen,
      lastSeen: SECOND.lastSeen,
    });
    assert.equal(seenTogether([null]), undefined);
  });
});
