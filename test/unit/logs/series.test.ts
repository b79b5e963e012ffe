import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SeriesCount, seriesOf } from '../../../src/logs/series';

describe('SeriesCount', () => {
  const second = fc.oneof(
    fc.integer({ min: 1_757_640_000, max: 1_757_640_100 }),
    fc.integer({ min: 0, max: 2_000_000_000 }),
  );
  const seconds = fc.array(second, { maxLength: 200 });

  it('counts every event in one of at most 64 buckets', () => {
    fc.assert(
      fc.property(seconds, (times) => {
        const { counts, startMs, bucketMs } = seriesOf(counted(times).data());
        assert.ok(counts.length <= 64);
        assert.equal(sum(counts), times.length);
        for (const [i, count] of counts.entries()) {
          const from = startMs / 1000 + (i * bucketMs) / 1000;
          assert.equal(count, times.filter((time) => time >= from && time < from + bucketMs / 1000).length);
        }
      }),
    );
  });

  it('has buckets as narrow as they can be', () => {
    fc.assert(
      fc.property(seconds, (times) => {
        const { widthSeconds } = counted(times).data();
        const narrower = (time: number): number => Math.floor(time / (widthSeconds / 2));
        const range = narrower(Math.max(...times)) - narrower(Math.min(...times));
        assert.ok(widthSeconds === 1 || range >= 64, `${widthSeconds} seconds wide`);
      }),
    );
  });

  it('does not depend on the order in which events come, nor on who counted them', () => {
    fc.assert(
      fc.property(seconds, fc.nat(), fc.nat(), (times, cut, start) => {
        const at = cut % (times.length + 1);
        const merged = counted(times.slice(0, at));
        merged.merge(counted(times.slice(at)).data());
        assert.deepEqual(merged.data(), counted(times).data());
        const from = start % (times.length + 1);
        const turned = [...times.slice(from), ...times.slice(0, from)].reverse();
        assert.deepEqual(counted(turned).data(), counted(times).data());
      }),
    );
  });

  it('leaves out events without a time', () => {
    const series = counted([Number.NaN, 7, Number.NaN]);
    assert.deepEqual(series.data(), { widthSeconds: 1, first: 7, counts: [1] });
    assert.deepEqual(seriesOf(counted([]).data()).counts, []);
  });

  it('can be told of when more events come', () => {
    const series = counted([1, 2]);
    assert.deepEqual(series.data().counts, [1, 1]);
    series.add(2);
    assert.deepEqual(series.data().counts, [1, 2]);
  });
});

function counted(times: readonly number[]): SeriesCount {
  const series = new SeriesCount();
  for (const time of times) series.add(time);
  return series;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
