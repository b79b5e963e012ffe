import assert from 'node:assert/strict';
import { begin, next, type Model, type ModelEvent } from '../../../src/webview/model';
import { FIRST_VIEW } from '../../../src/webview/view';
import type { Analysis } from '../../../src/whys/analysis';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import { NO_ACTION, problem, report, why } from './reports';

const START = report(
  problem([why('1', { answer: 'x', evidence: [{ kind: 'note', text: 'seen' }] }), why('2', { answer: 'y' })]),
);

describe('the model of the page', () => {
  it('begins at the first why that nobody answered', () => {
    const model = after(
      begin(FIRST_VIEW),
      show(report(problem([why('1', { answer: 'x' }), why('2'), why('3')]))),
    );
    assert.deepEqual(model.view, { tab: 0, whys: ['2'], held: [] });
  });

  it('begins where the page stands that it was split from, unless it keeps a view of its own', () => {
    const two = report(problem([why('1')]), problem([why('1', { answer: 'x' }), why('2')]));
    const split = { ...show(two), beginAt: { problem: 1, why: '1' } };
    assert.deepEqual(after(begin(FIRST_VIEW), split).view, { tab: 1, whys: ['1', '1'], held: [] });
    const kept = { tab: 0, whys: ['1', '2'], held: [] };
    assert.deepEqual(after(begin(kept), split).view, kept);
    const gone = { ...show(two), beginAt: { problem: 1, why: '7' } };
    assert.equal(after(begin(FIRST_VIEW), gone).view.tab, 0);
    assert.equal(after(begin(FIRST_VIEW), show(two), split).view.tab, 0, 'only its first report says where');
  });

  const effects: [string, Change, focus: string, said: RegExp][] = [
    [
      'addWhy',
      { type: 'addWhy', problem: 0, where: { kind: 'deeper', of: '2' }, question: 'Why?' },
      'answer',
      /Why 3 added/,
    ],
    ['removeWhy', { type: 'removeWhy', problem: 0, why: '2' }, 'current-cause', /Undo brings it back/],
    [
      'removeEvidence',
      { type: 'removeEvidence', problem: 0, why: '1', evidence: 0 },
      'pin-evidence',
      /Evidence removed/,
    ],
    ['setRootCause', { type: 'setRootCause', problem: 0, why: '2', text: 'y' }, 'root-cause', /root cause/],
    ['addAction', { type: 'addAction', problem: 0, action: NO_ACTION }, 'step-0-0', /Step added/],
    ['addProblem', { type: 'addProblem', problem: problem([]) }, 'problem-title', /Problem added/],
  ];
  for (const [title, change, focus, said] of effects) {
    it(`points out what ${title} brought`, () => {
      const model = changed(START, change);
      assert.equal(model.focus?.id, focus);
      assert.match(model.said, said);
      assert.equal(model.awaited, undefined);
    });
  }

  it('makes the why that was added the current one, whatever its label', () => {
    const { view } = changed(START, {
      type: 'addWhy',
      problem: 0,
      where: { kind: 'beside', of: '2', and: true },
      question: 'Why else?',
    });
    assert.deepEqual(view.whys, ['2b']);
  });

  it('follows a why that was moved to its new label', () => {
    const start = report(problem([why('1'), why('2a', { answer: 'a' }), why('2b', { answer: 'b' })]));
    const { view, said, focus } = changed(start, {
      type: 'moveWhy',
      problem: 0,
      why: '2b',
      to: { kind: 'under', of: '2a' },
    });
    assert.match(view.whys[0] ?? '', /^3/);
    assert.match(said, /now Why 3/);
    assert.equal(focus?.id, 'current-cause');
  });

  it('offers the way back from what was removed, until something else is done', () => {
    const model = changed(START, { type: 'removeWhy', problem: 0, why: '1' });
    assert.equal(model.removed, 'Why 1 and 1 below it removed.');
    assert.equal(next(model, { type: 'forgetRemoved' }).removed, undefined);
    const change: Change = { type: 'setTitle', title: 'x' };
    assert.equal(next(model, { type: 'changing', change }).removed, undefined);
    const { analysis } = model.report ?? {};
    assert.ok(analysis);
    assert.equal(next(model, show(analysis)).removed, model.removed, 'the findings follow');
    assert.equal(next(model, show(START)).removed, undefined, 'it was undone');
  });

  it('shows what a change will bring before the document has it', () => {
    const change: Change = { type: 'setState', problem: 0, why: '1', state: 'confirmed' };
    const model = after(
      begin(FIRST_VIEW),
      show(START),
      { type: 'changing', change },
      { type: 'foresee', analysis: applyChange(START, change) },
    );
    assert.equal(model.report?.analysis.problems[0]?.whys[0]?.state, 'confirmed');
    assert.deepEqual(next(begin(FIRST_VIEW), { type: 'foresee', analysis: START }).report, undefined);
  });

  it('leaves the focus where it is when somebody else changes the report', () => {
    const model = after(
      begin(FIRST_VIEW),
      show(START),
      { type: 'changing', change: { type: 'removeEvidence', problem: 0, why: '1', evidence: 5 } },
      { type: 'foresee', analysis: START },
      show(applyChange(START, { type: 'removeEvidence', problem: 0, why: '1', evidence: 0 })),
    );
    assert.equal(model.focus, undefined);
    assert.equal(model.said, '');
  });

  it('ticks a link', () => {
    const model = next(begin(FIRST_VIEW), { type: 'tickLink', id: 'a' });
    assert.deepEqual(model.view.held, ['a']);
  });

  it('takes back the root cause', () => {
    const marked = report({ ...problem([why('1')]), rootCauses: [{ why: '1', text: 'x' }] });
    const model = changed(marked, { type: 'setRootCause', problem: 0, why: '1', text: '' });
    assert.equal(model.focus?.id, 'mark-root-cause');
  });

  it('waits for the effect while other changes come by', () => {
    const change: Change = { type: 'removeWhy', problem: 0, why: '2' };
    const waiting = after(
      begin(FIRST_VIEW),
      show(START),
      { type: 'changing', change },
      show({ ...START, title: 'New' }),
    );
    assert.equal(waiting.focus, undefined);
    assert.equal(after(waiting, show(applyChange(START, change))).focus?.id, 'current-cause');
  });

  it('leaves the focus alone when a text was changed', () => {
    assert.equal(changed(START, { type: 'setAnswer', problem: 0, why: '1', answer: 'z' }).focus, undefined);
  });

  it('goes where a command sends it', () => {
    const model = after(begin(FIRST_VIEW), show(START), { type: 'focus', problem: 0, why: '1' });
    assert.deepEqual([model.view, model.focus], [{ tab: 0, whys: ['1'], held: [] }, { id: 'answer' }]);
  });

  it('shows a report again that was broken', () => {
    const broken = after(begin(FIRST_VIEW), show(START), { type: 'broken', message: 'Merge conflicts.' });
    assert.equal(broken.broken, 'Merge conflicts.');
    assert.equal(after(broken, show(START)).broken, undefined);
  });
});

function show(analysis: Analysis): Extract<ModelEvent, { type: 'show' }> {
  return { type: 'show', analysis, handled: 0, editable: true, seen: [] };
}

function after(model: Model, ...events: ModelEvent[]): Model {
  return events.reduce(next, model);
}

/** The model after the user made that change and the document brought it. */
function changed(analysis: Analysis, change: Change): Model {
  return after(
    begin(FIRST_VIEW),
    show(analysis),
    { type: 'changing', change },
    show(applyChange(analysis, change)),
  );
}
