import assert from 'node:assert/strict';
import { SharedWork } from '../../../src/deployed/sharedWork';

describe('SharedWork', () => {
  it('is done once for all who ask, and kept', async () => {
    const work = new SharedWork<number>(5);
    let runs = 0;
    const run = async () => ++runs;
    assert.deepEqual(
      await Promise.all([work.get('a', run), work.get('a', run, new AbortController().signal)]),
      [1, 1],
    );
    assert.equal(await work.get('a', run), 1);
    work.clear();
    assert.equal(await work.get('a', run), 2);
  });

  it('is tried again after it failed', async () => {
    const work = new SharedWork<number>(5);
    await assert.rejects(
      work.get('a', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await work.get('a', async () => 1), 1);
  });

  it('is aborted when the last who waits gives up, and not before', async () => {
    const work = new SharedWork<void>(5);
    const stops = [new AbortController(), new AbortController()];
    let isAborted = false;
    const run = (signal: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => {
          isAborted = true;
          reject(new Error('stopped'));
        });
      });
    const waits = stops.map(({ signal }) => work.get('a', run, signal));
    stops[0]?.abort();
    await assert.rejects(waits[0] ?? Promise.resolve(), { name: 'AbortError' });
    assert.equal(isAborted, false);
    stops[1]?.abort();
    await assert.rejects(waits[1] ?? Promise.resolve(), { name: 'AbortError' });
    assert.equal(isAborted, true);
  });

  it('keeps what was asked for last', async () => {
    const work = new SharedWork<string>(2);
    const runs: string[] = [];
    const ask = (name: string) =>
      work.get(name, async () => {
        runs.push(name);
        return name;
      });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name);
    assert.deepEqual(runs, ['a', 'b', 'c', 'b']);
  });
});
