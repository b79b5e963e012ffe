import assert from 'node:assert/strict';
import type { Entry } from '../../../src/logs/entry';
import { fieldsIn, fieldStart } from '../../../src/sources/queryFields';

describe('fieldsIn', () => {
  it('names what entries have, as a query does', () => {
    const entry: Entry = {
      jsonPayload: { error: { type: 'KeyError', 'http.status': 500 }, message: 'x' },
      labels: { instanceId: 'i1', 'k8s-pod/app': 'api' },
      resource: { type: 'cloud_run_revision', labels: { service_name: 'api' } },
    };
    assert.deepEqual(fieldsIn([entry]), [
      'jsonPayload.error.type',
      'jsonPayload.error."http.status"',
      'jsonPayload.message',
      'labels.instanceId',
      'labels."k8s-pod/app"',
      'resource.labels.service_name',
    ]);
  });

  it('ends in payloads that are deep or wide', () => {
    let deep: Record<string, unknown> = { end: 1 };
    for (let depth = 0; depth < 10_000; depth++) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, index]));
    const fields = fieldsIn([{ jsonPayload: deep }, { jsonPayload: wide }]);
    assert.equal(fields[0], 'jsonPayload.deep.deep.deep.deep');
    assert.equal(fields.length, 300);
  });
});

describe('fieldStart', () => {
  for (const [before, field] of [
    ['resource.la', 'resource.la'],
    ['(severity>=ERROR OR jsonPayload."a.b".c', 'jsonPayload."a.b".c'],
    ['NOT ', ''],
    ['', ''],
    ['httpRequest.status>=50', '50'],
  ] as const) {
    it(`is before "${field}" in "${before}"`, () => {
      assert.equal(before.slice(fieldStart(before, before.length)), field);
    });
  }
});
