import assert from 'node:assert/strict';
import { secondsFor } from '../../../../src/sources/googleCloud/estimate';
import { Cloud, contextOf, ERRORS, pulled, records } from './pulling';

describe('the estimate of a pull', () => {
  const cloud = new Cloud();
  before(() => cloud.start({ records: records(30_000) })); // 50 minutes from 10:00
  after(() => cloud.stop());
  const signal = new AbortController().signal;

  it('is exact where all fits into a page', async () => {
    const query = { ...ERRORS, from: '2025-09-12T10:49:00Z' };
    assert.deepEqual(await cloud.source().estimate(query, contextOf(signal)), {
      callCount: 1,
      entryCount: 600,
      seconds: 1,
      isExact: true,
    });
  });

  it('is extrapolated by the time that the first page covers', async () => {
    const query = { ...ERRORS, from: '2025-09-12T10:00:00Z', to: '2025-09-12T10:50:00Z' };
    const estimate = await cloud.source().estimate(query, contextOf(signal));
    assert.equal(estimate.isExact, false);
    assert.ok(Math.abs(estimate.entryCount - 30_000) < 300, `${estimate.entryCount}`);
    assert.ok(Math.abs(estimate.callCount - 30) <= 1);
  });

  it('costs no call of the pull that follows', async () => {
    const { calls } = cloud.server.service;
    const source = cloud.source();
    const query = { ...ERRORS, from: '2025-09-12T10:45:00Z' };
    const callsBefore = calls.length;
    await source.estimate(query, contextOf(signal));
    const { entries } = await pulled(source, query);
    assert.equal(entries.length, 3_000);
    assert.equal(calls.length - callsBefore, 3);
  });

  it('is not used for a pull that begins much later', async () => {
    const { calls } = cloud.server.service;
    const source = cloud.source();
    const query = { ...ERRORS, from: '2025-09-12T10:49:00Z' };
    const callsBefore = calls.length;
    await source.estimate(query, contextOf(signal));
    cloud.clock.advance(120_000);
    await pulled(source, query);
    assert.equal(calls.length - callsBefore, 2);
  });

  it('counts the waits for the quota', () => {
    assert.deepEqual([1, 50, 51, 100, 101].map(secondsFor), [1, 25, 61, 85, 121]);
  });
});

describe('the survey of a project', () => {
  const cloud = new Cloud();
  before(() =>
    cloud.start({
      records: [
        ...records(1_500, (index) => ({
          ...service('chatty', 'cloud_run_revision'),
          severity: 'INFO',
          insertId: `i${index}`,
        })),
        ...records(20, () => service('api', 'cloud_run_revision')),
        ...records(3, () => ({ resource: { type: 'k8s_container', labels: { container_name: 'worker' } } })),
      ],
    }),
  );
  after(() => cloud.stop());

  it('names what recent logs come from, also beside one that talks much', async () => {
    const { resourceTypes, services } = await cloud.source().survey(new AbortController().signal);
    assert.deepEqual(
      resourceTypes.map(({ name }) => name),
      ['cloud_run_revision', 'k8s_container'],
    );
    assert.deepEqual(
      services.map(({ name }) => name),
      ['chatty', 'api', 'worker'],
    );
    assert.equal(cloud.server.service.calls.length, 2);
  });
});

function service(name: string, type: string): object & { resource: object } {
  return { resource: { type, labels: { service_name: name } } };
}
