import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderOf } from '../../../src/logs/moment';
import { RevisionCounts } from '../../../src/logs/revisionCounts';
import { SampleBudget } from '../../../src/logs/samples';

describe('RevisionCounts', () => {
  const record = fc.record({ hash: fc.integer({ min: 1, max: 15 }), seconds: fc.nat(1000) });
  const records = fc.uniqueArray(record, { maxLength: 60, selector: ({ seconds }) => seconds });

  it('counts the records of each revision, with its earliest and when it was last seen, in whatever order they come', () => {
    fc.assert(
      fc.property(records, (all) => {
        const expected = [...new Set(all.map(({ hash }) => hash))].map((hash) => {
          const times = all.filter((each) => each.hash === hash).map(({ seconds }) => seconds);
          return [hash, times.length, `${Math.min(...times)}`, Math.max(...times)];
        });
        assert.deepEqual(summaryOf(counted(all)), byHash(expected));
      }),
    );
  });

  it('counts the same when several counted', () => {
    fc.assert(
      fc.property(records, fc.nat(), (all, cut) => {
        const at = cut % (all.length + 1);
        const merged = counted(all.slice(0, at));
        merged.merge(counted(all.slice(at)).list());
        assert.deepEqual(summaryOf(merged), summaryOf(counted(all)));
      }),
    );
  });

  it('takes a record without a time for the earliest where there is no other', () => {
    const times = [Number.NaN, 7, Number.NaN, 9].map((seconds) => ({ hash: 1, seconds }));
    assert.deepEqual(summaryOf(counted(times)), [[1, 4, '7', 9]]);
    assert.deepEqual(summaryOf(counted(times.slice(0, 1))), [[1, 1, 'NaN', Number.NaN]]);
  });

  it('counts the latest twenty where there are more', () => {
    const deployed = Array.from({ length: 30 }, (_, i) => ({ hash: i + 1, seconds: i * 10 }));
    const again = deployed.flatMap(({ hash, seconds }) => [
      { hash, seconds },
      { hash, seconds: seconds + 1 },
    ]);
    const latest = deployed.slice(10).map(({ hash, seconds }) => [hash, 2, `${seconds}`, seconds + 1]);
    assert.deepEqual(summaryOf(counted(again)), byHash(latest));
    assert.deepEqual(summaryOf(counted(again.toReversed())), byHash(latest));
  });
});

interface Seen {
  readonly hash: number;
  readonly seconds: number;
}

function counted(records: readonly Seen[]): RevisionCounts {
  const counts = new RevisionCounts(new SampleBudget(1_000_000));
  for (const { hash, seconds } of records) {
    const bytes = Buffer.from(`${seconds}`);
    const moment = { seconds, nanos: 0 };
    counts.see(hash, { ...moment, tie: 0, bytes, start: 0, end: bytes.length }, orderOf(moment));
  }
  return counts;
}

function summaryOf(counts: RevisionCounts): unknown[] {
  const listed = counts.list().map(({ hash, count, last, earliest: { bytes, start, end } }) => {
    return [hash, count, Buffer.from(bytes.subarray(start, end)).toString(), last.seconds];
  });
  return byHash(listed);
}

function byHash(revisions: readonly (readonly unknown[])[]): unknown[] {
  return revisions.toSorted(([a], [b]) => Number(a) - Number(b));
}
