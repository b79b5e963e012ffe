import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PackedRecords, packRecords, recordAt } from '../../../src/logs/packedRecords';
import type { Sighting } from '../../../src/logs/samples';

describe('packed records', () => {
  const seconds = fc.oneof(fc.integer({ min: 0 }), fc.constant(Number.NaN));
  const record = fc
    .record({ seconds, nanos: fc.nat(999_999_999), tie: fc.integer(), text: fc.string(), before: fc.nat(5) })
    .map(({ text, before, ...record }): Sighting => {
      const bytes = Buffer.from(`${'x'.repeat(before)}${text}yyy`);
      return { ...record, bytes, start: before, end: bytes.length - 3 };
    });

  it('are the records', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        assert.deepEqual(allIn(packRecords(records), records.length), records.map(plain));
      }),
    );
  });

  it('are the same after they were sent, their bytes moved, to another thread', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const packed = packRecords(records);
        const sent = structuredClone(packed, { transfer: [packed.bytes.buffer] });
        assert.deepEqual(allIn(sent, records.length), records.map(plain));
      }),
    );
  });

  it('are empty where there are no more', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 3 }), (records) => {
        const { seconds, start, end } = recordAt(packRecords(records), records.length);
        assert.deepEqual([seconds, end - start], [Number.NaN, 0]);
      }),
    );
  });
});

function allIn(records: PackedRecords, count: number): unknown[] {
  return Array.from({ length: count }, (_, i) => plain(recordAt(records, i)));
}

function plain({ seconds, nanos, tie, bytes, start, end }: Sighting): unknown {
  return { seconds, nanos, tie, text: Buffer.from(bytes.subarray(start, end)).toString() };
}
