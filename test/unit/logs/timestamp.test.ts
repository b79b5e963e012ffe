import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareTimestamps, readTimestamp } from '../../../src/logs/timestamp';

const FORMS: readonly (readonly [form: unknown, time: string | undefined])[] = [
  ['2025-09-12T04:03:01.000111222Z', '2025-09-12T04:03:01.000111222Z'],
  ['2025-09-12T04:02:30.100000+00:00', '2025-09-12T04:02:30.100000Z'],
  ['2025-09-12 06:02:30,118 +0200', '2025-09-12T04:02:30.118Z'],
  ['2025-09-12T04:02:30-05:30', '2025-09-12T09:32:30Z'],
  ['2025/09/12 04:02:30', '2025-09-12T04:02:30Z'],
  ['2025-09-12 04:02:30 UTC', '2025-09-12T04:02:30Z'],
  [1_757_649_750, '2025-09-12T04:02:30.000Z'],
  [1_757_649_750.118, '2025-09-12T04:02:30.118Z'],
  [1_757_649_750_118, '2025-09-12T04:02:30.118Z'],
  ['1757649750118', '2025-09-12T04:02:30.118Z'],
  [1_757_649_750_118_000_000, '2025-09-12T04:02:30.118Z'],
  [{ seconds: '1757649750', nanos: 1_234 }, '2025-09-12T04:02:30.000001234Z'],
  [{ repr: '2025-09-12 04:02:30+00:00', timestamp: 1_757_649_750.1 }, '2025-09-12T04:02:30.100Z'],
  [12.5, undefined],
  ['yesterday', undefined],
  ['2025-09-12', undefined],
  ['2025-13-45T99:99:99', undefined],
  ['2025-13-45T99:99:99Z', undefined],
  [null, undefined],
  [{ seconds: {} }, undefined],
];

describe('readTimestamp', () => {
  for (const [form, time] of FORMS) {
    it(`reads ${JSON.stringify(form)} as ${time}`, () => assert.equal(readTimestamp(form), time));
  }

  it('never throws', () => fc.assert(fc.property(fc.anything(), (value) => void readTimestamp(value))));
});

describe('compareTimestamps', () => {
  const order = [
    '',
    '2025-09-12T04:02:30Z',
    '2025-09-12T04:02:30.1Z',
    '2025-09-12T04:02:30.100000001Z',
    '2025-09-12T04:02:31Z',
  ];

  it('orders by all digits of a second, the unknown time first', () => {
    assert.deepEqual(order.toReversed().sort(compareTimestamps), order);
  });

  it('finds a time equal to itself', () =>
    assert.equal(compareTimestamps('2025-09-12T04:02:30Z', '2025-09-12T04:02:30Z'), 0));
});
