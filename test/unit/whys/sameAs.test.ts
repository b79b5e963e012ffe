import assert from 'node:assert/strict';
import { applyChange } from '../../../src/whys/apply';
import type { Analysis, Problem, Why } from '../../../src/whys/analysis';
import { sameAs, writeSameAs } from '../../../src/whys/sameAs';

describe('a shared cause', () => {
  it('is named by its problem, and by its why', () => {
    for (const same of [{ problem: 0 }, { problem: 1, why: '3b' }, { problem: 11, why: 'caught 2' }]) {
      assert.deepEqual(sameAs(`${writeSameAs(same)}. And more.`), same);
    }
    assert.equal(writeSameAs({ problem: 0, why: '3' }), 'Same as 1: Why 3');
  });

  it('is read as others write it', () => {
    assert.deepEqual(sameAs('Same as Error Pattern 1 - an old dependency'), { problem: 0 });
    assert.deepEqual(sameAs('same root cause as problem #2'), { problem: 1 });
    for (const text of ['It is the same as 1', 'Same as before', 'Same as 1b', '']) {
      assert.equal(sameAs(text), undefined, text);
    }
  });

  it('follows the why when that gets another label', () => {
    const analysis: Analysis = {
      title: '',
      header: [],
      summary: '',
      problems: [
        problem([why('1'), why('2')], ''),
        problem([why('1', 'Same as 1: Why 2, too')], 'Same as 1: Why 2'),
      ],
    };
    const where = { kind: 'beside', of: '2', and: false } as const;
    const after = applyChange(analysis, { type: 'addWhy', problem: 0, where, question: '' });
    assert.equal(after.problems[1]?.whys[0]?.answer, 'Same as 1: Why 2a, too');
    assert.equal(after.problems[1]?.rootCauses[0]?.text, 'Same as 1: Why 2a');
  });
});

function problem(whys: readonly Why[], text: string): Problem {
  const rootCauses = text ? [{ text }] : [];
  return { title: '', patterns: [], facts: [], whys, rootCauses, actions: [], verification: '' };
}

function why(label: string, answer = ''): Why {
  return { label, and: false, question: '', answer, state: 'possible', evidence: [] };
}
