import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  listAround,
  readAroundQuery,
  writeAroundQuery,
  type AroundQuery,
} from '../../../src/sources/aroundQuery';
import { records, Cloud } from './googleCloud/pulling';

const QUERY: AroundQuery = {
  title: 'Surrounding lines',
  source: 'staging',
  filter: 'resource.type="cloud_run_revision"\nresource.labels.service_name="api"',
  from: '2025-09-12T10:00:00.000Z',
  to: '2025-09-12T10:01:00.000Z',
  at: '2025-09-12T10:00:30.000Z',
  id: 'e300',
};

describe('a question about what stands around an entry', () => {
  it('is read back from the query of a URI, whatever its filter says', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.option(fc.string()), (filter, id) => {
        const query = { ...QUERY, filter, id: id ?? undefined };
        assert.deepEqual(readAroundQuery(writeAroundQuery(query)), query);
      }),
    );
  });

  it('is none where a part is missing or a time is none', () => {
    const text = writeAroundQuery(QUERY);
    for (const broken of [
      '',
      'nonsense',
      text.replace('filter=', 'filer='),
      writeAroundQuery({ ...QUERY, at: 'now" OR severity>=DEFAULT' }),
      writeAroundQuery({ ...QUERY, to: '2025-09-12' }),
    ]) {
      assert.equal(readAroundQuery(broken), undefined, broken);
    }
  });
});

describe('listAround', () => {
  const cloud = new Cloud();
  before(() => cloud.start({ records: records(1_000), now: () => Date.UTC(2025, 8, 12, 11) }));
  after(() => cloud.stop());
  const ask = (query: AroundQuery) => listAround(cloud.source(), query, new AbortController().signal);

  it('brings the entries next to a time from both sides, oldest first', async () => {
    const { entries } = await ask(QUERY);
    const ids = entries.map(({ insertId }) => insertId);
    assert.equal(ids.length, 400);
    assert.deepEqual([ids[0], ids[200], ids[399]], ['e100', 'e300', 'e499']);
  });

  it('leads to what is older and newer with nothing between, where there is more than it shows', async () => {
    const { older, newer } = await ask(QUERY);
    const before = (await ask(older)).entries.map(({ insertId }) => insertId);
    assert.deepEqual([before[0], before.at(-1)], ['e0', 'e299']);
    const after = (await ask(newer)).entries.map(({ insertId }) => insertId);
    assert.deepEqual([after[0], after.at(-1)], ['e299', 'e599']);
  });

  it('looks further where all of a side is shown', async () => {
    const { older } = await ask({ ...QUERY, from: '2025-09-12T10:00:29.000Z' });
    assert.equal(older.from, '2025-09-12T10:00:26.000Z');
    assert.equal((await ask(older)).entries[0]?.insertId, 'e260');
  });
});
