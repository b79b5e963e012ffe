import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Forms } from '../../../src/logs/forms';

describe('Forms', () => {
  it('remembers numbers by forms, of which one half may be the same', () => {
    const half = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 4096));
    const all = fc.uniqueArray(fc.tuple(half, half), {
      maxLength: 200,
      selector: ([high, low]) => `${high} ${low}`,
    });
    fc.assert(
      fc.property(all, ([absent, ...pairs]) => {
        const forms = new Forms();
        pairs.forEach(([high, low], number) => forms.set(high, low, number));
        assert.deepEqual(
          pairs.map(([high, low]) => forms.get(high, low)),
          [...pairs.keys()],
        );
        if (absent) assert.equal(forms.get(absent[0], absent[1]), -1);
      }),
    );
  });

  it('grows', () => {
    const forms = new Forms();
    for (let i = 0; i < 20_000; i++) forms.set(i, i * 4096, i);
    for (const i of [0, 1, 2048, 19_999]) assert.equal(forms.get(i, i * 4096), i);
    assert.equal(forms.get(20_000, 0), -1);
  });

  it('forgets all and begins anew', () => {
    const forms = new Forms();
    forms.set(1, 2, 3);
    forms.clear();
    assert.equal(forms.get(1, 2), -1);
    forms.set(1, 2, 4);
    assert.equal(forms.get(1, 2), 4);
  });
});
