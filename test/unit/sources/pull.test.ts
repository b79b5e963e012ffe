import assert from 'node:assert/strict';
import { UserError } from '../../../src/errors';
import type { Entry } from '../../../src/logs/entry';
import { MAX_BAD } from '../../../src/sources/intake';
import { pull, type PullResult } from '../../../src/sources/pull';
import type { LogSource, Page } from '../../../src/sources/source';

const QUERY = { minimumSeverity: 'ERROR' } as const;

describe('pull', () => {
  it('brings the entries of all sources into one list of patterns', async () => {
    const result = await pulled([source('a', [page([error(1), error(2)])]), source('b', [page([error(3)])])]);
    assert.deepEqual(
      result.patterns.list().map(({ title, count }) => [title, count]),
      [['order 3 failed', 3]],
    );
    assert.deepEqual(
      result.sources.map(({ label, entryCount }) => [label, entryCount]),
      [
        ['a', 2],
        ['b', 1],
      ],
    );
  });

  it('says what it left out and of which times the entries were', async () => {
    const quiet = { ...error(9), severity: 'INFO' } as const;
    const { sources, patterns } = await pulled([source('a', [page([error(2), quiet, error(4)])])]);
    assert.equal(patterns.eventCount, 2);
    assert.equal(sources[0]?.leftOutCount, 1);
    assert.deepEqual(
      [sources[0]?.firstTime, sources[0]?.lastTime],
      ['2025-09-12T04:00:02Z', '2025-09-12T04:00:09Z'],
    );
  });

  it('counts bad records and keeps the first of them', async () => {
    const bad = Array.from({ length: 250 }, (_, i) => ({ at: i + 1, why: 'is not valid JSON' }));
    const { sources } = await pulled([source('a', [{ entries: [], bad }, page([error(1)])])]);
    assert.equal(sources[0]?.badCount, 250);
    assert.deepEqual(sources[0]?.bad, bad.slice(0, MAX_BAD));
  });

  it('keeps what came before a failure, and reads the other sources', async () => {
    const failing = source('a', [page([error(1)])], new Error('connection reset'));
    const { sources, patterns } = await pulled([failing, source('b', [page([error(2)])])]);
    assert.equal(patterns.eventCount, 2);
    assert.equal(sources[0]?.failure?.message, 'a could not be read: connection reset');
    assert.equal(sources[1]?.failure, undefined);
  });

  it("passes a failure on that is in the user's words already", async () => {
    const failure = new UserError('a is empty.');
    assert.equal((await pulled([source('a', [], failure)])).sources[0]?.failure, failure);
  });

  it('counts an event once that two sources hold', async () => {
    const result = await pulled([source('a', [page([error(1)])]), source('b', [page([error(1)])])]);
    assert.equal(result.patterns.eventCount, 1);
  });

  it('joins a traceback that is spread over entries and pages', async () => {
    const line = (textPayload: string): Entry => ({
      textPayload,
      severity: 'ERROR',
      timestamp: '2025-09-12T04:00:02Z',
    });
    const pages = [
      page([line('Traceback (most recent call last):')]),
      page([line('  File "/app/a.py", line 1, in f'), line('KeyError: 1')]),
    ];
    const { patterns } = await pulled([source('a', pages)]);
    assert.deepEqual(
      patterns.list().map(({ title, count }) => [title, count]),
      [['KeyError: 1', 1]],
    );
  });

  it('tells of its progress after every page', async () => {
    const counts: (number | undefined)[] = [];
    const pages = [page([error(1)]), page([error(2)])];
    const progress = (soFar: PullResult): void => void counts.push(soFar.sources[0]?.entryCount);
    await pull([source('a', pages)], QUERY, new AbortController().signal, progress);
    assert.deepEqual(counts, [1, 2]);
  });

  it('keeps what came before it was cancelled', async () => {
    const abort = new AbortController();
    const pages = [page([error(1)]), page([error(2)]), page([error(3)])];
    const result = await pull([source('a', pages)], QUERY, abort.signal, () => abort.abort());
    assert.equal(result.cancelled, true);
    assert.equal(result.patterns.eventCount, 1);
    assert.equal(result.sources[0]?.failure, undefined);
  });

  it('lets others work meanwhile', async () => {
    const entries = Array.from({ length: 20_000 }, (_, i) => error(i));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await pulled([
      source(
        'a',
        Array.from({ length: 20 }, (_, i) => page(entries.slice(i * 1000, (i + 1) * 1000))),
      ),
    ]);
    clearInterval(timer);
    assert.ok(turns > 1);
  });
});

function error(seconds: number): Entry {
  const timestamp = new Date(Date.UTC(2025, 8, 12, 4) + seconds * 1000).toISOString();
  return { textPayload: `order ${seconds} failed`, severity: 'ERROR', timestamp, insertId: `id${seconds}` };
}

function page(entries: readonly Entry[]): Page {
  return { entries, bad: [] };
}

function source(label: string, pages: readonly Page[], failure?: Error): LogSource {
  return {
    id: label,
    label,
    // oxlint-disable-next-line typescript/require-await -- a source is asynchronous, this one has nothing to wait for
    async *list() {
      yield* pages;
      if (failure) throw failure;
    },
  };
}

function pulled(sources: readonly LogSource[]): Promise<PullResult> {
  return pull(sources, QUERY, new AbortController().signal, () => undefined);
}
