import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Why } from '../../../src/whys/analysis';
import type { WhyPlace } from '../../../src/whys/change';
import { newLabel, parents, parseLabel, subtreeOf } from '../../../src/whys/labels';
import { movedWhys } from '../../../src/whys/moveWhy';
import { anyPlace, anyTarget } from './analyses';

const TREE = ['1', '2a', '3', '2b', '3b', 'caught 1'];

describe('movedWhys', () => {
  it('changes the order of siblings and keeps their names', () => {
    assert.deepEqual(moved('2b', { kind: 'before', of: '2a' }), ['1', '2b', '3b', '2a', '3', 'caught 1']);
    assert.deepEqual(moved('2a', { kind: 'after', of: '2b' }), ['1', '2b', '3b', '2a', '3', 'caught 1']);
  });

  it('gives what is moved below another why, with all below it, new names', () => {
    assert.deepEqual(moved('2b', { kind: 'under', of: '3' }), ['1', '2a', '3', '4', '5', 'caught 1']);
    assert.deepEqual(moved('3b', { kind: 'under', of: '2a' }), ['1', '2a', '3a', '3b', '2b', 'caught 1']);
    assert.deepEqual(moved('2b', { kind: 'under', of: 'caught 1' }), [
      '1',
      '2a',
      '3',
      'caught 1',
      'caught 2',
      'caught 3',
    ]);
  });

  it('moves nothing below itself, beside itself, to where it is, or to what is not there', () => {
    for (const to of [
      { kind: 'under', of: '3b' },
      { kind: 'before', of: '2b' },
      { kind: 'after', of: '2a' },
      { kind: 'under', of: '9' },
    ] as const) {
      assert.equal(movedWhys(whysOf(TREE), '2b', to), undefined, JSON.stringify(to));
    }
  });

  it('keeps what stands below what, whatever is moved', () => {
    fc.assert(
      fc.property(
        fc.array(anyPlace(), { maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        anyTarget(),
        (places, at, of, target) => {
          const whys = grown(places);
          const label = whys[at % Math.max(whys.length, 1)]?.label ?? '1';
          const other = whys[of % Math.max(whys.length, 1)]?.label ?? '1';
          const to = target.of === undefined ? target : { ...target, of: other };
          const result = movedWhys(whys, label, to);
          if (!result) return;
          const above = parents(whys);
          const below = subtreeOf(whys, label);
          const parent = to.kind === 'under' ? to.of : above.get(to.of);
          const now = (old: string | undefined) => old && (result.renamed.get(old) ?? old);
          const wanted = new Map(
            whys.map((why) => [now(why.label), now(why.label === label ? parent : above.get(why.label))]),
          );
          assert.deepEqual([...parents(result.whys)].toSorted(byLabel), [...wanted].toSorted(byLabel));
          assert.equal(new Set(result.whys.map((why) => why.label)).size, whys.length);
          assert.ok(below.size > 0 && result.whys.every((why) => parseLabel(why.label)));
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    );
  });
});

function moved(label: string, to: WhyPlace): string[] | undefined {
  return movedWhys(whysOf(TREE), label, to)?.whys.map((why) => why.label);
}

/** Whys as additions make them. */
function grown(places: readonly Parameters<typeof newLabel>[1][]): Why[] {
  let whys: Why[] = [];
  for (const where of places) {
    const place = newLabel(whys, where);
    if (!place) continue;
    const { renamed, label, index } = place;
    whys = whys.map((old) => (old.label === renamed?.from ? { ...old, label: renamed.to } : old));
    whys.splice(index, 0, ...whysOf([label]));
  }
  return whys;
}

function whysOf(labels: readonly string[]): Why[] {
  return labels.map((label) => ({
    label,
    and: false,
    question: label,
    answer: '',
    state: 'possible',
    evidence: [],
  }));
}

function byLabel([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a).localeCompare(String(b));
}
