import assert from 'node:assert/strict';
import { memoryOf, packed } from '../../../src/logs/packed';
import { Patterns } from '../../../src/logs/patterns';
import type { TallyData } from '../../../src/logs/tally';
import { eventOf, traceback } from './event.fixture';

describe('packed tallies', () => {
  const tallies = counted();

  it('are the same, with all their records in one piece of memory', () => {
    const again = packed(tallies);
    assert.deepEqual(again.map(plain), tallies.map(plain));
    const [memory, ...others] = memoryOf({ tallies: again });
    assert.equal(others.length, 0);
    assert.equal(
      memory?.byteLength,
      samplesOf(tallies).reduce((sum, { bytes }) => sum + bytes.length, 0),
    );
  });

  it('are the same after their memory was moved to another thread', () => {
    const again = packed(tallies);
    const moved = structuredClone(again, { transfer: [...memoryOf({ tallies: again })] });
    assert.deepEqual(moved.map(plain), tallies.map(plain));
  });

  it('take no memory where there are none', () => assert.deepEqual(packed([]), []));
});

function counted(): TallyData[] {
  const patterns = new Patterns();
  const resource = { labels: { revision_name: 'api-1' } };
  for (const [i, textPayload] of ['order 12 failed', 'order 7 failed', traceback()].entries()) {
    patterns.add(eventOf({ insertId: `${i}`, timestamp: `2025-09-12T04:00:0${i}Z`, textPayload, resource }));
  }
  return [...patterns.data()].flatMap((part) => part.tallies);
}

function samplesOf(tallies: readonly TallyData[]): TallyData['newest'] {
  return tallies.flatMap(({ newest, oldest, revisions }) => [
    ...newest,
    ...oldest,
    ...revisions.map(({ sample }) => sample),
  ]);
}

function plain(tally: TallyData): unknown {
  return [
    tally.fingerprint,
    tally.count,
    samplesOf([tally]).map(({ bytes }) => Buffer.from(bytes).toString()),
  ];
}
