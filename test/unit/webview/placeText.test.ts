import assert from 'node:assert/strict';
import { isPlace } from '../../../src/webview/placeText';

describe('isPlace', () => {
  for (const text of [
    'shop/cart.py',
    'cart.py:8',
    'src/app.ts:12-14',
    'a/b-c/d.test.mjs:7:3',
    '.vscode/x.json',
  ])
    it(`takes ${text} for one`, () => assert.equal(isPlace(text), true));

  for (const text of [
    '',
    'cart.py',
    '.get',
    'a.b()',
    '3f2a9c1',
    'https://example.com/a.py',
    'rm -rf a/b.py',
    'command:x.y:1',
    'a/b.py:x',
    `${'a/'.repeat(100_000)}b.py`,
  ])
    it(`takes ${JSON.stringify(text.slice(0, 30))} for none`, () => assert.equal(isPlace(text), false));
});
