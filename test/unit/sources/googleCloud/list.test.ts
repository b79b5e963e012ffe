import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/sources/googleCloud/connection';
import { ANONYMOUS } from '../../../../src/sources/googleCloud/credentials';
import { list } from '../../../../src/sources/googleCloud/listing';
import { CALLS_PER_MINUTE, Pacer } from '../../../../src/sources/googleCloud/pacer';
import type { ListAnswer } from '../../../../src/sources/googleCloud/transport';
import type { Page } from '../../../../src/sources/source';
import { FakeClock } from '../../../fakes/cloudLogging/clock';
import { Cloud, contextOf, ERRORS, idsOf, pulled, records } from './pulling';

describe('listing Google Cloud Logging', () => {
  let cloud: Cloud;
  beforeEach(() => {
    cloud = new Cloud();
  });
  afterEach(() => cloud.stop());

  for (const transport of ['grpc', 'rest'] as const) {
    it(`reads all entries over ${transport}, the newest first, in pages of 1,000`, async () => {
      await cloud.start({ records: records(2_500) });
      const { entries, pages, failure } = await pulled(cloud.source({ transport }));
      assert.equal(failure, undefined);
      assert.deepEqual(
        pages.map((page) => page.entries.length),
        [1_000, 1_000, 500],
      );
      assert.deepEqual(idsOf(entries).slice(0, 3), ['e2499', 'e2498', 'e2497']);
      assert.equal(new Set(idsOf(entries)).size, 2_500);
      assert.equal(entries[0]?.timestamp, '2025-09-12T10:04:09.900Z');
    });
  }

  it('goes on over empty pages, of which there may be many in a row', async () => {
    await cloud.start({ records: records(1_200), emptyPages: 15 });
    const { entries, pages } = await pulled(cloud.source());
    assert.equal(entries.length, 1_200);
    assert.equal(pages.length, 32);
  });

  it('reads the oldest first where that is asked', async () => {
    await cloud.start({ records: records(3) });
    const { entries } = await pulled(cloud.source(), { ...ERRORS, order: 'oldest first' });
    assert.deepEqual(idsOf(entries), ['e0', 'e1', 'e2']);
  });

  it('keeps to the range of times', async () => {
    await cloud.start({ records: records(10, undefined, 1000) });
    const range = { from: '2025-09-12T10:00:02Z', to: '2025-09-12T10:00:05Z' };
    const { entries } = await pulled(cloud.source(), { ...ERRORS, ...range });
    assert.deepEqual(idsOf(entries), ['e4', 'e3', 'e2']);
  });

  it('says how far it has come before every call', async () => {
    await cloud.start({ records: records(2_500) });
    const { searches } = await pulled(cloud.source(), { ...ERRORS, callLimit: 20 });
    const last = searches.at(-1);
    assert.deepEqual([last?.callCount, last?.callLimit, last?.entryCount], [3, 20, 2_500]);
    assert.match(last?.reached ?? '', /^2025-09-12T10:00:00/);
  });

  it('stops at the limit of calls, and goes on from there', async () => {
    await cloud.start({ records: records(5_000) });
    const source = cloud.source();
    const first = await pulled(source, { ...ERRORS, callLimit: 2 });
    assert.equal(first.entries.length, 2_000);
    const resume = first.pages.at(-1)?.resume;
    assert.ok(resume);
    const rest = await pulled(source, { ...ERRORS, resume });
    assert.equal(new Set(idsOf([...first.entries, ...rest.entries])).size, 5_000);
    assert.equal(first.entries.length + rest.entries.length, 5_000);
    assert.equal(rest.pages.at(-1)?.resume, undefined);
  });

  it('goes on a day later, when the page token is dead, with nothing missing or twice', async () => {
    // A writer that cuts its times to seconds: the page ends amid entries of one time.
    const coarse = records(2_500, (index) => ({
      timestamp: new Date(Date.UTC(2025, 8, 12, 10, 0, Math.floor(index / 300))).toISOString(),
    }));
    await cloud.start({ records: coarse });
    const source = cloud.source();
    const first = await pulled(source, { ...ERRORS, callLimit: 1 });
    cloud.clock.advance(25 * 3_600_000);
    const resume = first.pages[0]?.resume ?? '';
    const rest = await pulled(source, { ...ERRORS, resume });
    assert.equal(rest.failure, undefined);
    const ids = idsOf([...first.entries, ...rest.entries]);
    assert.equal(ids.length, 2_500);
    assert.equal(new Set(ids).size, 2_500);
  });

  it('begins anew at the same place when the service refuses a token', async () => {
    await cloud.start({ records: records(3_000) });
    cloud.server.service.arm({ kind: 'INVALID_PAGE_TOKEN', after: 2 });
    const { entries, failure } = await pulled(cloud.source());
    assert.equal(failure, undefined);
    assert.equal(entries.length, 3_000);
    assert.equal(new Set(idsOf(entries)).size, 3_000);
  });

  it('refuses a place to go on from that is none of ours', async () => {
    await cloud.start();
    const { failure } = await pulled(cloud.source(), { ...ERRORS, resume: 'e30' });
    assert.equal(failure?.kind, 'pageToken');
  });

  for (const transport of ['grpc', 'rest'] as const) {
    it(`cancels the call in flight over ${transport} within 300 ms, and makes no other`, async () => {
      await cloud.start({ records: records(3_000) });
      cloud.server.service.arm({ kind: 'HANG', after: 1 });
      const abort = new AbortController();
      const pulling = pulled(cloud.source({ transport }), ERRORS, abort.signal);
      const { calls } = cloud.server.service;
      while (calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
      const began = performance.now();
      abort.abort();
      const { entries, failure } = await pulling;
      while (!calls[1]?.cancelled && performance.now() - began < 1_000) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.ok(performance.now() - began < 300);
      assert.equal(failure, undefined);
      assert.equal(entries.length, 1_000);
      assert.equal(calls.length, 2);
    });
  }

  it('makes no call when the consumer stops taking pages', async () => {
    await cloud.start({ records: records(3_000) });
    for await (const page of cloud.source().list(ERRORS, contextOf(new AbortController().signal))) {
      assert.equal(page.entries.length, 1_000);
      break;
    }
    assert.equal(cloud.server.service.calls.length, 1);
  });

  it('asks for a page ahead from the second on, and ends that call when no more are wanted', async () => {
    await cloud.start({ records: records(5_000) });
    cloud.server.service.arm({ kind: 'HANG', after: 2 });
    const { calls } = cloud.server.service;
    const turnsUntil = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
    };
    let count = 0;
    for await (const page of cloud.source().list(ERRORS, contextOf(new AbortController().signal))) {
      assert.equal(page.entries.length, 1_000);
      if (++count < 2) continue;
      await turnsUntil(() => calls.length === 3);
      break;
    }
    await turnsUntil(() => calls[2]?.cancelled === true);
    assert.equal(calls.length, 3);
  });

  it('never asks more often than the quota allows, for 100,000 entries', async () => {
    await cloud.start({ records: records(100_000), quotaPerMinute: 60 });
    const { entries, failure } = await pulled(cloud.source({ transport: 'rest' }));
    const { busiestMinute, rejectedCalls } = cloud.server.service;
    assert.equal(failure, undefined);
    assert.equal(entries.length, 100_000);
    assert.equal(rejectedCalls, 0);
    assert.ok(busiestMinute <= CALLS_PER_MINUTE);
  });

  for (const retryInfo of [true, false]) {
    const how = retryInfo ? 'as long as the service says' : 'a while where the service does not say how long';
    it(`waits ${how} when others use the quota up, and reads on`, async () => {
      await cloud.start({ records: records(30_000), quotaPerMinute: 60, usedByOthers: 45, retryInfo });
      const { entries, failure, searches } = await pulled(cloud.source());
      assert.equal(failure, undefined);
      assert.equal(new Set(idsOf(entries)).size, 30_000);
      assert.equal(entries.length, 30_000);
      assert.ok(cloud.server.service.rejectedCalls > 0);
      assert.ok(searches.some((search) => search.wait?.why.includes('used up')));
    });
  }

  it('shares the quota among the sources of a project', async () => {
    await cloud.start({ records: records(40_000), quotaPerMinute: 60 });
    const both = await Promise.all([
      pulled(cloud.source({ transport: 'rest' })),
      pulled(cloud.source({ transport: 'rest', name: 'other' })),
    ]);
    assert.deepEqual(
      both.map(({ entries, failure }) => [entries.length, failure]),
      [
        [40_000, undefined],
        [40_000, undefined],
      ],
    );
    assert.equal(cloud.server.service.rejectedCalls, 0);
  });
});

describe('a page of Google Cloud Logging', () => {
  it('says which records are no entries, and reads the others, whatever they hold', async () => {
    const hostile: unknown[] = [
      null,
      7,
      'text',
      [],
      { textPayload: 'good', insertId: 'e1' },
      JSON.parse('{"jsonPayload":{"__proto__":{"polluted":true},"constructor":1},"insertId":"e2"}'),
      { logName: {}, timestamp: 'never', severity: ['ERROR'], labels: 5, jsonPayload: { a: 1 } },
    ];
    const answers = [{ records: hostile, nextPageToken: '' }];
    const { entries, bad } = (await pagesOf(answers))[0] ?? { entries: [], bad: [] };
    assert.deepEqual(
      bad.map(({ at }) => at),
      [1, 2, 3, 4],
    );
    assert.deepEqual(idsOf(entries), ['e1', 'e2', '']);
    assert.ok(!('polluted' in {}));
  });

  it('has its records as lines too, for who counts them without reading all', async () => {
    const records = [{ textPayload: 'a\nb', insertId: 'e1' }, null];
    const [page] = await pagesOf([{ records, nextPageToken: '' }]);
    assert.equal(page?.lines, '{"textPayload":"a\\nb","insertId":"e1"}\nnull\n');
  });

  it('does not let an entry of no time move the place to go on from', async () => {
    const records = [{ textPayload: 'a', timestamp: 'zzz', insertId: 'e1' }];
    const [page] = await pagesOf([{ records, nextPageToken: '' }]);
    assert.equal(page?.mark, undefined);
  });

  it('counts bad records over all pages', async () => {
    const page = { records: [{ textPayload: 'good' }, null], nextPageToken: 'next' };
    const pages = await pagesOf([page, { ...page, nextPageToken: '' }]);
    assert.deepEqual(
      pages.flatMap(({ bad }) => bad.map(({ at }) => at)),
      [2, 4],
    );
  });
});

/** The pages that a transport's answers become. */
async function pagesOf(answers: readonly ListAnswer[]): Promise<Page[]> {
  const clock = new FakeClock();
  const left = [...answers];
  const connection: Connection = {
    transport: {
      list: async () => left.shift() ?? { records: [], nextPageToken: '' },
      close: async () => {},
    },
    signedIn: ANONYMOUS,
    project: 'p',
    resourceNames: ['projects/p'],
    pacer: new Pacer(clock),
    clock,
  };
  const start = { filter: '', order: 'newest first', callLimit: 10 } as const;
  const pages: Page[] = [];
  for await (const page of list(connection, start, contextOf(new AbortController().signal))) pages.push(page);
  return pages;
}
