import assert from 'node:assert/strict';
import { hasWhys, locationsIn, type Location } from '../../../src/report/locations';

const FILES = new Set(['shop/cart.py', 'shop.cart', 'README.md']);

function found(markdown: string): Location[] {
  return locationsIn(markdown, (path) => FILES.has(path));
}

function told(markdown: string): unknown[] {
  return found(markdown).map((location) => [
    'target' in location ? `link ${location.target}` : location.frame.path,
    location.line,
    location.numbers.map(({ start, end }) => `${start}:${markdown.slice(start, end)}`).join(' '),
    location.commit?.hash,
  ]);
}

describe('locationsIn', () => {
  it('reads a link to a line, where its number is written, and the commit behind it', () => {
    const link = '[shop/cart.py:8](../shop/cart.py#L8)';
    assert.deepEqual(told(`**Location:** ${link} at \`3f2a9c1\``), [
      ['link ../shop/cart.py', 8, '28:8 48:8', '3f2a9c1'],
    ]);
    assert.deepEqual(told('[the `total`](<../a b/cart.py#L18>)'), [
      ['link ../a b/cart.py', 18, '31:18', undefined],
    ]);
    assert.deepEqual(told('[x](../a%20b/cart.py)'), [['link ../a b/cart.py', undefined, '', undefined]]);
  });

  const TEXTS: [markdown: string, path: string, line: number, number: string, commit?: string][] = [
    ['Look at `shop/cart.py:8`.', 'shop/cart.py', 8, '22:8'],
    ['`shop/cart.py:88` at 3f2a9c1, again', 'shop/cart.py', 88, '14:88', '3f2a9c1'],
    ['**`app8/cart.py:8`** @ `3f2a9c1f`', 'app8/cart.py', 8, '16:8', '3f2a9c1f'],
    ['line 8 in `shop.cart`', 'shop.cart', 8, '5:8'],
    ['see shop/cart.py line 8', 'shop/cart.py', 8, '22:8'],
  ];
  for (const [markdown, path, line, number, commit] of TEXTS) {
    it(`reads ${markdown}`, () => assert.deepEqual(told(markdown), [[path, line, number, commit]]));
  }

  it('reads no location twice that a link is made of', () => {
    assert.equal(found('[shop/cart.py:8](../shop/cart.py#L8) and `shop/cart.py:9`').length, 2);
  });

  it('takes addresses, anchors and documents for no code', () => {
    assert.deepEqual(
      told('[a](https://x.io/a.py#L3) [b](#top) [c](other.md) [d](x.md#top) [e](/etc/x#L1)'),
      [],
    );
  });

  it('knows what is quoted from a log', () => {
    const markdown = [
      '`shop/cart.py:1`',
      '```text',
      '  File "/app/shop/cart.py", line 2, in total',
      '```',
      '`shop/cart.py:3`',
      '[^e1]: `File "/app/shop/cart.py", line 4, in total`',
      '`shop/cart.py:5`',
      '~~~',
      'shop/cart.py:6',
    ].join('\n');
    assert.deepEqual(
      found(markdown).map(({ line, isQuoted }) => [line, isQuoted]),
      [
        [1, false],
        [2, true],
        [3, false],
        [4, true],
        [5, false],
        [6, true],
      ],
    );
  });

  for (const trap of ['[', '[a](', '`a.py:1` at ', '```\n', '[a](b#L1)', '[^']) {
    it(`is quick on a megabyte of ${JSON.stringify(trap)}`, () => {
      const began = performance.now();
      found(trap.repeat(1_000_000 / trap.length));
      assert.ok(performance.now() - began < 4000);
    });
  }
});

describe('hasWhys', () => {
  for (const text of [
    '# Five Whys\n',
    '**Why 1:** Why?',
    '- Why #2',
    'the 5 whys',
    '## 5-Why Analysis',
    '**Warum 2:** Wieso?',
    '# 5 Pourquoi',
    '**なぜ1**',
  ]) {
    it(`finds them in ${JSON.stringify(text)}`, () => assert.ok(hasWhys(text)));
  }
  for (const text of ['# Notes', 'Why not?', 'Somewhy 1', 'Warum nicht?', 'in 15 whys']) {
    it(`finds none in ${JSON.stringify(text)}`, () => assert.ok(!hasWhys(text)));
  }
});
