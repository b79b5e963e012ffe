import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Identities } from '../../../src/logs/identities';

describe('Identities', () => {
  it('knows what was added before', () => {
    const pair = fc.tuple(fc.integer({ min: 1 }), fc.integer());
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 100 }), (pairs) => {
        const identities = new Identities(100);
        const known = new Set<string>();
        for (const [high, low] of [...pairs, ...pairs]) {
          assert.equal(identities.add(high, low), !known.has(`${high} ${low}`));
          known.add(`${high} ${low}`);
        }
      }),
    );
  });

  it('is shared by all that have its memory', () => {
    const identities = new Identities(10);
    const other = new Identities(identities.memory);
    assert.equal(identities.add(1, 2), true);
    assert.equal(other.add(1, 2), false);
    assert.equal(other.add(0, 0), true);
    assert.equal(identities.add(0, 0), false);
  });

  it('takes what comes for new once it is full', () => {
    const identities = new Identities(1);
    const count = identities.memory.byteLength / 4;
    let newCount = 0;
    for (let i = 1; i <= 2 * count; i++) if (identities.add(i, Math.imul(i, 0x9e3779b1))) newCount++;
    assert.equal(newCount, 2 * count);
  });
});
