import assert from 'node:assert/strict';
import { isPullMemory, regrouped, remember, since, type PulledPatterns } from '../../../src/logs/since';
import { pattern, timeOn } from './pattern.fixture';

const A = pattern({ key: 'w1:a', count: 5 });
const B = pattern({ key: 'w1:b', count: 3 });
const C = pattern({ key: 'w1:c', count: 1 });

describe('since', () => {
  it('names what is new and what is gone', () => {
    const { fresh, gone } = since(remember(pulled([A, B])), pulled([B, C]));
    assert.deepEqual([...fresh], ['w1:c']);
    assert.deepEqual(gone, [{ keys: ['w1:a'], title: A.title, count: 5 }]);
  });

  it('finds a pattern again by any of its keys', () => {
    const merged = { ...A, keys: ['w1:a', 'w1:z'] };
    const other = pattern({ key: 'w1:z' });
    const { fresh, gone } = since(remember(pulled([merged])), pulled([other]));
    assert.deepEqual([[...fresh], gone], [[], []]);
  });

  it('calls nothing gone where the pull was cut short, or ends before the last one did', () => {
    const last = remember(pulled([A, B], timeOn(5)));
    assert.equal(since(last, pulled([B], timeOn(5))).gone.length, 1);
    assert.equal(since(last, pulled([B], timeOn(4))).gone.length, 0);
    assert.equal(since(last, { ...pulled([B], timeOn(9)), isComplete: false }).gone.length, 0);
  });

  it('calls nothing new where not all of the last pull is remembered', () => {
    const many = Array.from({ length: 501 }, (_, i) => pattern({ key: `w1:${i}`, count: i }));
    const last = remember(pulled(many));
    assert.equal(last.patterns.length, 500);
    assert.equal(last.patterns.at(-1)?.count, 1, 'the most frequent are remembered');
    assert.equal(since(last, pulled([...many, A])).fresh.size, 0);
  });

  it('remembers little of a long title and of many keys', () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `w1:${i}`);
    const [remembered] = remember(pulled([pattern({ key: 'w1:0', keys, title: 'x'.repeat(1e6) })])).patterns;
    assert.equal(remembered?.title.length, 120);
    assert.equal(remembered?.keys.length, 20);
  });
});

describe('regrouped', () => {
  it('keeps what was new, and calls the parts of a split no news', () => {
    const earlier = since(remember(pulled([A, B])), pulled([B, C]));
    const parts = [pattern({ key: 'w1:b1' }), pattern({ key: 'w1:b2' })];
    const { fresh, gone } = regrouped(earlier, [...parts, C]);
    assert.deepEqual([...fresh], ['w1:c']);
    assert.deepEqual(gone, earlier.gone);
  });

  it('calls a merge of something new with something old old', () => {
    const earlier = since(remember(pulled([A])), pulled([A, C]));
    assert.equal(regrouped(earlier, [{ ...A, keys: ['w1:a', 'w1:c'] }]).fresh.size, 0);
  });
});

describe('isPullMemory', () => {
  it('knows what was remembered, after a way through JSON too', () => {
    assert.ok(isPullMemory(JSON.parse(JSON.stringify(remember(pulled([A]))))));
  });
  for (const stored of [
    undefined,
    null,
    3,
    [],
    {},
    { patterns: [{}], lastTime: '', isCut: false },
    { patterns: {} },
  ]) {
    it(`refuses ${JSON.stringify(stored)}`, () => assert.equal(isPullMemory(stored), false));
  }
});

function pulled(patterns: PulledPatterns['patterns'], lastTime = timeOn(1)): PulledPatterns {
  return { patterns, lastTime, isComplete: true };
}
