import assert from 'node:assert/strict';
import fc from 'fast-check';
import { read } from '../../../src/report/read';
import { write } from '../../../src/report/write';
import { anyAnalysis } from '../whys/analyses';

describe('write', () => {
  it('writes what read gives back, whatever the texts hold', () => {
    fc.assert(
      fc.property(anyAnalysis(), (analysis) => {
        const { analysis: again, broken } = read(write(analysis));
        assert.deepEqual(again, analysis);
        assert.equal(broken, undefined);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 40) },
    );
  });
});
