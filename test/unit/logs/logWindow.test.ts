import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newerThan, olderThan, readLogQuery, writeLogQuery } from '../../../src/logs/logWindow';
import { SAMPLES } from '../../../src/logs/pattern';
import { event, timeOn } from './pattern.fixture';

const MARK = { timestamp: timeOn(5), id: 'x' };

describe('the query of a log document', () => {
  it('is the key alone for the newest entries', () => {
    assert.equal(writeLogQuery('w1:a'), 'w1:a');
    assert.deepEqual(readLogQuery('w1:a'), { key: 'w1:a' });
  });

  it('keeps any key, time and id on its way there and back', () => {
    const text = fc.string({ unit: 'grapheme' });
    const key = text.filter((key) => !key.includes('&'));
    fc.assert(
      fc.property(key, text, text, fc.boolean(), (key, timestamp, id, isBefore) => {
        const window = isBefore ? { before: { timestamp, id } } : { after: { timestamp, id } };
        assert.deepEqual(readLogQuery(writeLogQuery(key, window)), { key, window });
      }),
    );
  });

  for (const query of ['', '&', 'w1:a&', 'w1:a&before', 'w1:a&id=3', 'w1:a&%', 'w1:a&after=%E0%A4%A']) {
    it(`survives "${query}"`, () => assert.equal(readLogQuery(query).key, query.split('&')[0]));
  }
});

describe('the pages of a log document', () => {
  const full = Array.from({ length: SAMPLES }, (_, i) => event({ id: `${i}`, timestamp: timeOn(28 - i) }));
  const few = full.slice(0, 3);
  const last = { timestamp: timeOn(28 - (SAMPLES - 1)), id: `${SAMPLES - 1}` };
  const first = { timestamp: timeOn(28), id: '0' };

  it('go on to older entries until all are shown', () => {
    assert.deepEqual(olderThan({ events: full }, 100), { before: last });
    assert.equal(olderThan({ events: full }, SAMPLES), undefined);
    assert.deepEqual(olderThan({ events: full, window: { before: MARK } }, 100), { before: last });
    assert.equal(olderThan({ events: few, window: { before: MARK } }, 100), undefined);
    assert.deepEqual(olderThan({ events: few, window: { after: MARK } }, 100), {
      before: { timestamp: timeOn(26), id: '2' },
    });
  });

  it('go back to newer entries until the newest are shown', () => {
    assert.equal(newerThan({ events: full }), undefined);
    assert.deepEqual(newerThan({ events: few, window: { before: MARK } }), { after: first });
    assert.deepEqual(newerThan({ events: full, window: { after: MARK } }), { after: first });
    assert.equal(newerThan({ events: few, window: { after: MARK } }), undefined);
  });

  it('end where there is nothing', () => {
    assert.equal(olderThan({ events: [], window: { before: MARK } }, 100), undefined);
    assert.equal(newerThan({ events: [], window: { after: MARK } }), undefined);
  });
});
