import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareMoments, orderOf } from '../../../src/logs/moment';
import { SampleBudget, Samples, type Sighting, type SampleWindow } from '../../../src/logs/samples';

describe('Samples', () => {
  const timed = fc.record({ seconds: fc.nat(20), nanos: fc.nat(2), tie: fc.integer({ min: -9, max: 9 }) });
  const untimed = fc.record({
    seconds: fc.constant(Number.NaN),
    nanos: fc.constant(0),
    tie: fc.integer({ min: -9, max: 9 }),
  });
  const seen = fc.oneof({ weight: 4, arbitrary: timed }, untimed);
  // A record is told from all others by its time and its tie.
  const records = (of: typeof seen) =>
    fc.uniqueArray(of, {
      maxLength: 60,
      selector: ({ seconds, nanos, tie }) => `${seconds} ${nanos} ${tie}`,
    });

  for (const keep of ['latest', 'earliest'] as const) {
    it(`keeps the ${keep}, the newest first, in whatever order they come`, () => {
      fc.assert(
        fc.property(
          records(keep === 'latest' ? seen : timed),
          fc.integer({ min: 1, max: 9 }),
          (all, limit) => {
            const ordered = newestFirst(all);
            const expected = keep === 'latest' ? ordered.slice(0, limit) : ordered.slice(-limit);
            assert.deepEqual(kept(all, { keep, limit }), expected.map(nameOf));
          },
        ),
      );
    });

    it(`keeps the ${keep} on one side of a bound alone`, () => {
      fc.assert(
        fc.property(records(seen), timed, (all, bound) => {
          const ordered = newestFirst(all);
          const side = (record: Seen): number => compareMoments(record, bound) || record.tie - bound.tie;
          const inside = ordered.filter((record) =>
            keep === 'latest' ? side(record) < 0 : side(record) > 0,
          );
          const expected = keep === 'latest' ? inside.slice(0, 5) : inside.slice(-5);
          assert.deepEqual(kept(all, { keep, limit: 5, bound }), expected.map(nameOf));
        }),
      );
    });
  }

  it('keeps one without a time as the earliest where no other has one', () => {
    const untimedOf = (tie: number): Seen => ({ seconds: Number.NaN, nanos: 0, tie });
    const known = { seconds: 5, nanos: 0, tie: 0 };
    const earliest = { keep: 'earliest', limit: 1 } as const;
    for (const tie of [-3, 0, 3]) {
      assert.deepEqual(kept([untimedOf(tie)], earliest), [nameOf(untimedOf(tie))]);
      assert.deepEqual(kept([untimedOf(tie), known, untimedOf(tie + 1)], earliest), ['5.0 0']);
    }
  });

  it('keeps one though there is no memory left, unless it is too long', () => {
    const samples = new Samples({ keep: 'latest', limit: 5 }, new SampleBudget(0));
    for (const seconds of [1, 3, 2]) see(samples, { seconds, nanos: 0, tie: 0 });
    assert.deepEqual(samples.list().map(textOf), ['3.0 0']);
    const long = new Samples({ keep: 'latest', limit: 5 }, new SampleBudget(0));
    const bytes = Buffer.alloc(20_000, 'x');
    long.see({ seconds: 1, nanos: 0, tie: 0, bytes, start: 0, end: bytes.length }, 1);
    assert.deepEqual(long.list(), []);
  });

  it('keeps no more than there is memory for', () => {
    const budget = new SampleBudget(2_000);
    const samples = new Samples({ keep: 'latest', limit: 25 }, budget);
    for (let seconds = 0; seconds < 100; seconds++) see(samples, { seconds, nanos: 0, tie: 0 });
    const texts = samples.list().map(textOf);
    assert.ok(texts.length > 1 && texts.length < 25, `${texts.length} kept`);
    assert.equal(texts[0], '99.0 0');
  });

  it('copies the bytes of a record, which are used again for the next', () => {
    const samples = new Samples({ keep: 'latest', limit: 2 }, new SampleBudget(10_000));
    const bytes = Buffer.from('<first>');
    samples.see({ seconds: 1, nanos: 0, tie: 0, bytes, start: 1, end: 6 }, 1);
    bytes.fill('x');
    assert.deepEqual(samples.list().map(textOf), ['first']);
  });

  it('takes a longer record in the place of a shorter one', () => {
    const samples = new Samples({ keep: 'latest', limit: 1 }, new SampleBudget(100_000));
    for (const [seconds, length] of [
      [1, 10],
      [2, 5_000],
      [3, 20],
    ] as const) {
      const bytes = Buffer.alloc(length, String(seconds));
      samples.see({ seconds, nanos: 0, tie: 0, bytes, start: 0, end: length }, seconds);
    }
    assert.deepEqual(samples.list().map(textOf), ['3'.repeat(20)]);
  });
});

function newestFirst(records: readonly Seen[]): Seen[] {
  return records.toSorted((a, b) => compareMoments(b, a) || b.tie - a.tie);
}

type Seen = Pick<Sighting, 'seconds' | 'nanos' | 'tie'>;

function see(samples: Samples, record: Seen): void {
  const bytes = Buffer.from(nameOf(record));
  samples.see({ ...record, bytes, start: 0, end: bytes.length }, orderOf(record));
}

function kept(records: readonly Seen[], window: SampleWindow): string[] {
  const samples = new Samples(window, new SampleBudget(1_000_000));
  for (const record of records) see(samples, record);
  return samples.list().map(textOf);
}

function nameOf({ seconds, nanos, tie }: Seen): string {
  return `${seconds}.${nanos} ${tie}`;
}

function textOf({ bytes, start, end }: Sighting): string {
  return Buffer.from(bytes.subarray(start, end)).toString();
}
