import assert from 'node:assert/strict';
import { refOf } from '../../../src/decisions/revisions';

describe('refOf', () => {
  const RULES = [
    { revision: 'shop-*', ref: 'main' },
    { revision: 'shop-00042-abc', ref: 'v1.2.0' },
    { revision: 'api-*-eu-*', ref: 'eu' },
    { revision: '*', ref: 'any' },
  ];
  const CASES: [revision: string, ref: string][] = [
    ['shop-00042-abc', 'v1.2.0'],
    ['shop-00043-xyz', 'main'],
    ['api-00001-eu-west', 'eu'],
    ['api-eu-west', 'any'],
    ['__proto__', 'any'],
  ];
  for (const [revision, ref] of CASES) {
    it(`says ${ref} for ${revision}`, () => assert.equal(refOf(revision, RULES), ref));
  }

  it('says nothing where no rule fits', () => {
    assert.equal(refOf('cart-1', RULES.slice(0, 3)), undefined);
    assert.equal(refOf('ab', [{ revision: 'ab*b', ref: 'x' }]), undefined);
  });

  it('is quick for a glob made to be slow', () => {
    const rules = [{ revision: `${'*a'.repeat(5000)}b`, ref: 'x' }];
    assert.equal(refOf('a'.repeat(100_000), rules), undefined);
  });
});
