import assert from 'node:assert/strict';
import { UserError } from '../../../../src/errors';
import { CloudFailure } from '../../../../src/sources/googleCloud/cloudFailure';
import { lazySource, loadGoogleCloud } from '../../../../src/sources/googleCloud/lazySource';
import { Cloud, contextOf, ERRORS, PROJECT, pulled, records } from './pulling';

describe('a Google Cloud source that is loaded late', () => {
  const cloud = new Cloud();
  before(() => cloud.start({ records: records(10) }));
  after(() => cloud.stop());

  const settings = () => ({
    name: 'staging',
    project: PROJECT,
    services: ['api'],
    endpoint: `http://${cloud.server.grpcAddress}`,
  });

  it('loads nothing before it is asked, and is known by then all the same', async () => {
    let loads = 0;
    const load = () => {
      loads++;
      return loadGoogleCloud();
    };
    const source = lazySource(settings(), { clock: cloud.clock }, load);
    assert.deepEqual([source.id, source.label, source.can.tail], ['cloud:staging', 'staging', true]);
    assert.match(source.filterOf(ERRORS), /service_name="api"/);
    assert.match(source.link({ insertId: 'e1', timestamp: '2025-09-12T10:00:00Z' }) ?? '', /insertId/);
    assert.equal(loads, 0);
    assert.equal((await pulled(source)).entries.length, 10);
    assert.equal((await source.whoAmI(new AbortController().signal)).project, PROJECT);
    assert.equal(loads, 1);
    await source.close();
  });

  it('makes failures of the other bundle its own', async () => {
    // A bundle of its own has classes of its own.
    class Foreign extends Error {
      override name = 'CloudFailure';
      kind = 'filter';
      resume = 'token';
      place = { line: 1, column: 2 };
      wayOut = { title: 'Edit Filter…', command: 'x' };
    }
    const failing: AsyncIterable<never> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject(new Foreign('Cloud Logging cannot read the filter.')),
      }),
    };
    const bundle = {
      googleCloud: () => ({ list: () => failing, estimate: () => Promise.reject(new Foreign('No.')) }),
    };
    const source = lazySource(settings(), {}, () => Promise.resolve(bundle as never));
    const { failure } = await pulled(source);
    assert.ok(failure instanceof CloudFailure && failure instanceof UserError);
    assert.deepEqual(
      [failure.kind, failure.resume, failure.place, failure.wayOut?.title],
      ['filter', 'token', { line: 1, column: 2 }, 'Edit Filter…'],
    );
    await assert.rejects(source.estimate(ERRORS, contextOf(new AbortController().signal)), UserError);
  });

  it('passes an error on that is none of these', async () => {
    const source = lazySource(settings(), {}, () => Promise.reject(new TypeError('broken bundle')));
    const { failure } = await pulled(source);
    assert.ok((failure as unknown) instanceof TypeError);
  });
});
