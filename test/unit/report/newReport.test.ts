import assert from 'node:assert/strict';
import { reportFileName, uniqueName } from '../../../src/report/fileName';
import { reportFromPattern, reportFromTitle, type PatternFacts } from '../../../src/report/newReport';
import { read } from '../../../src/report/read';
import { write } from '../../../src/report/write';

const FACTS: PatternFacts = {
  key: 'w1:8c1f',
  source: 'staging',
  title: "'coroutine' object has no attribute 'get'",
  error: "'coroutine' object has no attribute 'get'",
  severity: 'ERROR',
  count: 27,
  isExact: true,
  firstSeen: '2025-01-07T15:42:00Z',
  lastSeen: '2025-01-07T15:42:02Z',
  windowHours: 48,
  services: ['backend-staging'],
  revisions: [{ name: 'backend-00209-zdn', commit: '3f2a9c1d5e6f' }, { name: 'backend-00208-abc' }],
  environment: 'staging',
  location: '[app/a.py:5](../app/a.py#L5) at `3f2a9c1`',
  evidence: [{ kind: 'log', text: '2025-01-07T15:42:02Z `68c3`', excerpt: 'boom\n  at a.py' }],
};

describe('a new report', () => {
  it('says where there may be more than was counted', () => {
    const text = write(reportFromPattern({ ...FACTS, isExact: false }, { date: '2025-01-08' }));
    assert.match(text, /^\*\*Frequency:\*\* at least 27 in 48 h, /m);
  });

  it('says when to the second, whatever the log has of it', () => {
    const times = { firstSeen: '2025-01-07T15:42:00.400321003Z', lastSeen: '2025-01-07T15:42:02.137Z' };
    const text = write(reportFromPattern({ ...FACTS, ...times }, { date: '2025-01-08' }));
    assert.match(text, /in 48 h, 2025-01-07T15:42:00Z to 2025-01-07T15:42:02Z, /);
  });

  it('is filled in from a pattern and asks the first why', () => {
    assert.equal(
      write(reportFromPattern(FACTS, { date: '2025-01-08' })),
      `# 'coroutine' object has no attribute 'get'

**Date:** 2025-01-08  
**Environment:** staging  
**Service:** backend-staging  
**Revision:** backend-00209-zdn at \`3f2a9c1\`  
**Severity:** ERROR  
**Status:** UNRESOLVED  

## 1. 'coroutine' object has no attribute 'get'

<!-- five-whys pattern="w1:8c1f" source="staging" -->
**Error:** \`'coroutine' object has no attribute 'get'\`  
**Frequency:** 27 in 48 h, 2025-01-07T15:42:00Z to 2025-01-07T15:42:02Z, revisions backend-00209-zdn, backend-00208-abc  
**Impact:**  
**Location:** [app/a.py:5](../app/a.py#L5) at \`3f2a9c1\`  

### Five Whys

**Why 1:** Why does “'coroutine' object has no attribute 'get'” happen?
- **Answer:**
- **Evidence:** log 2025-01-07T15:42:02Z \`68c3\` [^e1]

[^e1]:
    \`\`\`
    boom
      at a.py
    \`\`\`
`,
    );
  });

  it('says nothing of what is not known', () => {
    const { environment: _, location: __, windowHours: ___, ...rest } = FACTS;
    const report = reportFromPattern(
      { ...rest, services: [], revisions: [], firstSeen: '', lastSeen: '', evidence: [] },
      { date: '2025-01-08' },
    );
    assert.deepEqual(
      report.header.map(({ name }) => name),
      ['Date', 'Severity', 'Status'],
    );
    assert.equal(report.problems[0]?.facts[1]?.value, '27');
  });

  it('takes log text for text', () => {
    const hostile = '<img src=x> [^e1] https://a.example `x` | # 1';
    const report = reportFromPattern({ ...FACTS, title: hostile, error: hostile }, { date: '2025-01-08' });
    assert.deepEqual(read(write(report)).analysis, report);
    assert.equal(report.title, '\\<img src=x\\> \\[^e1\\] `https://a.example` \\`x\\` \\| # 1');
    assert.equal(report.problems[0]?.facts[0]?.value, `\`\`${hostile}\`\``);
  });

  it('begins with a problem in the words of the user', () => {
    const report = reportFromTitle('Threads return `500`', { date: '2025-01-08' });
    assert.deepEqual(read(write(report)).analysis, report);
    assert.equal(report.problems[0]?.whys[0]?.question, 'Why does “Threads return `500`” happen?');
  });
});

describe('the name of a report', () => {
  const date = '2025-01-07';
  const named = (title: string, template = '{date}-{slug}') => reportFileName(template, { date, title });

  it('is made of lower-case ASCII words', () => {
    assert.equal(named("WebSocket: can't get 'größe' é"), '2025-01-07-websocket-cant-get-grosse-e.whys.md');
    assert.equal(named('日本語'), '2025-01-07-report.whys.md');
    assert.equal(named('word '.repeat(40)), `2025-01-07-${'word-'.repeat(12).slice(0, -1)}.whys.md`);
    assert.equal(named('x'.repeat(200)), `2025-01-07-${'x'.repeat(60)}.whys.md`);
  });

  it('is safe on every system, whatever the template', () => {
    assert.equal(named('con', '{slug}'), 'report-con.whys.md');
    assert.equal(named('x', '../{slug}/a:b'), 'x-a-b.whys.md');
    assert.equal(named('x', ' . '), 'report.whys.md');
    assert.equal(named('x', '{slug}.whys.md'), 'x.whys.md');
  });

  it('is numbered when it is taken', () => {
    assert.equal(uniqueName('a.whys.md', []), 'a.whys.md');
    assert.equal(uniqueName('a.whys.md', ['A.whys.md', 'a-2.whys.md']), 'a-3.whys.md');
  });
});
