import assert from 'node:assert/strict';
import type { PulledPatterns } from '../../../src/logs/since';
import { PullHistory } from '../../../src/vscode/pullHistory';
import { pattern, timeOn } from '../logs/pattern.fixture';

const A = pattern({ key: 'w1:a' });
const B = pattern({ key: 'w1:b' });

describe('PullHistory', () => {
  let stored: Map<string, unknown>;
  /** A window of its own on the same memory. */
  const open = () => new PullHistory(memento(stored));

  beforeEach(() => {
    stored = new Map();
  });

  it('calls nothing new on the first pull of some sources', () => {
    assert.equal(open().since(['file:a'], pulled(A)).fresh.size, 0);
  });

  it('compares with the last pull of the same sources, in another window too', async () => {
    await open().add(['file:b', 'file:a'], pulled(A));
    const { fresh, gone } = open().since(['file:a', 'file:b'], pulled(B));
    assert.deepEqual([...fresh], ['w1:b']);
    assert.deepEqual(
      gone.map(({ title }) => title),
      [A.title],
    );
    assert.equal(open().since(['file:a'], pulled(B)).fresh.size, 0, 'other sources have another history');
  });

  it('keeps the last pull alone, of a few sets of sources', async () => {
    await open().add(['file:a'], pulled(A));
    await open().add(['file:a'], pulled(A, B));
    assert.equal(open().since(['file:a'], pulled(B)).fresh.size, 0);
    for (let i = 0; i < 8; i++) await open().add([`file:${i}`], pulled(A));
    assert.equal(open().since(['file:a'], pulled()).gone.length, 0, 'the oldest is forgotten');
    assert.equal(open().since(['file:7'], pulled()).gone.length, 1);
  });

  for (const odd of [3, 'text', {}, [null], [{ sources: 'x' }], [{ sources: [], pull: {} }]]) {
    it(`passes over ${JSON.stringify(odd)} in its memory`, async () => {
      stored.set('fiveWhys.lastPulls', odd);
      assert.equal(open().since([], pulled(A)).fresh.size, 0);
      await open().add([], pulled(A));
      assert.equal(open().since([], pulled(B)).fresh.size, 1);
    });
  }
});

function pulled(...patterns: PulledPatterns['patterns']): PulledPatterns {
  return { patterns, lastTime: timeOn(1), isComplete: true };
}

/** What VS Code remembers for a workspace: JSON. */
function memento(stored: Map<string, unknown>) {
  return {
    keys: () => [...stored.keys()],
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => {
      stored.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  } as ConstructorParameters<typeof PullHistory>[0];
}
