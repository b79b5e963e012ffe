import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareMoments, momentOf, orderOf, timestampOf } from '../../../src/logs/moment';

describe('moments', () => {
  const seconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 });
  const moment = fc.record({ seconds, nanos: fc.nat(999_999_999) }, { noNullPrototype: true });

  it('are written as times from which they are read again', () => {
    fc.assert(fc.property(moment, (at) => assert.deepEqual(momentOf(timestampOf(at)), at)));
  });

  for (const [time, at] of [
    ['2025-09-12T04:00:02Z', { seconds: 1_757_649_602, nanos: 0 }],
    ['2025-09-12T04:00:02.5Z', { seconds: 1_757_649_602, nanos: 500_000_000 }],
    ['2025-09-12T04:00:02.118546123Z', { seconds: 1_757_649_602, nanos: 118_546_123 }],
    ['1969-12-31T23:59:59.250Z', { seconds: -1, nanos: 250_000_000 }],
  ] as const) {
    it(`reads ${time} to the nanosecond`, () => assert.deepEqual(momentOf(time), at));
  }

  it('are written with three, six or nine digits of a second, or none', () => {
    const write = (nanos: number): string => timestampOf({ seconds: 1_757_649_602, nanos });
    assert.deepEqual([0, 5_000_000, 5_000, 5].map(write), [
      '2025-09-12T04:00:02Z',
      '2025-09-12T04:00:02.005Z',
      '2025-09-12T04:00:02.000005Z',
      '2025-09-12T04:00:02.000000005Z',
    ]);
  });

  it('are unknown of the empty time, and come first', () => {
    const unknown = momentOf('');
    const known = { seconds: -5, nanos: 0 };
    assert.equal(timestampOf(unknown), '');
    assert.equal(compareMoments(unknown, momentOf('soon')), 0);
    assert.ok(compareMoments(unknown, known) < 0 && compareMoments(known, unknown) > 0);
    assert.ok(orderOf(unknown) < orderOf(known));
  });

  it('have the order of their numbers to a tenth of a microsecond or more', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [order, byNumber] = [compareMoments(a, b), orderOf(a) - orderOf(b)];
        assert.ok(
          byNumber === 0 ? Math.abs(a.nanos - b.nanos) < 1000 : Math.sign(byNumber) === Math.sign(order),
        );
      }),
    );
  });
});
