import assert from 'node:assert/strict';
import { readFrames } from '../../../src/frames/read';
import { isMerged, usefulSplits } from '../../../src/logs/splits';
import { event, pattern } from './pattern.fixture';

const NONE = { merged: [] };
const FRAMES = readFrames('  File "/app/boot.py", line 3, in start');

describe('usefulSplits', () => {
  it('offers nothing where everything is the same', () => {
    const newest = [event({ id: '1' }), event({ id: '2' })];
    assert.deepEqual(usefulSplits(pattern({ key: 'w1:a', services: ['shop'], newest }), NONE), []);
  });

  it('offers the message where one stack has several', () => {
    const thrown = (id: string, message: string) =>
      event({ id, title: message, exception: { type: 'KeyError', message, frames: FRAMES } });
    const newest = [thrown('1', 'name'), thrown('2', 'price')];
    assert.deepEqual(usefulSplits(pattern({ key: 'w1:a', newest }), NONE), ['message']);
  });

  it('offers words where texts of one template differ in more than what is masked', () => {
    const texts = (...titles: string[]) =>
      usefulSplits(
        pattern({ key: 'w1:a', newest: titles.map((title, i) => event({ id: `${i}`, title })) }),
        NONE,
      );
    assert.deepEqual(texts('Order 12 is late', 'Order 13 is late'), []);
    assert.deepEqual(texts('Order for bob is late', 'Order for eve is late'), ['words']);
  });

  it('offers words where a pattern carries several keys that the user did not merge', () => {
    const of = pattern({ key: 'w1:a', keys: ['w1:a', 'w1:b', 'w1:c'] });
    assert.deepEqual(usefulSplits(of, NONE), ['words']);
    assert.deepEqual(usefulSplits(of, { merged: [['w1:a', 'w1:b', 'w1:c']] }), []);
  });

  it('offers services and requests where there are several, the oldest entry counted', () => {
    const request = (route: string) => ({ request: { method: 'GET', route, status: 500 } });
    const of = pattern({
      key: 'w1:a',
      services: ['shop', 'pay'],
      newest: [event({ id: '1', ...request('/a') })],
      oldest: event({ id: '2', ...request('/b') }),
    });
    assert.deepEqual(usefulSplits(of, NONE), ['service', 'request']);
  });
});

describe('isMerged', () => {
  it('knows what the user merged from what is one by itself', () => {
    const of = pattern({ key: 'w1:a', keys: ['w1:a', 'w1:b'] });
    assert.equal(isMerged(of, NONE), false);
    assert.equal(isMerged(of, { merged: [['w1:a', 'w1:x']] }), false);
    assert.equal(isMerged(of, { merged: [['w1:b', 'w1:a']] }), true);
  });
});
