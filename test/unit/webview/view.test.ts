import assert from 'node:assert/strict';
import { whyToBeginWith } from '../../../src/whys/begin';
import { FIRST_VIEW, followed, linkId, restoredView, whyAt, withTick } from '../../../src/webview/view';
import { applyChange } from '../../../src/whys/apply';
import { problem, report, why } from './reports';

describe('restoredView', () => {
  it('reads what was kept', () => {
    assert.deepEqual(restoredView({ tab: 'facts', whys: [null, '3b'], scroll: 5 }), {
      tab: 'facts',
      whys: [undefined, '3b'],
      held: [],
    });
  });

  for (const kept of [undefined, null, 'x', 3, [], {}, { tab: -1, whys: 'x' }, { tab: 1.5 }]) {
    it(`begins at the first problem after ${JSON.stringify(kept)}`, () => {
      assert.deepEqual(restoredView(kept), FIRST_VIEW);
    });
  }
});

describe('followed', () => {
  const labels = ['1', '2', '3'].map((label) => why(label, { answer: `answer ${label}` }));
  const before = report(problem(labels));

  it('stays at the why that got another label', () => {
    const after = applyChange(before, {
      type: 'addWhy',
      problem: 0,
      where: { kind: 'beside', of: '3', and: false },
      question: 'Why else?',
    });
    const view = followed({ tab: 0, whys: ['3'], held: [] }, before.problems, after.problems);
    const [label] = view.whys;
    assert.equal(after.problems[0]?.whys.find((one) => one.label === label)?.answer, 'answer 3');
  });

  it('goes up from a why that was removed', () => {
    const after = applyChange(before, { type: 'removeWhy', problem: 0, why: '2' });
    assert.deepEqual(followed({ tab: 0, whys: ['2'], held: [] }, before.problems, after.problems).whys, [
      '1',
    ]);
  });

  it('goes to the branch beside the one that was removed', () => {
    const forked = report(
      problem([why('1'), why('2a', { answer: 'a' }), why('3a'), why('2b', { answer: 'b' })]),
    );
    const after = applyChange(forked, { type: 'removeWhy', problem: 0, why: '2b' });
    assert.deepEqual(followed({ tab: 0, whys: ['2b'], held: [] }, forked.problems, after.problems).whys, [
      '2a',
    ]);
  });

  it('goes to the last tab that is left', () => {
    assert.equal(followed({ tab: 4, whys: [], held: [] }, [], [problem([]), problem([])]).tab, 1);
    assert.equal(followed({ tab: 4, whys: [], held: [] }, [], []).tab, 0);
    assert.equal(followed({ tab: 'steps', whys: [], held: [] }, [], []).tab, 'steps');
  });
});

describe('whyToBeginWith', () => {
  it('is the first that nobody answered, else the last', () => {
    assert.equal(whyToBeginWith([why('1', { answer: 'x' }), why('2'), why('3')]), '2');
    assert.equal(whyToBeginWith([why('1', { answer: 'x' }), why('2', { answer: 'y' })]), '2');
    assert.equal(whyToBeginWith([]), undefined);
  });
});

describe('the ticks of links', () => {
  it('are set, taken and kept', () => {
    const id = linkId('The disk was full.', 'The service stopped.');
    const ticked = withTick(FIRST_VIEW, id);
    assert.deepEqual(restoredView(structuredClone(ticked)).held, [id]);
    assert.deepEqual(withTick(ticked, id).held, []);
  });

  it('are of what the link says, so that another text has none', () => {
    assert.notEqual(linkId('a', 'b'), linkId('a', 'c'));
    assert.notEqual(linkId('a', 'b'), linkId('b', 'a'));
  });

  it('are bounded', () => {
    let view = FIRST_VIEW;
    for (let i = 0; i < 600; i++) view = withTick(view, `id${i}`);
    assert.equal(view.held.length, 500);
    assert.equal(view.held.at(-1), 'id599');
  });
});

describe('whyAt', () => {
  it('is the current why, on other pages that of the first problem that has one', () => {
    const view = { ...FIRST_VIEW, whys: [undefined, '2'] };
    assert.equal(whyAt(view), undefined);
    assert.deepEqual(whyAt({ ...view, tab: 1 }), { problem: 1, why: '2' });
    assert.deepEqual(whyAt({ ...view, tab: 'facts' }), { problem: 1, why: '2' });
  });
});
