import assert from 'node:assert/strict';
import { readFrames } from '../../../src/frames/read';
import { thrownAt } from '../../../src/frames/thrownAt';
import * as recordings from './recordings';

describe('thrownAt', () => {
  const lines = ({ trace }: recordings.Recording): (number | undefined)[] =>
    thrownAt(trace, readFrames(trace)).map(({ line }) => line);

  it('starts where the error was thrown, which Python prints last', () => {
    assert.deepEqual(lines(recordings.rubyBlock), [2, 2, 3, 3, 3, 5]);
    assert.deepEqual(lines(recordings.pythonImport), [2, 1]);
  });

  it('leaves out what a message quotes and the goroutines that started another', () => {
    assert.deepEqual(lines(recordings.pythonMessage), [2327, 12]);
    assert.deepEqual(lines(recordings.goAncestor), [5, 11, 9]);
  });
});
