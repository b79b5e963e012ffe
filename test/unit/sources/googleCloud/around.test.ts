import assert from 'node:assert/strict';
import { sameInstance, sameService, sameTrace } from '../../../../src/sources/googleCloud/around';
import { compileFilter } from '../../../fakes/cloudLogging/filter';

const ENTRY = {
  timestamp: '2025-09-12T04:00:00.5Z',
  trace: 'projects/p/traces/t1',
  labels: { instanceId: 'i1' },
  resource: { type: 'cloud_run_revision', labels: { service_name: 'api', revision_name: 'api-1' } },
};

describe('what was logged around an entry', () => {
  it('is what has the same trace, within minutes', () => {
    const around = sameTrace(ENTRY);
    assert.deepEqual([around?.from, around?.to], ['2025-09-12T03:55:00.500Z', '2025-09-12T04:05:00.500Z']);
    const matches = compileFilter(around?.filter ?? '');
    assert.ok(matches({ trace: 'projects/p/traces/t1' }));
    assert.ok(!matches({ trace: 'projects/p/traces/t2' }));
  });

  it('is what the same instance logged, within seconds', () => {
    const around = sameInstance(ENTRY);
    assert.deepEqual([around?.from, around?.to], ['2025-09-12T03:59:30.500Z', '2025-09-12T04:00:30.500Z']);
    const matches = compileFilter(around?.filter ?? '');
    assert.ok(matches({ ...ENTRY, severity: 'INFO' }));
    assert.ok(!matches({ ...ENTRY, labels: { instanceId: 'i2' } }));
  });

  it('is what the same pod or machine logged', () => {
    const pod = {
      ...ENTRY,
      labels: {},
      resource: { type: 'k8s_container', labels: { pod_name: 'api-7', container_name: 'c' } },
    };
    assert.ok(compileFilter(sameInstance(pod)?.filter ?? '')(pod));
    const machine = {
      ...ENTRY,
      labels: {},
      resource: { type: 'gce_instance', labels: { instance_id: '42' } },
    };
    assert.ok(compileFilter(sameInstance(machine)?.filter ?? '')(machine));
  });

  it('is what the same service logged, on any instance and revision', () => {
    const matches = compileFilter(sameService(ENTRY)?.filter ?? '');
    assert.ok(matches({ resource: { type: 'cloud_run_revision', labels: { service_name: 'api' } } }));
    assert.ok(!matches({ resource: { type: 'cloud_run_revision', labels: { service_name: 'web' } } }));
  });

  it('is not known of an entry that names none of these, or no time', () => {
    assert.equal(sameTrace({ timestamp: ENTRY.timestamp }), undefined);
    assert.equal(sameInstance({ timestamp: ENTRY.timestamp }), undefined);
    assert.equal(sameService({ timestamp: ENTRY.timestamp }), undefined);
    assert.equal(sameTrace({ trace: 't' }), undefined);
  });
});
