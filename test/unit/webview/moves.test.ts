import assert from 'node:assert/strict';
import { applyChange } from '../../../src/whys/apply';
import { messageOf, movedUnder, moveOf, moveTargets, type Keystroke } from '../../../src/webview/moves';
import { problem, report, why } from './reports';

const key = (name: string, held: Partial<Keystroke> = {}): Keystroke => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('moveOf', () => {
  it('knows single keys in either case', () => {
    assert.equal(moveOf(key('d'), false), 'deeper');
    assert.equal(moveOf(key('D', { shiftKey: true }), false), 'deeper');
    assert.equal(moveOf(key('Delete'), false), 'remove');
  });

  it('leaves letters to the text that is being typed', () => {
    for (const name of ['d', 'x', 'Delete']) assert.equal(moveOf(key(name), true), undefined);
  });

  it('moves with Alt and the arrows', () => {
    assert.equal(moveOf(key('ArrowUp', { altKey: true }), false), 'up');
    assert.equal(moveOf(key('ArrowRight', { altKey: true }), false), 'under');
    assert.equal(moveOf(key('ArrowUp'), false), undefined);
    assert.equal(moveOf(key('ArrowUp', { altKey: true }), true), undefined);
  });

  it('leaves keys with Ctrl, Cmd or Alt to VS Code', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      assert.equal(moveOf(key('p', held), false), undefined);
    }
  });

  it('goes deeper with Ctrl+Enter from within a text too', () => {
    assert.equal(moveOf(key('Enter', { ctrlKey: true }), true), 'deeper');
    assert.equal(moveOf(key('Enter', { metaKey: true }), true), 'deeper');
    assert.equal(moveOf(key('Enter'), true), undefined);
  });
});

describe('messageOf', () => {
  const report = problem([why('1', { answer: 'The cache was empty.' }), why('2')]);

  it('asks the question that follows from the answer', () => {
    const message = messageOf('deeper', report, 3, '1');
    assert.ok(message?.type === 'change' && message.change.type === 'addWhy');
    assert.equal(message.change.problem, 3);
    assert.deepEqual(message.change.where, { kind: 'deeper', of: '1' });
    assert.match(message.change.question, /the cache was empty/);
  });

  it('asks the first why where there is none', () => {
    const message = messageOf('deeper', problem([]), 0);
    assert.ok(message?.type === 'change' && message.change.type === 'addWhy');
    assert.deepEqual(message.change.where, { kind: 'deeper' });
  });

  it('branches with or and with and', () => {
    for (const [move, and] of [
      ['branchOr', false],
      ['branchAnd', true],
    ] as const) {
      const message = messageOf(move, report, 0, '2');
      assert.ok(message?.type === 'change' && message.change.type === 'addWhy');
      assert.deepEqual(message.change.where, { kind: 'beside', of: '2', and });
    }
  });

  it('makes the answer a root cause, and takes it back', () => {
    assert.deepEqual(messageOf('rootCause', report, 0, '1'), {
      type: 'change',
      change: { type: 'setRootCause', problem: 0, why: '1', text: 'The cache was empty.' },
    });
    const marked = { ...report, rootCauses: [{ why: '1', text: 'x' }] };
    assert.deepEqual(messageOf('rootCause', marked, 0, '1'), {
      type: 'change',
      change: { type: 'setRootCause', problem: 0, why: '1', text: '' },
    });
  });

  it('rules out, and takes it back', () => {
    const ruledOut = problem([why('1', { state: 'ruled out' })]);
    const states = [report, ruledOut].map((one) => {
      const message = messageOf('ruledOut', one, 0, '1');
      return message?.type === 'change' && message.change.type === 'setState' && message.change.state;
    });
    assert.deepEqual(states, ['ruled out', 'possible']);
  });

  it('makes no move at a why that is gone', () => {
    assert.equal(messageOf('remove', report, 0, '9'), undefined);
  });
});

describe('messageOf a move to another place', () => {
  const report = problem([why('1'), why('2a'), why('3'), why('2b', { and: true }), why('caught 1')]);
  const to = (move: 'up' | 'down' | 'out' | 'under', label: string) => {
    const message = messageOf(move, report, 0, label);
    if (message === undefined) return undefined;
    assert.ok(message.type === 'change' && message.change.type === 'moveWhy');
    return message.change.to;
  };

  it('goes past a sibling', () => {
    assert.deepEqual(to('up', '2b'), { kind: 'before', of: '2a' });
    assert.deepEqual(to('down', '2a'), { kind: 'after', of: '2b' });
  });

  it('goes beside the why above, or below the sibling before', () => {
    assert.deepEqual(to('out', '2a'), { kind: 'after', of: '1' });
    assert.deepEqual(to('under', '2b'), { kind: 'under', of: '2a' });
  });

  it('stays where there is no such place, and on its branch', () => {
    for (const move of ['up', 'down', 'under', 'out'] as const) assert.equal(to(move, '1'), undefined, move);
    assert.equal(to('up', 'caught 1'), undefined);
  });

  it('joins with and, and back', () => {
    const joined = (label: string) => {
      const message = messageOf('join', report, 0, label);
      return message?.type === 'change' && message.change.type === 'setAnd' && message.change.and;
    };
    assert.equal(joined('2b'), false);
    assert.equal(joined('2a'), true);
  });
});

describe('moveTargets', () => {
  const whys = ['1', '2a', '3a', '2b', 'caught 1'].map((label) => why(label));

  it('is what a why can stand under, and does not yet', () => {
    const labels = (label: string) =>
      moveTargets(problem(whys), label).map(({ why: one }) => one?.label ?? 'the problem');
    assert.deepEqual(labels('2a'), ['the problem', '2b', 'caught 1']);
    assert.deepEqual(labels('3a'), ['the problem', '1', '2b', 'caught 1']);
    assert.deepEqual(labels('1'), ['caught 1']);
  });

  it('makes a change of each that moves the why there', () => {
    const analysis = report(problem(whys));
    for (const { label } of whys) {
      for (const target of moveTargets(problem(whys), label)) {
        const moved = applyChange(analysis, movedUnder(0, label, target)).problems[0]?.whys ?? [];
        const name = `${label} under ${target.why?.label}`;
        assert.equal(moved.length, whys.length, name);
        assert.notDeepEqual(moved, whys, name);
      }
    }
  });
});
