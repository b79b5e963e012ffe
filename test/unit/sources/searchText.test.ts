import assert from 'node:assert/strict';
import { ageText, searchText } from '../../../src/sources/searchText';

const NOW = Date.parse('2026-03-10T04:00:00Z');
const MINUTE_MS = 60_000;

describe('searchText', () => {
  const search = { callCount: 6, callLimit: 20, entryCount: 4_000 };

  it('says how far back it is, how many entries came and how many calls it took', () => {
    assert.equal(
      searchText({ ...search, reached: '2026-03-10T03:12:09.123456789Z' }, NOW),
      'searched back to 03:12, 4,000 entries, 6 of 20 calls',
    );
  });

  it('names the day where it is another', () => {
    assert.match(
      searchText({ ...search, reached: '2026-03-09T23:59:00Z' }, NOW),
      /back to 2026-03-09 23:59,/,
    );
  });

  it('says nothing of a time before the first page', () => {
    assert.equal(searchText({ callCount: 0, callLimit: 1, entryCount: 1 }, NOW), '1 entry, 0 of 1 call');
  });

  it('says why it waits, and for how long', () => {
    const text = searchText({ ...search, wait: { ms: 14_200, why: 'Read quota used up' } }, NOW);
    assert.match(text, /, Read quota used up: waiting 15 s$/);
  });
});

describe('ageText', () => {
  for (const [minutes, text] of [
    [0, 'just now'],
    [59, '59 min ago'],
    [60, '1 h ago'],
    [47 * 60, '47 h ago'],
    [49 * 60, '2 days ago'],
  ] as const) {
    it(`calls ${minutes} minutes "${text}"`, () => {
      assert.equal(ageText(NOW - minutes * MINUTE_MS, NOW), text);
    });
  }

  it('takes a clock that was set back for now', () => {
    assert.equal(ageText(NOW + 5 * MINUTE_MS, NOW), 'just now');
  });
});
