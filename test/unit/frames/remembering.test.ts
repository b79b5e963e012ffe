import assert from 'node:assert/strict';
import { remembering } from '../../../src/frames/remembering';

describe('remembering', () => {
  it('asks once for each text, until there are too many', () => {
    const asked: string[] = [];
    const length = remembering((text) => {
      asked.push(text);
      return text.length;
    }, 2);
    assert.deepEqual(['a', 'bb', 'a', 'bb'].map(length), [1, 2, 1, 2]);
    assert.deepEqual(asked, ['a', 'bb']);
    assert.deepEqual(['ccc', 'a'].map(length), [3, 1]);
    assert.deepEqual(asked, ['a', 'bb', 'ccc', 'a']);
  });
});
