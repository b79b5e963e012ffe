import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { NO_GROUPING } from '../../../src/logs/grouping';
import { pull, type PullResult } from '../../../src/sources/pull';
import { packPull, unpackPull, type CachedFacts } from '../../../src/sources/pullCache';
import type { LogSource } from '../../../src/sources/source';

const QUERY = { minimumSeverity: 'ERROR', grouping: NO_GROUPING } as const;

describe('a pull that is kept', () => {
  it('comes back with its patterns, samples and facts', async () => {
    const result = await pulled(300);
    const facts = factsOf(result);
    const bytes = await packPull(facts, result.patterns);
    assert.ok(bytes);
    const back = await unpackPull(bytes, NO_GROUPING);
    assert.deepEqual(back?.facts, facts);
    assert.deepEqual(summary(back), summary(result));
  });

  it('is gone on with: entries of a later pull are added', async () => {
    const result = await pulled(300);
    const bytes = await packPull(factsOf(result), result.patterns);
    const back = bytes && (await unpackPull(bytes, NO_GROUPING));
    assert.ok(back);
    await pulled(10, 300, back);
    assert.deepEqual(summary(back), [['order 309 failed', 310]]);
  });

  it('is not read where its bytes are damaged, or another version wrote them', async () => {
    const result = await pulled(3);
    const bytes = await packPull(factsOf(result), result.patterns);
    assert.ok(bytes);
    const plain = gunzipSync(bytes);
    const versionAt = plain.indexOf(Buffer.from('v')) + 1;
    const other = Buffer.from(plain);
    other.writeUInt8(other.readUInt8(versionAt + 1) + 2, versionAt + 1);
    for (const damaged of [
      bytes.subarray(0, -20),
      Buffer.from('no gzip'),
      gzipSync('text'),
      gzipSync(other),
    ]) {
      assert.equal(await unpackPull(damaged, NO_GROUPING), undefined);
    }
  });
});

function factsOf({ sources, patterns }: PullResult): CachedFacts {
  const [source] = sources;
  assert.ok(source);
  const reach = { from: '2026-03-10T03:00:00Z', mark: { newest: source.lastTime, keys: ['k'] }, ends: [] };
  return { question: 'q', at: 7, reach, source, isPartial: patterns.isPartial };
}

function summary(result: Pick<PullResult, 'patterns'> | undefined): [string, number][] {
  return result?.patterns.list().map(({ title, count }) => [title, count]) ?? [];
}

function pulled(
  count: number,
  first = 0,
  into?: Pick<PullResult, 'patterns' | 'identities'>,
): Promise<PullResult> {
  const entries = Array.from({ length: count }, (_, index) => ({
    textPayload: `order ${first + index} failed`,
    severity: 'ERROR' as const,
    timestamp: new Date(Date.UTC(2026, 2, 10, 3) + (first + index) * 1_000).toISOString(),
    insertId: `id${first + index}`,
  }));
  const source: LogSource = {
    id: 'a',
    label: 'a',
    // oxlint-disable-next-line typescript/require-await -- a source is asynchronous, this one has nothing to wait for
    async *list() {
      yield { entries, bad: [] };
    },
  };
  return pull([source], QUERY, new AbortController().signal, () => undefined, undefined, into);
}
