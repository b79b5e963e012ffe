import assert from 'node:assert/strict';
import { read } from '../../../src/report/read';
import type { Why } from '../../../src/whys/analysis';
import { REPORT } from './report';

describe('read', () => {
  it('reads our own form completely', () => {
    const { analysis, broken } = read(REPORT);
    assert.equal(broken, undefined);
    assert.equal(analysis.title, 'Chat connections fail with HTTP 500');
    assert.deepEqual(
      analysis.header.map(({ name, value }) => `${name}=${value}`),
      [
        'Date=2025-01-07',
        'Environment=staging (Cloud Run)',
        'Revision=backend-00209-zdn at `3f2a9c1`',
        'Status=UNRESOLVED',
      ],
    );
    assert.equal(analysis.summary, 'Every chat connection fails.\n\n- since the deploy of *Tuesday*');
    assert.equal(analysis.problems.length, 1);
    const problem = problemOf(REPORT);
    assert.equal(problem.title, "'coroutine' object has no attribute 'get'");
    assert.deepEqual(problem.patterns, ['w1:8c1f', 'w1:77aa']);
    assert.equal(problem.source, 'staging');
    assert.deepEqual(
      problem.facts.map(({ name }) => name),
      ['Error', 'Frequency', 'Impact', 'Location'],
    );
    assert.deepEqual(problem.facts[2], { name: 'Impact', value: '' });
    assert.deepEqual(problem.rootCauses, [{ why: '3b', text: 'The pipeline runs no async lint.' }]);
    assert.equal(problem.actions[0]?.location, '`a | b`');
    assert.equal(
      problem.verification,
      '```sh\ncurl -i https://staging.example/ws\n```\n\n- [ ] No error for 24 h',
    );
  });

  it('reads what else an answer would show, in several words', () => {
    for (const label of [
      'Would also show',
      'we would also see',
      'Prediction',
      'What else would we see if this were true?',
    ]) {
      const [why] = problemOf(`## 1. x\n\n**Why 1:** q?\n- **Answer:** a\n- **${label}:** rows\n`).whys;
      assert.deepEqual([why?.answer, why?.wouldShow], ['a', 'rows'], label);
    }
    assert.ok(!('wouldShow' in (problemOf(REPORT).whys[0] ?? {})));
  });

  it('reads whys with answers of several lines, states, evidence and branches', () => {
    const { whys } = problemOf(REPORT);
    assert.deepEqual(
      whys.map(({ label, and, state }) => `${label}${and ? ' and' : ''} ${state}`),
      ['1 confirmed', '2 possible', '3a ruled out', '3b and possible', '4b possible', 'caught 1 possible'],
    );
    assert.equal(whys[1]?.answer, 'The call is not awaited:\n\n```py\nstate = load(user)\n```');
    assert.deepEqual(whys[0]?.evidence, [
      {
        kind: 'log',
        text: '2025-01-07T15:42:02.118Z `68c39b02` ([open](https://console.example/x))',
        excerpt: '2025-01-07T15:42:02.118Z ERROR boom',
      },
    ]);
    assert.deepEqual(
      whys[1]?.evidence.map(({ kind, excerpt }) => [kind, excerpt]),
      [
        ['code', 'def handler():\n\n    state = load(user)'],
        ['note', undefined],
      ],
    );
    assert.deepEqual(whys[4], { ...whys[4], question: 'Why is no rule on?', answer: '' });
  });

  it('reads the same from CRLF, behind a byte order mark and behind front matter', () => {
    const { analysis } = read(REPORT);
    assert.deepEqual(read(REPORT.replaceAll('\n', '\r\n')).analysis, analysis);
    assert.deepEqual(read(`\uFEFF${REPORT}`).analysis, analysis);
    assert.deepEqual(read(`---\ntitle: x\n---\n\n${REPORT}`).analysis, analysis);
  });

  it('reads sections of questions and answers', () => {
    const problem = problemOf(`# Audit
**Date:** May 5, 2025  

## Errors

### 1. Upload fails (HTTP 500)

**Error Pattern:**
- **URL:** \`/upload\`
- **Messages:**
  - \`one\`
  - \`two\`

#### Five Whys Analysis:

**Why 1:** Why does it fail?
- **Answer:** The disk is full

**Why 2:** Why is the disk full?
- **Answer:** Nothing rotates the logs

**Root Cause:** No log rotation.

### 2. Another

#### Five Whys Analysis:

**Why 1:** Why?
`);
    assert.equal(problem.title, 'Upload fails (HTTP 500)');
    assert.deepEqual(problem.facts, [
      { name: 'URL', value: '`/upload`' },
      { name: 'Messages', value: '- `one` - `two`' },
    ]);
    assert.deepEqual(shown(problem.whys), [
      'Why does it fail? The disk is full',
      'Why is the disk full? Nothing rotates the logs',
    ]);
    assert.deepEqual(problem.rootCauses, [{ text: 'No log rotation.' }]);
  });

  it('reads bare statements as answers, and bare questions as questions', () => {
    const problem = problemOf(`## FIVE WHYS FOR EACH PATTERN

### 🚨 ERROR PATTERN 7: Uploads fail

**Error:** \`boom\`  
**Frequency:** 9+

#### Five Whys Analysis:

**Why 1:** Uploads return an error  
**Why 2:** The disk is full  
**Why 3:** Is nothing rotated?

**Root Cause:** No rotation

**Immediate Fix Required:**
- Location: \`app/disk.py:3\`

---
`);
    assert.equal(problem.title, 'Uploads fail');
    assert.deepEqual(
      problem.whys.map(({ question, answer }) => [question, answer]),
      [
        ['', 'Uploads return an error'],
        ['', 'The disk is full'],
        ['Is nothing rotated?', ''],
      ],
    );
    assert.equal(problem.rootCauses.length, 1);
  });

  it('takes a heading of five whys for the problem where no other stands above it', () => {
    assert.equal(problemOf('# Incident\n\n## 5 Whys\n\n**Why 1**: It broke\n').title, '5 Whys');
  });

  it('keeps labels unique', () => {
    const { whys } = problemOf('## 1. x\n\n**Why 3:** a\n\n**Why 3:** b\n\n**Why 3:** c\n');
    assert.deepEqual(
      whys.map(({ label }) => label),
      ['3', '3b', '3c'],
    );
  });

  it('takes no code, quote or comment for a why', () => {
    const hidden = '```\n**Why 1:** a\n```\n\n> **Why 2:** b\n\n<!--\n**Why 3:** c\n-->\n';
    assert.deepEqual(problemOf(`## 1. x\n\n${hidden}`).whys, []);
  });

  it('says so when the file holds the markers of a merge conflict', () => {
    const conflict = '<<<<<<< HEAD\n**Status:** a\n=======\n**Status:** b\n>>>>>>> other\n';
    assert.match(read(`# T\n\n${conflict}`).broken ?? '', /merge conflict/);
    assert.match(read(`# T\r\n\r\n${conflict.replaceAll('\n', '\r\n')}`).broken ?? '', /merge conflict/);
    assert.equal(read('# T\n\n=======\n').broken, undefined);
  });

  it('reads an empty file, and text that is no report', () => {
    const nothing = { title: '', header: [], summary: '', problems: [] };
    for (const text of ['', '\n', '\u0000\uFFFD\uD800', 'plain text', '<!-- open']) {
      assert.deepEqual(read(text).analysis, nothing, JSON.stringify(text));
    }
  });

  it('reads what nests too deeply to be true', () => {
    for (const marker of ['>', '1. ', '- ', '> - ']) read(`# T\n\n${marker.repeat(20_000)}`);
  });
});

function problemOf(markdown: string) {
  const [problem] = read(markdown).analysis.problems;
  assert.ok(problem);
  return problem;
}

function shown(whys: readonly Why[]): string[] {
  return whys.map(({ question, answer }) => `${question} ${answer}`);
}
