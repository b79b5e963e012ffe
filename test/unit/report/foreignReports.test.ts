import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { edit } from '../../../src/report/edit';
import { problemDetails } from '../../../src/report/problemDetails';
import { read } from '../../../src/report/read';
import { readPlan } from '../../../src/report/readPlan';
import { applyEdits } from '../../../src/report/textEdit';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import { sameAs } from '../../../src/whys/sameAs';
import { AUDIT, DEEP_DIVE, FINDINGS, FIX_PLAN, PATTERNS, REVIEW } from './foreignReports';
import { undone } from './undone';

/** The reports of real teams, where they are beside the repository. */
const REAL = path.resolve('../shared/seeds');

describe('reports of others', () => {
  it('are read: questions and answers per error', () => {
    const report = readAll(AUDIT);
    assert.deepEqual(report.problems.map(counts), ['2 whys, 1 root cause', '2 whys, 1 root cause']);
    assert.deepEqual(texts(report.plan.endpoints), ['/api/stats', '/api/jobs', '/api/tasks/{id}']);
    assert.deepEqual(
      report.plan.actions.map(({ name, title, horizon }) => [name, title, horizon]),
      [
        ['Priority 1', 'Await the client', 'Immediate'],
        ['Priority 2', 'Check the stock', 'Immediate'],
        ['', 'Linting: A rule for missing awaits', 'This Week'],
      ],
    );
    const [first] = report.plan.actions;
    assert.equal(first?.location, '`shop/card/handler.py` line 41');
    assert.equal(first?.verifiedBy, 'Run the end-to-end tests');
    assert.deepEqual(
      report.plan.tables.map(({ heading, rows }) => [heading, rows.length]),
      [['Metrics Summary', 2]],
    );
    assert.deepEqual(sameAs(report.problems[1]?.rootCauses[0] ?? ''), { problem: 0, why: '2' });
    assert.match(report.problems[0]?.locations.join() ?? '', /line 41/i);
  });

  it('are read: findings with statuses, and fixes', () => {
    const report = readAll(FIX_PLAN);
    assert.deepEqual(
      report.problems.map(({ status }) => status),
      ['RESOLVED', 'PARTIALLY RESOLVED', 'UNRESOLVED'],
    );
    assert.deepEqual(report.problems[2]?.rootCauses, ['The query fails on NULL', 'Metadata is missing']);
    assert.deepEqual(
      report.plan.actions.map(({ name, location }) => [name, location]),
      [
        ['Fix 1', ''],
        ['Fix 2', 'shop/auth/client.py'],
      ],
    );
    assert.deepEqual(report.criteria, [
      { text: 'No error 500 for a day', isMet: false },
      { text: 'Stock returns data', isMet: true },
    ]);
    assert.equal(report.plan.commands[0]?.command, 'curl https://api.example/health');
    assert.equal(report.plan.rollback, '1. Restore the previous revision');
  });

  it('are read: statements in a row per pattern, with garbled emoji', () => {
    const report = readAll(PATTERNS);
    assert.deepEqual(report.problems.map(counts), ['2 whys, 1 root cause', '2 whys, 1 root cause']);
    assert.deepEqual(
      report.problems.map(({ title, severity, locations }) => [title, severity, locations]),
      [
        ['HTTP 500 - Thread API', 'CRITICAL', ['app/dependencies.py:212']],
        ['Middleware bypassed', 'HIGH', ['Sessions.create_scoped()']],
      ],
    );
    assert.deepEqual(sameAs(report.problems[1]?.rootCauses[0] ?? ''), { problem: 0 });
    assert.deepEqual(
      report.plan.actions.map(({ title, priority, estimate, effect }) => [title, priority, estimate, effect]),
      [
        ['Replace the dependency - resolves most', 'CRITICAL', '2-4 hours', 'fixes the API'],
        ['Add a check', 'HIGH', '1 hour', ''],
      ],
    );
    assert.deepEqual(
      report.plan.thresholds.map(({ severity, metric, comparison, value }) => [
        severity,
        metric,
        comparison,
        value,
      ]),
      [
        ['CRITICAL', 'API success rate', '<', '90%'],
        ['HIGH', 'connection success', '<', '95%'],
      ],
    );
  });

  it('are read: findings without whys', () => {
    const report = readAll(FINDINGS);
    assert.deepEqual(
      report.problems.map(({ severity, locations }) => [severity, locations]),
      [
        ['CRITICAL', ['app/middleware/security.py:57']],
        ['HIGH', ['app/socket.py:557-558']],
        ['WARNING', []],
      ],
    );
    assert.deepEqual(
      report.plan.actions.map(({ priority }) => priority),
      ['P0', 'P1'],
    );
    assert.deepEqual(texts(report.plan.components), ['`app/middleware/security.py`', '`app/socket.py`']);
    assert.deepEqual(
      report.plan.thresholds.map(({ text }) => text),
      ['HTTP 500 error rate > 1%', 'Database errors (any occurrence)'],
    );
    assert.equal(report.plan.tables[0]?.rows.length, 2);
  });

  it('are read: one chain with evidence and candidates', () => {
    const report = readAll(DEEP_DIVE);
    assert.deepEqual(
      report.problems.map(({ whys, rootCauses }) => [
        whys.map(({ evidence }) => evidence.length),
        rootCauses,
      ]),
      [[[2, 1, 1], ['A race at the start']]],
    );
    assert.ok(report.problems[0]?.whys.slice(0, 2).every(({ answer }) => answer));
    assert.deepEqual(
      report.plan.actions.map(({ name, location }) => [name, location]),
      [
        ['Fix #1', '`/app/socket.py`'],
        ['Fix #2', '`/app/ready.py`'],
      ],
    );
    assert.deepEqual(
      report.criteria.map(({ text, isMet }) => [text, isMet]),
      [
        ['**Primary Goal**: The socket connects', true],
        ['**Technical Goal**: 4 of 5 tests pass', true],
      ],
    );
    assert.deepEqual(
      report.plan.commands.filter(({ expected }) => expected).map(({ name, expected }) => [name, expected]),
      [['Test #1: Connect', 'it connects']],
    );
    assert.equal(report.plan.escalation, 'Ask the platform team');
  });

  it('are read: several problems, each in another form', () => {
    const report = readAll(REVIEW);
    assert.deepEqual(report.problems.map(counts), Array(3).fill('2 whys, 1 root cause'));
    assert.deepEqual(
      report.problems.map(({ severity, status }) => [severity, status]),
      [
        ['High', ''],
        ['', 'mitigated'],
        ['', ''],
      ],
    );
    assert.equal(report.problems[0]?.actions[0]?.owner, 'data team');
    assert.deepEqual(
      report.plan.actions.map(({ title, owner, state }) => [title, owner, state]),
      [
        ['Reload secrets', 'ops', 'open'],
        ['Batch the rows', '', 'done'],
      ],
    );
  });

  for (const [name, markdown] of Object.entries({ AUDIT, FIX_PLAN, PATTERNS, FINDINGS, DEEP_DIVE, REVIEW })) {
    it(`are edited, and taken back to their bytes: ${name}`, () => editsAll(markdown));
    it(`are read the same with CRLF: ${name}`, () => {
      assert.deepEqual(read(markdown.replaceAll('\n', '\r\n')).analysis, read(markdown).analysis);
    });
  }
});

describe('reports of real teams', () => {
  const reports = existsSync(REAL) ? readdirSync(REAL).sort() : [];
  const real = (number: string): string => {
    const file = reports.find((name) => name.startsWith(number)) ?? '';
    return readFileSync(path.join(REAL, file), 'utf8');
  };

  before(function () {
    if (reports.length > 0) return;
    console.log(`      skipped: there is no folder ${REAL}`);
    this.skip();
  });

  it('000: 3 problems with 5 whys and a root cause each, 10 endpoints', () => {
    const report = readAll(real('000'));
    assert.deepEqual(report.problems.map(counts), Array(3).fill('5 whys, 1 root cause'));
    assert.equal(report.plan.endpoints.length, 10);
  });

  it('001: 3 problems by status, 7 fixes, 5 criteria', () => {
    const report = readAll(real('001'));
    assert.deepEqual(
      report.problems.map(({ status }) => status),
      ['RESOLVED', 'PARTIALLY RESOLVED', 'UNRESOLVED'],
    );
    assert.equal(report.plan.actions.length, 7);
    assert.equal(report.criteria.length, 5);
  });

  it('002: 10 patterns with 5 whys and a root cause each, 9 with a location', () => {
    const report = readAll(real('002'));
    assert.deepEqual(report.problems.map(counts), Array(10).fill('5 whys, 1 root cause'));
    assert.equal(report.problems.filter(({ locations }) => locations.length > 0).length, 9);
  });

  it('003: 3 critical issues and 3 warnings, 7 rows, 5 components, 4 thresholds', () => {
    const report = readAll(real('003'));
    assert.deepEqual(
      report.problems.map(({ severity }) => severity),
      ['CRITICAL', 'HIGH', 'HIGH', 'WARNING', 'WARNING', 'WARNING'],
    );
    assert.equal(report.plan.tables[0]?.rows.length, 7);
    assert.equal(report.plan.components.length, 5);
    assert.equal(report.plan.thresholds.length, 4);
  });

  it('004: 5 whys with evidence and causes, 3 fixes, 4 criteria', () => {
    const report = readAll(real('004'));
    const [problem] = report.problems;
    assert.equal(problem?.whys.length, 5);
    assert.ok(problem.whys.every(({ answer, evidence }) => answer && evidence.length > 0));
    assert.equal(problem.rootCauses.length, 1);
    assert.equal(report.plan.actions.filter(({ name }) => name.startsWith('Fix')).length, 3);
    assert.equal(report.criteria.length, 4);
  });

  it('are edited, and taken back to their bytes', () => {
    for (const number of ['000', '001', '002', '003', '004']) editsAll(real(number));
  }).timeout(60_000);
});

function readAll(markdown: string) {
  const { analysis, ranges } = read(markdown);
  return {
    criteria: analysis.criteria ?? [],
    plan: readPlan(markdown, ranges),
    problems: analysis.problems.map((problem, index) => {
      const range = ranges.problems[index];
      assert.ok(range);
      const { status, severity, locations } = problemDetails(markdown, problem, range);
      const rootCauses = problem.rootCauses.map(({ text }) => text);
      return { ...problem, rootCauses, status, severity, locations };
    }),
  };
}

function counts({ whys, rootCauses }: ReturnType<typeof readAll>['problems'][number]): string {
  return `${whys.length} whys, ${rootCauses.length} root cause`;
}

function texts(listed: readonly { readonly text: string }[]): string[] {
  return listed.map(({ text }) => text);
}

/** Makes changes of all kinds one after the other, each of the text as it was, and undoes each. */
function editsAll(markdown: string): void {
  const { analysis } = read(markdown);
  for (const change of changesOf(markdown)) {
    const edits = edit(markdown, change);
    const after = applyEdits(markdown, edits);
    assert.deepEqual(read(after).analysis, applyChange(analysis, change), JSON.stringify(change));
    assert.equal(undone(markdown, after, edits), markdown);
  }
}

function changesOf(markdown: string): Change[] {
  const { problems, criteria = [] } = read(markdown).analysis;
  return [
    { type: 'setTitle', title: 'Another' },
    { type: 'setHeader', name: 'Status', value: 'RESOLVED' },
    { type: 'setSummary', summary: 'Short.\n\n- said' },
    ...criteria.flatMap(({ isMet }, criterion): Change[] => [
      { type: 'tick', criterion, isMet: !isMet },
      { type: 'setCriterion', criterion, text: 'Something else holds' },
      { type: 'setCriterion', criterion, text: '' },
    ]),
    { type: 'addCriterion', text: 'No error for a day' },
    { type: 'addFollowUp', followUp: { date: '2025-01-09', title: 'looked again', text: 'Gone.' } },
    ...problems.slice(0, 3).flatMap(({ whys }, problem): Change[] => [
      { type: 'setProblemTitle', problem, title: 'Another' },
      { type: 'setFact', problem, name: 'Impact', value: 'nobody' },
      { type: 'setVerification', problem, verification: '- [ ] No error' },
      { type: 'addWhy', problem, where: { kind: 'deeper' }, question: 'Why?' },
      ...whys.slice(0, 3).flatMap(({ label: why }): Change[] => [
        { type: 'setQuestion', problem, why, question: 'Why now?' },
        { type: 'setAnswer', problem, why, answer: 'Two lines:\n\n- of it' },
        { type: 'setState', problem, why, state: 'confirmed' },
        { type: 'addEvidence', problem, why, evidence: { kind: 'log', text: '`boom`', excerpt: 'a\nb' } },
        { type: 'setRootCause', problem, why, text: 'Nobody looks.' },
        { type: 'addWhy', problem, where: { kind: 'beside', of: why, and: true }, question: 'Why else?' },
        { type: 'removeWhy', problem, why },
      ]),
    ]),
  ];
}
