import assert from 'node:assert/strict';
import { edit } from '../../../src/report/edit';
import { read } from '../../../src/report/read';
import { applyEdits } from '../../../src/report/textEdit';
import type { Action, Evidence, Problem } from '../../../src/whys/analysis';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import { REPORT } from './report';

const problem = 0;

describe('edit', () => {
  it('changes a word of a line by an edit of that word', () => {
    const change: Change = { type: 'setHeader', name: 'Status', value: 'RESOLVED' };
    const at = REPORT.indexOf('UNRESOLVED');
    assert.deepEqual(edit(REPORT, change), [{ start: at, end: at + 2, text: '' }]);
  });

  it('fills in an empty field and adds a new one behind the last', () => {
    assert.deepEqual(lines({ type: 'setFact', problem, name: 'Impact', value: 'all users' }), [
      '-**Impact:**  ',
      '+**Impact:** all users  ',
    ]);
    assert.deepEqual(lines({ type: 'setFact', problem, name: 'Owner', value: 'Ada' }), ['+**Owner:** Ada  ']);
    assert.deepEqual(lines({ type: 'setHeader', name: 'Date', value: '' }), ['-**Date:** 2025-01-07  ']);
  });

  it('keeps answers of several lines in their item', () => {
    assert.deepEqual(lines({ type: 'setAnswer', problem, why: '4b', answer: 'One.\n\n## Two\n~~~' }), [
      '-- **Answer:**',
      '+- **Answer:** One.',
      '+  ## Two',
      '+  ~~~',
    ]);
  });

  it('adds a state and takes it out again', () => {
    const confirmed = changed(REPORT, { type: 'setState', problem, why: '2', state: 'confirmed' });
    assert.equal(changed(confirmed, { type: 'setState', problem, why: '2', state: 'possible' }), REPORT);
  });

  it('says what else an answer would show behind its state, and takes it out again', () => {
    const said = changed(REPORT, { type: 'setWouldShow', problem, why: '3a', wouldShow: 'Two\nlines' });
    assert.deepEqual(difference(REPORT, said), ['+- **Would also show:** Two', '+  lines']);
    assert.match(said, /\*\*State:\*\* ruled out\n- \*\*Would also show:\*\*/);
    assert.deepEqual(
      difference(said, changed(said, { type: 'setWouldShow', problem, why: '3a', wouldShow: 'One' })),
      ['-- **Would also show:** Two', '-  lines', '+- **Would also show:** One'],
    );
    assert.equal(changed(said, { type: 'setWouldShow', problem, why: '3a', wouldShow: ' ' }), REPORT);
  });

  it('says what else an answer would show in the words and the form of others', () => {
    const foreign = '# X\n\n## Five Whys\n\n### Why 1: q?\n\nAnswer: a\n\nPrediction: an empty log\n';
    assert.equal(read(foreign).analysis.problems[0]?.whys[0]?.wouldShow, 'an empty log');
    assert.equal(
      changed(foreign, { type: 'setWouldShow', problem, why: '1', wouldShow: 'no log' }),
      foreign.replace('an empty', 'no'),
    );
    const silent = foreign.replace('\nPrediction: an empty log\n', '');
    assert.equal(
      changed(silent, { type: 'setWouldShow', problem, why: '1', wouldShow: 'no log' }),
      `${silent}\n- **Would also show:** no log\n`,
    );
  });

  it('adds evidence with its excerpt as a footnote, and takes out both', () => {
    const evidence: Evidence = { kind: 'command', text: '`make test`', excerpt: 'one\n\n  two ```' };
    const added = changed(REPORT, { type: 'addEvidence', problem, why: '3a', evidence });
    assert.deepEqual(difference(REPORT, added), [
      '+- **Evidence:** command `make test` [^e3]',
      '+[^e3]:',
      '+    ````',
      '+    one',
      '+      two ```',
      '+    ````',
    ]);
    assert.equal(changed(added, { type: 'removeEvidence', problem, why: '3a', evidence: 0 }), REPORT);
  });

  it('keeps a footnote that something else refers to', () => {
    const shared = REPORT.replace('Still there.', 'Still there [^e1].');
    const change: Change = { type: 'removeEvidence', problem, why: '1', evidence: 0 };
    assert.match(changed(shared, change), /^\[\^e1\]: /m);
  });

  it('branches: the lone why gets a letter, in root causes too', () => {
    const caused = changed(REPORT, { type: 'setRootCause', problem, why: '2', text: 'Nobody awaits.' });
    const where = { kind: 'beside', of: '2', and: true } as const;
    assert.deepEqual(
      difference(caused, changed(caused, { type: 'addWhy', problem, where, question: 'Why else?' })),
      [
        '-**Why 2:** Why is there a coroutine where a dict is expected?',
        '-**Root cause:** Why 2. Nobody awaits.',
        '+**Why 2a:** Why is there a coroutine where a dict is expected?',
        '+**Why 2b (and):** Why else?',
        '+**Root cause:** Why 2a. Nobody awaits.',
      ],
    );
  });

  it('removes a why with all below it and with its root causes', () => {
    assert.deepEqual(lines({ type: 'removeWhy', problem, why: '3b' }), [
      '-**Why 3b (and):** Why does nothing warn?',
      '-- **Answer:** No lint rule is on.',
      '-**Why 4b:** Why is no rule on?',
      '-- **Answer:**',
      '-**Root cause:** Why 3b. The pipeline runs no async lint.',
    ]);
  });

  it('edits a cell and adds a row', () => {
    assert.deepEqual(lines({ type: 'setAction', problem, action: 0, cell: 'due', value: 'a|b' }), [
      '-| P0 | fix | Await `load` | `a \\| b` | Ada | | open | |',
      '+| P0 | fix | Await `load` | `a \\| b` | Ada | a\\|b | open | |',
    ]);
    assert.deepEqual(lines({ type: 'addAction', problem, action: { ...NO_ACTION, action: 'Lint' } }), [
      '+| | | Lint | | | | | |',
    ]);
  });

  it('adds a column that a table lacks', () => {
    const table = '## 1. x\n\n### Actions\n\nAction | Notes\n--|--\nFix it | soon\nTest\n';
    const change: Change = { type: 'setAction', problem, action: 1, cell: 'owner', value: 'Ada' };
    assert.deepEqual(difference(table, changed(table, change)), [
      '-Action | Notes',
      '---|--',
      '-Fix it | soon',
      '-Test',
      '+Action | Notes | Owner |',
      '+--|-- | --- |',
      '+|Fix it | soon| |',
      '+|Test| | Ada |',
    ]);
    changed(table, { type: 'addAction', problem, action: { ...NO_ACTION, action: 'x', due: 'y' } });
  });

  it('puts missing parts where they belong', () => {
    let markdown = '# T\n\n## 1. x\n\n### Verification\n\nrun it\n\n[^1]: mine\n';
    const changes: Change[] = [
      { type: 'setHeader', name: 'Date', value: '2025-01-07' },
      { type: 'setSummary', summary: 'Short.' },
      { type: 'setFact', problem, name: 'Error', value: '`boom`' },
      { type: 'addWhy', problem, where: { kind: 'deeper' }, question: 'Why?' },
      { type: 'addAction', problem, action: { ...NO_ACTION, action: 'Fix' } },
      { type: 'addProblem', problem: { ...NO_PROBLEM, title: 'y' } },
    ];
    for (const change of changes) markdown = changed(markdown, change);
    assert.equal(
      markdown,
      `# T

**Date:** 2025-01-07  

## Summary

Short.

## 1. x

**Error:** \`boom\`  

### Five Whys

**Why 1:** Why?
- **Answer:**

### Actions

| Priority | Type | Action | Location | Owner | Due | State | Verified by |
| --- | --- | --- | --- | --- | --- | --- | --- |
| | | Fix | | | | | |

### Verification

run it

## 2. y

### Five Whys

[^1]: mine
`,
    );
  });

  it('gives bare whys a list when they need one, and leaves them bare when not', () => {
    const bare = '## 1. x\n\n**Why 1:** It is slow  \n**Why 2:** It is full\n';
    assert.deepEqual(
      difference(bare, changed(bare, { type: 'setAnswer', problem, why: '1', answer: 'It is late' })),
      ['-**Why 1:** It is slow  ', '+**Why 1:** It is late  '],
    );
    assert.equal(
      changed(bare, { type: 'setState', problem, why: '1', state: 'confirmed' }),
      '## 1. x\n\n**Why 1:**\n- **Answer:** It is slow\n- **State:** confirmed\n\n**Why 2:** It is full\n',
    );
    assert.equal(
      changed(bare, { type: 'setQuestion', problem, why: '2', question: 'Why is it slow?' }),
      '## 1. x\n\n**Why 1:** It is slow  \n**Why 2:** Why is it slow?\n- **Answer:** It is full\n',
    );
    changed(bare, {
      type: 'addWhy',
      problem,
      where: { kind: 'beside', of: '1', and: false },
      question: 'Or?',
    });
    changed(bare, { type: 'removeWhy', problem, why: '2' });
  });

  it('uses the markers and the line ending of the file', () => {
    const foreign = '## 1. x\r\n\r\n**Why 1**: q\r\n *   **Answer**: a\r\n';
    assert.equal(
      changed(foreign, { type: 'setState', problem, why: '1', state: 'confirmed' }),
      '## 1. x\r\n\r\n**Why 1**: q\r\n *   **Answer**: a\r\n *   **State:** confirmed\r\n',
    );
    assert.equal(
      changed(foreign, { type: 'setAnswer', problem, why: '1', answer: 'a\nb' }),
      '## 1. x\r\n\r\n**Why 1**: q\r\n *   **Answer:** a\r\n     b\r\n',
    );
  });

  it('splits no character between its halves', () => {
    const [only] = edit('# 😀 x\n', { type: 'setTitle', title: '😁 x' });
    assert.deepEqual(only, { start: 2, end: 4, text: '😁' });
  });

  it('numbers and nests a new problem as the last one is', () => {
    const deep = '## Errors\n\n### 4. x\n\n#### Five Whys\n\n**Why 1:** y\n\n### Else\n';
    assert.match(
      changed(deep, { type: 'addProblem', problem: NO_PROBLEM }),
      /\n\n### 5\.\n\n#### Five Whys\n\n### Else\n$/,
    );
  });

  it('writes behind an open fence nothing that would fall into it', () => {
    const open = '# T\n\n## 1. x\n\n**Why 1:** y\n\n```sh\nnever closed\n';
    changed(open, {
      type: 'addEvidence',
      problem,
      why: '1',
      evidence: { kind: 'log', text: 'z', excerpt: 'e' },
    });
    changed(open, { type: 'addProblem', problem: NO_PROBLEM });
    changed(open, { type: 'addAction', problem, action: { ...NO_ACTION, action: 'a' } });
  });

  it('takes no fact out from below a label that would then be a fact without a value', () => {
    const whys = '#### Five Whys\n\n**Why 1:** Why is it so?\n\n- **Answer:** x\n';
    const alone = `# T\n\n## 1. Stock fails\n\n**Error Pattern:**\n- **Impact:** no order\n\n${whys}`;
    const change: Change = { type: 'setFact', problem, name: 'Impact', value: '' };
    assert.deepEqual(edit(alone, change), []);
    const among = alone.replace('- **Impact', '- **Frequency:** 3\n- **Impact');
    assert.deepEqual(read(applyEdits(among, edit(among, change))).analysis.problems[0]?.facts, [
      { name: 'Frequency', value: '3' },
    ]);
  });

  it('makes no edit in a broken file, or for a change of what is not there', () => {
    assert.deepEqual(edit('<<<<<<< a\n=======\n>>>>>>> b\n', { type: 'setTitle', title: 'x' }), []);
    assert.deepEqual(edit(REPORT, { type: 'removeWhy', problem: 7, why: '1' }), []);
    assert.deepEqual(edit(REPORT, { type: 'setAnswer', problem, why: '9', answer: 'x' }), []);
    assert.deepEqual(edit(REPORT, { type: 'removeEvidence', problem, why: '1', evidence: 5 }), []);
  });
});

const NO_PROBLEM: Problem = {
  title: '',
  patterns: [],
  facts: [],
  whys: [],
  rootCauses: [],
  actions: [],
  verification: '',
};

const NO_ACTION: Action = {
  priority: '',
  type: '',
  action: '',
  location: '',
  owner: '',
  due: '',
  state: '',
  verifiedBy: '',
};

/** The text after a change, which must say what the changed analysis says. */
function changed(markdown: string, change: Change): string {
  const after = applyEdits(markdown, edit(markdown, change));
  assert.deepEqual(read(after).analysis, applyChange(read(markdown).analysis, change), after);
  return after;
}

function lines(change: Change): string[] {
  return difference(REPORT, changed(REPORT, change));
}

/** The lines that only the one text has, then those that only the other has; blank lines aside. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const only = (lines: string[], others: string[]) =>
    lines.filter((line) => line.trim() && !others.includes(line));
  return [...only(old, now).map((line) => `-${line}`), ...only(now, old).map((line) => `+${line}`)];
}
