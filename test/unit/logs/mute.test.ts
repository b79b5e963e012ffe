import assert from 'node:assert/strict';
import { Mutes, newestRevision, type Mute } from '../../../src/logs/mute';
import type { Pattern } from '../../../src/logs/pattern';
import { pattern, revision } from './pattern.fixture';

const TODAY = '2025-03-10';
const MUTE: Mute = { pattern: 'w1:a', reason: 'known' };

describe('Mutes', () => {
  it('mutes by any key that a pattern carries', () => {
    const mutes = new Mutes([MUTE]);
    assert.deepEqual(mutes.of(pattern({ key: 'w1:a' }), TODAY), { mute: MUTE });
    assert.deepEqual(mutes.of(pattern({ key: 'w1:b', keys: ['w1:b', 'w1:a'] }), TODAY), { mute: MUTE });
    assert.equal(mutes.of(pattern({ key: 'w1:b' }), TODAY), undefined);
  });

  it('mutes until the day on which the pattern comes back', () => {
    const muted = (until: string) => new Mutes([{ ...MUTE, until }]).of(pattern({ key: 'w1:a' }), TODAY);
    assert.ok(muted('2025-03-11'));
    assert.equal(muted('2025-03-10'), undefined);
    assert.equal(muted('2024-12-31'), undefined);
  });

  const REVISIONS: [what: string, noted: string | undefined, of: Pattern['revisions'], changedIn?: string][] =
    [
      ['the revision is the one that was noted', 'b', [revision('b', 2)]],
      ['only an older revision has it', 'b', [revision('b', 2), revision('a', 1)]],
      ['an older revision had it last', 'b', [revision('b', 2, 3), revision('a', 1, 9)]],
      ['a newer revision has it', 'a', [revision('a', 1), revision('b', 2)], 'b'],
      ['two newer revisions have it', 'a', [revision('c', 3), revision('a', 1), revision('b', 2)], 'c'],
      ['none was noted', undefined, [revision('a', 1), revision('b', 2)]],
      ['no revision is known any more', 'a', []],
      ['the noted one is not in the log, and another is', 'a', [revision('b', 2)], 'b'],
      ['the log is from before the noted one', 'shop-00042-abc', [revision('shop-00041-xyz', 2)]],
      [
        'the log is from after the noted one',
        'shop-00042-abc',
        [revision('shop-00043-xyz', 2)],
        'shop-00043-xyz',
      ],
      [
        'the noted one came back after a newer one',
        'shop-00042-abc',
        [revision('shop-00042-abc', 5, 6), revision('shop-00043-xyz', 3, 4)],
        'shop-00043-xyz',
      ],
    ];
  for (const [what, noted, revisions, changedIn] of REVISIONS) {
    it(`${changedIn === undefined ? 'stays quiet' : 'says so'} when ${what}`, () => {
      const mute = { ...MUTE, ...(noted !== undefined && { revision: noted }) };
      const muting = new Mutes([mute]).of(pattern({ key: 'w1:a', revisions }), TODAY);
      assert.deepEqual(muting, { mute, ...(changedIn !== undefined && { changedIn }) });
    });
  }
});

describe('newestRevision', () => {
  it('is the one that came last, not the one that was seen last', () => {
    assert.equal(newestRevision([revision('old', 1, 9), revision('new', 5, 6)]), 'new');
    assert.equal(
      newestRevision([revision('shop-00010-abc', 1), revision('shop-00009-abc', 5)]),
      'shop-00010-abc',
    );
    assert.equal(newestRevision([]), undefined);
  });
});
