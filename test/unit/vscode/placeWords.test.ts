import assert from 'node:assert/strict';
import type { PlaceNow } from '../../../src/vscode/places';
import { placeWords, whyWords } from '../../../src/vscode/placeWords';

const FRAME = { path: '/app/shop/cart.py', line: 8, library: false, start: 0, end: 1 };
const KNOWN = { commit: '0'.repeat(40), by: 'as the log says' };

function now(of: Partial<PlaceNow>): PlaceNow {
  const place = { folder: 'file:///w', path: 'shop/cart.py', confidence: 'sure', reason: 'the paths agree' };
  return { place, line: 8, how: 'same', reason: 'line 8 is as it was', deployed: KNOWN, ...of } as PlaceNow;
}

describe('placeWords', () => {
  const CASES: [of: Partial<PlaceNow>, words: string][] = [
    [{}, 'cart.py:8'],
    [{ how: 'moved', line: 11 }, 'cart.py:11 (was 8)'],
    [{ how: 'changed' }, 'cart.py:8 (changed since)'],
    [{ how: 'changed', line: 9 }, 'cart.py:9 (was 8, changed since)'],
    [{ how: 'deleted', line: 7 }, 'cart.py:7 (line deleted since)'],
    [{ how: 'unknown', deployed: { why: 'no tag' } }, 'cart.py:8 (commit unknown)'],
    [{ how: 'unknown', deployed: undefined }, 'cart.py:8 (commit unknown)'],
    [{ how: 'unknown' }, 'cart.py:8 (not there when deployed)'],
    [{ how: 'unknown', line: undefined }, 'cart.py'],
  ];
  for (const [of, words] of CASES) {
    it(`says ${words}`, () => assert.equal(placeWords(FRAME, now(of)), words));
  }

  it('gives the reasons as sentences', () => {
    assert.equal(whyWords(now({})), 'The paths agree. Line 8 is as it was.');
  });
});
