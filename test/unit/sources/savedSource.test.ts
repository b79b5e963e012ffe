import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRange, readSavedSources, savedForm } from '../../../src/sources/savedSource';

describe('the setting of Google Cloud sources', () => {
  it('is read with all that a source has', () => {
    const staging = {
      name: 'staging',
      project: 'netra-staging',
      services: ['api', 'worker'],
      resourceTypes: ['cloud_run_revision'],
      severity: 'ERROR',
      range: '6h',
      extraFilter: 'jsonPayload.tenant="acme"',
      transport: 'rest',
      quotaProject: 'netra-quota',
    };
    assert.deepEqual(readSavedSources([staging]), { sources: [staging], problems: [] });
  });

  it('passes over what is no source, and says which item it is', () => {
    const { sources, problems } = readSavedSources([
      'staging',
      { project: 'p' },
      { name: 'a', range: 'yesterday' },
      { name: 'b' },
      { name: 'b', project: 'another' },
    ]);
    assert.deepEqual(sources, [{ name: 'b' }]);
    assert.deepEqual(problems, [
      'item 1 is no object',
      'item 2 has no name',
      'item 3 ("a") has a range that is none such as 6h or 7d: "yesterday"',
      'item 5 has the name of an earlier one, "b"',
    ]);
  });

  it('leaves out members of another type, and those of a prototype', () => {
    const item: unknown = Object.assign(Object.create({ project: 'inherited' }) as object, {
      name: 'a',
      services: ['api', 7, ''],
      severity: 'LOUD',
      keyFile: 3,
    });
    assert.deepEqual(readSavedSources([item]).sources, [{ name: 'a', services: ['api'] }]);
  });

  it('says so where it is no list', () => {
    assert.deepEqual(readSavedSources({ name: 'a' }), { sources: [], problems: ['is no list'] });
    assert.deepEqual(readSavedSources(undefined), { sources: [], problems: [] });
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { sources } = readSavedSources(value);
        for (const { name } of sources) assert.ok(name.length > 0);
      }),
    );
  });

  it('is written without what says nothing', () => {
    const written = savedForm({ name: 'a', project: 'p', filter: '', services: [], extraFilter: '' });
    assert.deepEqual(written, { name: 'a', project: 'p' });
  });
});

describe('readRange', () => {
  for (const [text, minutes] of [
    ['90m', 90],
    ['24h', 1_440],
    [' 7d ', 10_080],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(readRange(text), minutes * 60_000));
  }

  for (const text of ['', '7', 'd', '0h', '-1h', '1.5h', '400d', '99999d', '1h 30m']) {
    it(`takes "${text}" for none`, () => assert.equal(readRange(text), undefined));
  }
});
