import assert from 'node:assert/strict';
import type { Pattern } from '../../../src/logs/pattern';
import { countIn, grouped, matching, sorted } from '../../../src/logs/patternList';
import { readFrames } from '../../../src/frames/read';
import { event, pattern, revision, timeOn } from './pattern.fixture';

const CART = pattern({
  key: 'w1:cart',
  title: 'Cart is empty',
  count: 30,
  severity: 'WARNING',
  lastSeen: timeOn(3),
  services: ['shop'],
  revisions: [revision('shop-00002-b', 2, 3, 20), revision('shop-00001-a', 1, 2, 10)],
});
const PAYMENT = pattern({
  key: 'w1:payment',
  title: 'Payment failed',
  count: 7,
  severity: 'CRITICAL',
  lastSeen: timeOn(5),
  services: ['pay', 'shop'],
  revisions: [revision('shop-00002-b', 2, 5, 7)],
  requests: [{ method: 'POST', route: '/pay', status: 502, count: 7, tie: 'trace' }],
});
const START = pattern({
  key: 'w1:start',
  title: 'Could not start',
  count: 7,
  lastSeen: timeOn(4),
  newest: [event({ id: '1', frames: readFrames('  File "/app/boot.py", line 3, in start') })],
});
const ALL = [CART, PAYMENT, START];

describe('matching', () => {
  const CASES: [filter: string, found: Pattern[]][] = [
    ['', ALL],
    ['   ', ALL],
    ['FAILED', [PAYMENT]],
    ['shop', [CART, PAYMENT]],
    ['shop 502', [PAYMENT]],
    ['/pay', [PAYMENT]],
    ['00001', [CART]],
    ['boot.py', [START]],
    ['critical', [PAYMENT]],
    ['nowhere', []],
  ];
  for (const [filter, found] of CASES) {
    it(`lets ${found.length} through "${filter}"`, () => assert.deepEqual(matching(ALL, filter), found));
  }
});

describe('sorted', () => {
  it('puts the most frequent first, and of two as frequent the later', () => {
    assert.deepEqual(sorted(ALL, 'count'), [CART, PAYMENT, START]);
  });
  it('puts the last seen first', () => assert.deepEqual(sorted(ALL, 'recency'), [PAYMENT, START, CART]));
  it('puts the most severe first', () => assert.deepEqual(sorted(ALL, 'severity'), [PAYMENT, START, CART]));
});

describe('grouped', () => {
  const groups = (by: 'service' | 'severity' | 'revision', patterns = ALL) =>
    grouped(patterns, by).map(({ name, patterns }) => [name, patterns.map(({ key }) => key.slice(3))]);

  it('lists a pattern of two services under both, and those without one at the end', () => {
    assert.deepEqual(groups('service', [START, CART, PAYMENT]), [
      ['shop', ['cart', 'payment']],
      ['pay', ['payment']],
      ['', ['start']],
    ]);
  });

  it('puts the most severe group first', () => {
    assert.deepEqual(groups('severity'), [
      ['CRITICAL', ['payment']],
      ['ERROR', ['start']],
      ['WARNING', ['cart']],
    ]);
  });

  it('puts the revision first that was seen last', () => {
    assert.deepEqual(groups('revision'), [
      ['shop-00002-b', ['cart', 'payment']],
      ['shop-00001-a', ['cart']],
      ['', ['start']],
    ]);
  });

  it('takes names from a log as they are', () => {
    assert.deepEqual(groups('service', [{ ...CART, services: ['__proto__', '__proto__', 'constructor'] }]), [
      ['__proto__', ['cart']],
      ['constructor', ['cart']],
    ]);
  });
});

describe('countIn', () => {
  it('knows how often a revision had a pattern, and of other groups nothing', () => {
    assert.equal(countIn(CART, 'revision', 'shop-00001-a'), 10);
    assert.equal(countIn(CART, 'revision', 'other'), undefined);
    assert.equal(countIn(CART, 'service', 'shop'), undefined);
  });
});
