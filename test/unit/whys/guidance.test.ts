import assert from 'node:assert/strict';
import type { Problem, Why } from '../../../src/whys/analysis';
import { hints, readBack, readBackLinks, suggestedQuestion } from '../../../src/whys/guidance';

describe('suggestedQuestion', () => {
  it('asks about the problem first', () => {
    const problem = problemOf({});
    assert.equal(suggestedQuestion(problem, { kind: 'deeper' }), 'Why does “`boom` in staging” happen?');
    assert.equal(suggestedQuestion({ ...problem, title: '' }, { kind: 'deeper' }), 'Why did it happen?');
  });

  it('asks about the answer above', () => {
    const questions: [string, string][] = [
      ['The disk is full.', 'Why is it that the disk is full?'],
      ['Because it was never rotated', 'Why is it that it was never rotated?'],
      ['Redis is down. Nobody saw it.', 'Why is it that Redis is down?'],
      ['`load` is not awaited', 'Why is it that `load` is not awaited?'],
      ['Missing await keyword', 'Why: Missing await keyword?'],
      ['The config has two keys\n\n- a\n- b', 'Why is it that the config has two keys?'],
      ['', 'Why is that so?'],
    ];
    for (const [answer, question] of questions) {
      assert.equal(suggestedQuestion(problemOf({ '1': answer }), { kind: 'deeper', of: '1' }), question);
    }
  });

  it('asks the same beside an answer as above it', () => {
    const problem = problemOf({ '1': 'The disk is full', '2': 'Nothing rotates' });
    const question = suggestedQuestion(problem, { kind: 'beside', of: '2', and: false });
    assert.equal(question, 'Why is it that the disk is full?');
  });

  it('asks why nothing caught it', () => {
    const question = 'Why was it not caught before it reached staging?';
    assert.equal(suggestedQuestion(problemOf({ '1': 'x' }), { kind: 'detection' }), question);
    assert.equal(
      suggestedQuestion(problemOf({ 'caught 1': 'x' }), { kind: 'beside', of: 'caught 1', and: true }),
      question,
    );
    const problem = problemOf({ 'caught 1': 'There is no test' });
    assert.equal(suggestedQuestion(problem, { kind: 'detection' }), 'Why is it that there is no test?');
  });

  it('shortens a long answer between words', () => {
    const question = suggestedQuestion(problemOf({ '1': `The ${'very '.repeat(60)}end` }), {
      kind: 'deeper',
      of: '1',
    });
    assert.match(question, /very…\?$/);
    assert.ok(question.length < 200);
  });
});

describe('readBack', () => {
  it('goes from the answer up to the problem', () => {
    const problem = problemOf({ '1': 'A', '2': '', '3a': 'B', '3b': 'C', 'caught 1': 'D' });
    assert.deepEqual(readBack(problem, '3b'), ['C', '', 'A', '`boom` in staging']);
    assert.deepEqual(readBack(problem, 'caught 1'), ['D', 'It was not caught before it reached staging']);
  });
});

describe('readBack of branches', () => {
  const branched = (and: boolean, state: 'possible' | 'ruled out') => {
    const problem = problemOf({
      '1': 'A',
      '2a': 'The pool is small.',
      '2b': 'The queue has no limit.',
      '3a': 'B',
    });
    const whys = problem.whys.map((why) => (why.label === '2b' ? { ...why, and, state } : why));
    return readBack({ ...problem, whys }, '3a')[1];
  };

  it('says together what was needed together', () => {
    assert.equal(branched(true, 'possible'), 'The pool is small, and the queue has no limit');
  });

  it('leaves out the other possibility, and what is ruled out', () => {
    assert.equal(branched(false, 'possible'), 'The pool is small.');
    assert.equal(branched(true, 'ruled out'), 'The pool is small.');
  });
});

describe('readBackLinks', () => {
  it('says each step as one sentence, the deepest first', () => {
    const problem = problemOf({ '1': 'The disk is full. Nobody saw it.', '2': 'Because nothing rotates' });
    assert.deepEqual(readBackLinks(problem, '2'), [
      {
        why: '2',
        cause: 'Because nothing rotates',
        effect: 'The disk is full. Nobody saw it.',
        text: 'Nothing rotates, therefore the disk is full.',
      },
      {
        why: '1',
        cause: 'The disk is full. Nobody saw it.',
        effect: '`boom` in staging',
        text: 'The disk is full, therefore `boom` in staging.',
      },
    ]);
  });

  it('says nothing of a step whose cause is not known yet', () => {
    assert.equal(readBackLinks(problemOf({ '1': 'A', '2': '' }), '2')[0]?.text, '');
  });
});

describe('hints', () => {
  it('asks what in the system allowed what a person did', () => {
    for (const answer of [
      'The developer forgot the await',
      'Human error',
      'He should have checked',
      'Ada overlooked it',
    ]) {
      assert.deepEqual(ids({ answer }), ['blame'], answer);
    }
    for (const answer of ['The cache forgets nothing', 'Nothing checks it', 'The error handler is missing']) {
      assert.deepEqual(ids({ answer }), [], answer);
    }
  });

  it('asks for evidence of what is confirmed', () => {
    assert.deepEqual(ids({ state: 'confirmed' }), ['no-evidence']);
    assert.deepEqual(ids({ state: 'confirmed', evidence: [{ kind: 'note', text: 'x' }] }), []);
  });

  it('sends to look for what a possible answer would also show', () => {
    const wouldShow = 'The import logs 0 rows.';
    assert.deepEqual(ids({ wouldShow }), ['look']);
    assert.deepEqual(ids({ wouldShow, state: 'ruled out' }), []);
    assert.deepEqual(ids({ wouldShow, evidence: [{ kind: 'note', text: 'x' }] }), []);
  });

  it('notices an answer that restates the question', () => {
    assert.deepEqual(ids({ question: 'Why does the upload fail?', answer: 'The upload fails' }), [
      'restates',
    ]);
    assert.deepEqual(ids({ question: 'Why does the upload fail?', answer: 'The disk is full' }), []);
  });

  it('says at the fifth why that five is a suggestion', () => {
    const problem = problemOf({ '1': 'a', '2': 'b', '3': 'c', '4': 'd', '5': 'e' });
    assert.deepEqual(
      hints(problem, '5').map(({ id }) => id),
      ['deep'],
    );
    assert.deepEqual(hints(problem, '4'), []);
    assert.deepEqual(hints(problem, '9'), []);
  });

  it('asks for no root cause at what is ruled out', () => {
    const problem = problemOf({ '1': 'a', '2': 'b', '3': 'c', '4': 'd', '5': 'e' });
    const whys = problem.whys.map((why) => Object.assign({}, why, { state: 'ruled out' }));
    assert.deepEqual(hints({ ...problem, whys }, '5'), []);
  });

  it('asks at a root cause what else was considered, however deep the chain', () => {
    const problem = problemOf({ '1': 'a', '2': 'b', '3': 'c', '4': 'd', '5': 'e' });
    const found = hints({ ...problem, rootCauses: [{ why: '5', text: 'x' }] }, '5');
    assert.deepEqual(
      found.map(({ id }) => id),
      ['single'],
    );
    const branched = problemOf({ '1': 'a', '2': 'b', '3a': 'c', '3b': 'd', '4b': 'e' });
    assert.deepEqual(hints({ ...branched, rootCauses: [{ why: '4b', text: 'x' }] }, '4b'), []);
  });

  it('notices a restatement in many words, and no new thought', () => {
    const restating: [string, string][] = [
      ['Why is the cart page slow?', 'Because the cart page is slow.'],
      ['Why did the deployment fail on staging?', 'The deployment on staging failed'],
      ['Why are authenticated endpoints failing?', 'Authenticated endpoints fail.'],
      ['Why does the worker crash at startup?', 'There are crashes of the worker at startup'],
    ];
    for (const [question, answer] of restating) {
      assert.deepEqual(ids({ question, answer }), ['restates'], answer);
    }
    const thinking: [string, string][] = [
      ['Why is the cart page slow?', 'The cart page loads every price with a query of its own.'],
      ['Why did the deployment fail on staging?', 'The deployment ran before the migration.'],
      ['Why are endpoints failing?', 'Endpoints'],
      ['Why does the worker crash?', ''],
    ];
    for (const [question, answer] of thinking) assert.deepEqual(ids({ question, answer }), [], answer);
  });

  it('asks for the step between when a question leaves what was answered', () => {
    const asked = (answer: string, question: string): string[] => {
      const problem = problemOf({ '1': answer, '2': '' });
      const [first, second] = problem.whys;
      assert.ok(first && second);
      return hints({ ...problem, whys: [first, { ...second, question }] }, '2').map(({ id }) => id);
    };
    const leaps: [string, string][] = [
      ['The disk of the database server is full.', 'Why do reviewers approve large changes?'],
      ['The handler calls get on a coroutine.', 'Why has the company no training budget?'],
    ];
    for (const [answer, question] of leaps) assert.deepEqual(asked(answer, question), ['leap'], question);
    const steps: [string, string][] = [
      ['The disk of the database server is full.', 'Why was the disk full?'],
      ['The disk of the database server is full.', 'Why does nobody rotate the logs on that server?'],
      ['The disk of the database server is full.', 'Why is that so?'],
      ['Full disk', 'Why do reviewers approve large changes?'],
      ['', 'Why do reviewers approve large changes?'],
    ];
    for (const [answer, question] of steps) assert.deepEqual(asked(answer, question), [], question);
  });

  it('asks on when a root cause is near the surface, and not on the detection branch', () => {
    const problem = problemOf({ '1': 'a', '2a': 'b', '2b': 'c', '3b': 'd', 'caught 1': 'e' });
    const at = (why: string): string[] =>
      hints({ ...problem, rootCauses: [{ why, text: 'x' }] }, why).map(({ id }) => id);
    assert.deepEqual(at('1'), ['early']);
    assert.deepEqual(at('2a'), ['early']);
    assert.deepEqual(at('3b'), []);
    assert.deepEqual(at('caught 1'), []);
  });

  it('is content with one candidate when others were ruled out or listed', () => {
    const base = problemOf({ '1': 'a', '2': 'b', '3': 'c' });
    const rooted = { ...base, rootCauses: [{ why: '3', text: 'x' }] };
    const at = (whys: Problem['whys']): string[] => hints({ ...rooted, whys }, '3').map(({ id }) => id);
    assert.deepEqual(at(base.whys), ['single']);
    const listed = base.whys.map((why) =>
      why.label === '2' ? { ...why, answer: 'One of:\n- b\n- c' } : why,
    );
    assert.deepEqual(at(listed), []);
    const [first] = base.whys;
    assert.ok(first);
    assert.deepEqual(at([...base.whys, { ...first, label: '3b', state: 'ruled out' }]), []);
  });

  it('stops asking at the fifth why once it goes deeper', () => {
    const problem = problemOf({ '1': 'a', '2': 'b', '3': 'c', '4': 'd', '5': 'e', '6': 'f' });
    assert.deepEqual(hints(problem, '5'), []);
    assert.deepEqual(
      hints(problem, '6').map(({ id }) => id),
      ['deep'],
    );
  });
});

function ids(why: Partial<Why>): string[] {
  const problem = problemOf({ '1': '' });
  const [only] = problem.whys;
  return hints({ ...problem, whys: only ? [{ ...only, ...why }] : [] }, '1').map(({ id }) => id);
}

function problemOf(answers: Record<string, string>): Problem {
  return {
    title: '`boom` in staging',
    patterns: [],
    facts: [],
    whys: Object.entries(answers).map(([label, answer]) => ({
      label,
      and: false,
      question: '',
      answer,
      state: 'possible',
      evidence: [],
    })),
    rootCauses: [],
    actions: [],
    verification: '',
  };
}
