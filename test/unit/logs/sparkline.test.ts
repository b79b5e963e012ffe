import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sparkline, SPARKLINE_WIDTH, sparklineSpan } from '../../../src/logs/sparkline';

const START = Date.parse('2025-03-01T10:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('sparkline', () => {
  const CASES: [counts: number[], line: string][] = [
    [[1, 2, 3, 4, 5, 6, 7], '▂▃▄▅▆▇█'],
    [[0, 5, 0, 10], '▁▅▁█'],
    [[0, 0, 0], '▁▁▁'],
    [[1, 1_000_000], '▂█'],
    [[3], ''],
    [[], ''],
  ];
  for (const [counts, line] of CASES) {
    it(`draws ${JSON.stringify(counts)} as "${line}"`, () => assert.equal(sparkline(series(counts)), line));
  }

  it('sums counts where there are more than it is wide, with the rest in the oldest block', () => {
    // 25 hours in blocks of 3: the first block has one alone.
    const counts = Array.from({ length: 25 }, () => 1);
    assert.equal(sparkline(series(counts)), '▃████████');
    assert.equal(sparkline(series([0, ...counts.slice(1)])), '▁████████');
  });

  it('never is wider than its width, and shows something wherever there is something', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 200 }), (counts) => {
        const line = sparkline(series(counts));
        assert.ok(line.length <= SPARKLINE_WIDTH);
        assert.match(line, /^[▁-█]*$/u);
        assert.equal(/[▂-█]/u.test(line), counts.length > 1 && counts.some((count) => count > 0));
      }),
    );
  });
});

describe('sparklineSpan', () => {
  it('says from when to when, and how long a block is', () => {
    assert.equal(sparklineSpan(series([1, 2, 3])), '2025-03-01 10:00 to 2025-03-01 13:00 UTC, 1 h each');
    assert.equal(
      sparklineSpan(series(Array.from({ length: 25 }, () => 1))),
      '2025-03-01 10:00 to 2025-03-02 11:00 UTC, 3 h each',
    );
  });

  const LENGTHS: [ms: number, text: string][] = [
    [10, '10 ms'],
    [1000, '1 s'],
    [5 * MINUTE, '5 min'],
    [90 * MINUTE, '1.5 h'],
    [36 * HOUR, '1.5 d'],
  ];
  for (const [bucketMs, text] of LENGTHS) {
    it(`names blocks of ${text}`, () => {
      const span = sparklineSpan({ startMs: START, bucketMs, counts: [1, 1] });
      assert.ok(span.endsWith(`, ${text} each`), span);
    });
  }

  it('survives a start that is no time', () => {
    assert.match(sparklineSpan({ startMs: Number.NaN, bucketMs: 1, counts: [1] }), /^unknown to unknown/);
  });
});

function series(counts: readonly number[]) {
  return { startMs: START, bucketMs: HOUR, counts };
}
