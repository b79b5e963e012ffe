import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Why } from '../../../src/whys/analysis';
import type { NewWhy } from '../../../src/whys/change';
import {
  childrenOf,
  depthOf,
  newLabel,
  parentOf,
  parents,
  pathTo,
  subtreeOf,
} from '../../../src/whys/labels';
import { anyPlace } from './analyses';

describe('labels of whys', () => {
  const branched = whysOf('1', '2', '3a', '4', '3b', '4b', '5b', 'caught 1', 'caught 2');

  it('finds the parent by letter, else the last why one level up', () => {
    const expected = { 1: undefined, 2: '1', '3a': '2', 4: '3a', '3b': '2', '4b': '3b', '5b': '4b' };
    for (const [label, parent] of Object.entries(expected))
      assert.equal(parentOf(branched, label), parent, label);
    assert.equal(parentOf(branched, 'caught 2'), 'caught 1');
    assert.equal(parentOf(branched, 'caught 1'), undefined);
  });

  it('finds children, path, depth and subtree', () => {
    assert.deepEqual(childrenOf(branched, '2'), ['3a', '3b']);
    assert.deepEqual(pathTo(branched, '5b'), ['1', '2', '3b', '4b', '5b']);
    assert.deepEqual(pathTo(branched, '9'), []);
    assert.equal(depthOf('caught 2a'), 2);
    assert.deepEqual([...subtreeOf(branched, '3b')], ['3b', '4b', '5b']);
  });

  it('goes deeper with the next number', () => {
    assert.deepEqual(newLabel(whysOf('1', '2'), { kind: 'deeper', of: '2' }), { label: '3', index: 2 });
    assert.deepEqual(newLabel([], { kind: 'deeper' }), { label: '1', index: 0 });
  });

  it('gives a lone answer a letter when another comes beside it', () => {
    const renamed = { label: '3b', index: 4, renamed: { from: '3', to: '3a' } };
    const whys = whysOf('1', '2', '3', '4');
    assert.deepEqual(newLabel(whys, { kind: 'beside', of: '3', and: true }), renamed);
    assert.deepEqual(newLabel(whys, { kind: 'deeper', of: '2' }), renamed);
  });

  it('gives letters to branches above branches', () => {
    const place = newLabel(branched, { kind: 'beside', of: '2', and: false });
    assert.deepEqual(place, { label: '2b', index: 7, renamed: { from: '2', to: '2a' } });
    assert.equal(newLabel(whysOf('1', '2a', '2b', '3b'), { kind: 'deeper', of: '2a' })?.label, '3a');
  });

  it('starts and continues the detection branch behind the causes', () => {
    assert.deepEqual(newLabel(whysOf('1'), { kind: 'detection' }), { label: 'caught 1', index: 1 });
    assert.deepEqual(newLabel(whysOf('1', 'caught 1'), { kind: 'detection' }), {
      label: 'caught 2',
      index: 2,
    });
    assert.deepEqual(newLabel(whysOf('caught 1'), { kind: 'deeper' }), { label: '1', index: 0 });
  });

  it('knows no place below a why that is not there', () => {
    assert.equal(newLabel(whysOf('1'), { kind: 'deeper', of: '7' }), undefined);
    assert.equal(newLabel(whysOf('1'), { kind: 'beside', of: 'nonsense', and: false }), undefined);
  });

  it('keeps every why below its own parent, whatever is added where', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), anyPlace()), { maxLength: 25 }), (additions) => {
        let whys: Why[] = [];
        for (const [number, where] of additions) whys = addedTo(whys, onto(whys, where, number));
      }),
      { numRuns: 300 },
    );
  });
});

/** Adds a why and checks that it and all others stand below what they should. */
function addedTo(whys: Why[], where: NewWhy): Why[] {
  const place = newLabel(whys, where);
  if (!place) return whys;
  const rename = (label: string | undefined) => (label === place.renamed?.from ? place.renamed?.to : label);
  const before = [...parents(whys)].map(([label, parent]) => [rename(label), rename(parent)] as const);
  const after = whys.map((why) => ({ ...why, label: rename(why.label) ?? '' }));
  after.splice(place.index, 0, ...whysOf(place.label));

  assert.equal(new Set(after.map((why) => why.label)).size, after.length, `${place.label} is taken`);
  assert.equal(parentOf(after, place.label), rename(wantedParent(whys, where)), `parent of ${place.label}`);
  for (const [label, parent] of before)
    assert.equal(parentOf(after, label ?? ''), parent, `parent of ${label}`);
  return after;
}

function wantedParent(whys: Why[], where: NewWhy): string | undefined {
  if (where.kind === 'deeper') return where.of;
  if (where.kind === 'beside') return parentOf(whys, where.of);
  return whys.findLast((why) => why.label.startsWith('caught'))?.label;
}

/** Names a why that is there. */
function onto(whys: Why[], where: NewWhy, number: number): NewWhy {
  const of = whys[number % Math.max(whys.length, 1)]?.label;
  return of !== undefined && 'of' in where ? { ...where, of } : where;
}

function whysOf(...labels: string[]): Why[] {
  return labels.map((label) => ({
    label,
    and: false,
    question: '',
    answer: '',
    state: 'possible',
    evidence: [],
  }));
}
