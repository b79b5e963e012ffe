import assert from 'node:assert/strict';
import type { Mark } from '../../../../src/sources/source';
import { Cloud, ERRORS, idsOf, pulled, records, type Pulled } from './pulling';

describe('pulling what is new from Google Cloud Logging', () => {
  const cloud = new Cloud();
  beforeEach(() => cloud.start());
  afterEach(() => cloud.stop());

  it('brings what came since, late arrivals included, and nothing twice', async () => {
    const { service } = cloud.server;
    const source = cloud.source();
    const all = records(5_000, undefined, 1_000);
    const late = all[4_850];
    service.write(all.filter((record) => record !== late).slice(0, 4_899));
    const first = await pulled(source);
    assert.equal(first.entries.length, 4_899);

    service.write([late ?? {}, ...all.slice(4_900)]);
    const second = await pulled(source, { ...ERRORS, after: markOf(first) });
    assert.deepEqual(new Set(idsOf(second.entries)), new Set(['e4850', ...idRange(4_900, 5_000)]));
    assert.equal(second.entries.length, 101);

    const third = await pulled(source, { ...ERRORS, after: markOf(second) });
    assert.deepEqual(third.entries, []);
    assert.deepEqual(markOf(third).newest, markOf(second).newest);
  });

  it('gives a mark with the first page, so that a cancelled pull has one', async () => {
    cloud.server.service.write(records(5_000, undefined, 1_000));
    const source = cloud.source();
    const { pages } = await pulled(source, { ...ERRORS, callLimit: 1 });
    assert.match(pages[0]?.mark?.newest ?? '', /^2025-09-12T11:23:19/);
  });

  it('gives none before its end where there is a gap before what is known', async () => {
    cloud.server.service.write(records(5_000, undefined, 1_000));
    const source = cloud.source();
    const known: Mark = { newest: '2025-09-12T10:10:00Z', keys: [] };
    const cut = await pulled(source, { ...ERRORS, after: known, callLimit: 1 });
    assert.equal(cut.pages.at(-1)?.mark, undefined);
    const whole = await pulled(source, { ...ERRORS, after: known });
    assert.match(whole.pages.at(-1)?.mark?.newest ?? '', /^2025-09-12T11:23:19/);
  });
});

function markOf({ pages }: Pulled): Mark {
  const mark = pages.findLast((page) => page.mark)?.mark;
  assert.ok(mark);
  return mark;
}

function idRange(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `e${from + index}`);
}
