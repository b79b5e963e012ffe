import assert from 'node:assert/strict';
import { ageOf, readBlame, readCommits } from '../../../src/deployed/commits';

const HASH = '0123456789abcdef0123456789abcdef01234567';

describe('commits', () => {
  it('are read from a log, whatever their subjects hold', () => {
    const log = [HASH, '1700000000', 'Fix: a | b\n\ndiff --git a/x b/x\n' + HASH, '1', '\n'].join('\0');
    assert.deepEqual(readCommits(log), [
      { hash: HASH, timeMs: 1_700_000_000_000, subject: 'Fix: a | b' },
      { hash: HASH, timeMs: 1000, subject: '' },
    ]);
  });

  it('are read from blame, unless the line is not committed yet', () => {
    const porcelain = `${HASH} 3 4 1\nauthor A\ncommitter-time 1700000000\nsummary Fix it\nfilename x\n\tcode\n`;
    assert.deepEqual(readBlame(porcelain), { hash: HASH, timeMs: 1_700_000_000_000, subject: 'Fix it' });
    assert.equal(readBlame(porcelain.replace(HASH, '0'.repeat(40))), undefined);
    assert.equal(readBlame(''), undefined);
  });

  const HOUR = 3_600_000;
  const AGES: [ageMs: number, words: string][] = [
    [-5, 'just now'],
    [59_000, 'just now'],
    [61_000, '1 minute ago'],
    [5 * HOUR, '5 hours ago'],
    [24 * HOUR, '1 day ago'],
    [65 * 24 * HOUR, '2 months ago'],
    [800 * 24 * HOUR, '2 years ago'],
  ];
  for (const [ageMs, words] of AGES) {
    it(`are ${words} after ${ageMs} ms`, () => assert.equal(ageOf(1e12, 1e12 + ageMs), words));
  }
});
