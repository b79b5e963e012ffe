import assert from 'node:assert/strict';
import { firstRevision, revisionsBefore } from '../../../src/deployed/suspects';
import { event, pattern, revision } from '../logs/pattern.fixture';

describe('revisionsBefore', () => {
  const failing = pattern({ key: 'w1:a', revisions: [revision('shop-5', 9), revision('shop-4', 7, 8)] });

  it('are those that ran before the first with the error, the latest first', () => {
    const others = [
      pattern({ key: 'w1:b', revisions: [revision('shop-2', 3, 5), revision('shop-1', 1, 2)] }),
      pattern({ key: 'w1:c', revisions: [revision('shop-3', 6), revision('shop-6', 10)] }),
    ];
    const names = revisionsBefore(failing, [failing, ...others]).map(({ name }) => name);
    assert.deepEqual(names, ['shop-3', 'shop-2', 'shop-1']);
    assert.equal(firstRevision(failing)?.name, 'shop-4');
  });

  it('are none of the error, nor of another service', () => {
    const of = (service: string, name: string, day: number) => ({
      ...revision(name, day),
      sample: event({ id: name, service }),
    });
    const own = pattern({ key: 'w1:a', revisions: [of('shop', 'shop-2', 5)] });
    const other = pattern({ key: 'w1:b', revisions: [of('cart', 'cart-1', 2), of('shop', 'shop-1', 1)] });
    assert.deepEqual(
      revisionsBefore(own, [own, other]).map(({ name }) => name),
      ['shop-1'],
    );
  });

  it('are none where no revision is named or no time', () => {
    assert.deepEqual(revisionsBefore(pattern({ key: 'w1:a' }), [failing]), []);
    const timeless = pattern({
      key: 'w1:b',
      revisions: [{ name: 'x', count: 1, firstSeen: '', lastSeen: '' }],
    });
    assert.deepEqual(revisionsBefore(failing, [timeless]), []);
  });
});
