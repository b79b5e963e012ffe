import assert from 'node:assert/strict';
import type { TailBatch } from '../../../src/sources/source';
import { TailCount } from '../../../src/sources/tailCount';

const MINUTE_MS = 60_000;

describe('what a tail has brought', () => {
  it('has a rate of the last minute, and a sum of all', () => {
    const count = new TailCount(0);
    count.add(batch(100), 30_000);
    count.add(batch(20), 5 * MINUTE_MS);
    count.add(batch(10), 5 * MINUTE_MS + 10_000);
    assert.equal(count.text(5 * MINUTE_MS + 20_000), 'Live: 30 entries a minute, 130 so far');
  });

  it('has a rate from its first seconds on', () => {
    const count = new TailCount(0);
    count.add(batch(5), 10_000);
    assert.equal(count.text(10_000), 'Live: 30 entries a minute, 5 so far');
  });

  it('falls to nothing when nothing comes any more', () => {
    const count = new TailCount(0);
    count.add(batch(7), 1_000);
    assert.equal(count.text(2 * MINUTE_MS), 'Live: 0 entries a minute, 7 so far');
  });

  it('says how often it was connected anew, and what was kept back and why', () => {
    const count = new TailCount(0);
    count.add(batch(0, { suppressed: [{ reason: 'RATE_LIMIT', count: 100 }] }), 0);
    count.add(batch(0, { suppressed: [{ reason: 'RATE_LIMIT', count: 20 }], reconnectCount: 2 }), 0);
    assert.match(
      count.text(1_000),
      / · connected anew 2 times · 120 kept back by Cloud Logging \(RATE_LIMIT\)$/,
    );
  });

  it('says that a gap was not filled, where nobody counted what it has', () => {
    const count = new TailCount(0);
    count.add(batch(0, { suppressed: [{ reason: 'GAP', count: 0 }] }), 0);
    assert.match(count.text(0), /some missed while there was no connection: pull the logs to see them$/);
  });
});

function batch(entryCount: number, more: Partial<TailBatch> = {}): TailBatch {
  const entries = Array.from({ length: entryCount }, () => ({ textPayload: 'x' }));
  return { entries, bad: [], suppressed: [], reconnectCount: 0, ...more };
}
