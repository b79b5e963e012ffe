import assert from 'node:assert/strict';
import { causesOf, inOrder, nameOf, neighbour, pathTo, type Cause } from '../../../src/webview/causes';
import { problem, why } from './reports';

const WHYS = ['1', '2', '3a', '4a', '3b', '4b', 'caught 1', 'caught 2'].map((label) => why(label));

describe('causesOf', () => {
  const causes = causesOf(problem(WHYS, { rootCauses: [{ why: '4b', text: 'x' }] }));

  it('puts branches side by side and the detection branch apart', () => {
    assert.deepEqual(causes.happened.map(told), ['1(2(3a(4a) 3b(4b)))']);
    assert.deepEqual(causes.notCaught.map(told), ['caught 1(caught 2)']);
  });

  it('knows level, place among the siblings, columns and root causes', () => {
    const facts = inOrder(causes).map(({ why, level, position, siblings, columns, isRootCause }) =>
      [why.label, level, `${position}/${siblings}`, columns, ...(isRootCause ? ['root'] : [])].join(' '),
    );
    assert.deepEqual(facts, [
      '1 1 1/1 2',
      '2 2 1/1 2',
      '3a 3 1/2 1',
      '4a 4 1/1 1',
      '3b 3 2/2 1',
      '4b 4 1/1 1 root',
      'caught 1 1 1/1 1',
      'caught 2 2 1/1 1',
    ]);
  });

  it('shows a why whose parent is missing at the top', () => {
    assert.deepEqual(causesOf(problem([why('4')])).happened.map(told), ['4']);
  });

  it('knows the path to a why', () => {
    const deepest = inOrder(causes).find((cause) => cause.why.label === '4b');
    assert.ok(deepest);
    assert.deepEqual(
      pathTo(deepest).map((cause) => cause.why.label),
      ['1', '2', '3b', '4b'],
    );
  });
});

describe('neighbour', () => {
  const order = inOrder(causesOf(problem(WHYS)));
  const cases: [from: string, key: string, to: string | undefined][] = [
    ['2', 'ArrowDown', '3a'],
    ['4a', 'ArrowDown', '3b'],
    ['3b', 'ArrowUp', '4a'],
    ['3b', 'ArrowLeft', '2'],
    ['3b', 'ArrowRight', '4b'],
    ['4b', 'ArrowRight', undefined],
    ['1', 'ArrowUp', undefined],
    ['1', 'ArrowLeft', undefined],
    ['4b', 'ArrowDown', 'caught 1'],
    ['3a', 'Home', '1'],
    ['3a', 'End', 'caught 2'],
    ['3a', 'a', undefined],
  ];
  for (const [from, key, to] of cases) {
    it(`${key} leads from ${from} to ${to ?? 'nowhere'}`, () => {
      const start = order.find((cause) => cause.why.label === from);
      assert.ok(start);
      assert.equal(neighbour(order, start, key)?.why.label, to);
    });
  }
});

describe('nameOf', () => {
  it('names whys of both branches', () => {
    assert.equal(nameOf('3b'), 'Why 3b');
    assert.equal(nameOf('caught 1'), 'Not caught 1');
  });
});

function told({ why, children }: Cause): string {
  return children.length > 0 ? `${why.label}(${children.map(told).join(' ')})` : why.label;
}

describe('shared causes', () => {
  const first = problem([why('1', { answer: 'The cache is cold.' }), why('2', { answer: 'No warm-up.' })], {
    rootCauses: [{ why: '2', text: 'No warm-up.' }],
  });
  const second = problem([why('1', { answer: 'Slow start.' })], {
    rootCauses: [{ why: '1', text: 'Same as 1: Why 2. No warm-up.' }],
  });
  const third = problem([why('1', { answer: 'Same as 1' })]);
  const problems = [first, second, third];
  const sharedOf = (index: number) =>
    inOrder(causesOf(problems[index] ?? first, problems)).map(({ shared }) => shared);

  it('leads from a why to the one that it is the same as', () => {
    assert.deepEqual(sharedOf(1), [[{ problem: 0, why: '2' }]]);
    assert.deepEqual(sharedOf(2), [[{ problem: 0 }]], 'the whole problem where no why is named');
  });

  it('leads back from there', () => {
    assert.deepEqual(sharedOf(0), [[], [{ problem: 1, why: '1' }]]);
  });

  it('takes no problem that is not there, and none for itself', () => {
    const alone = problem([
      why('1', { answer: 'Same as 7: Why 1' }),
      why('2', { answer: 'Same as 1: Why 1' }),
    ]);
    assert.deepEqual(
      inOrder(causesOf(alone, [alone])).flatMap(({ shared }) => shared),
      [],
    );
  });
});
