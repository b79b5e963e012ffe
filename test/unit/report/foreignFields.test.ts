import assert from 'node:assert/strict';
import { edit } from '../../../src/report/edit';
import { problemDetails } from '../../../src/report/problemDetails';
import { read } from '../../../src/report/read';
import { readPlan } from '../../../src/report/readPlan';
import { applyEdits } from '../../../src/report/textEdit';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import { undone } from './undone';

const WHYS = '## Five Whys\n\n1. Why did it stop? → No disk.\n2. Why none? → Logs.\n';

/** Heads of reports, each with the fields that a reader sees. */
const HEADS: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  [
    'lines without bold',
    `# Outage\n\nDate: 12 Feb 2025\n_Severity_: SEV-2\nOwner: Platform\n\n${WHYS}`,
    [
      ['Date', '12 Feb 2025'],
      ['Severity', 'SEV-2'],
      ['Owner', 'Platform'],
    ],
  ],
  [
    'a table under a head',
    `# Outage\n\n| Field | Value |\n|---|---|\n| Severity | SEV1 |\n| Commander | Ida |\n\n${WHYS}`,
    [
      ['Severity', 'SEV1'],
      ['Commander', 'Ida'],
    ],
  ],
  [
    'a table in bold, its head a field too',
    `# Outage\n\n| **Incident date** | 15 Jan |\n| --- | --- |\n| **Ticket no** | X-1 \\| X-2 |\n\n${WHYS}`,
    [
      ['Incident date', '15 Jan'],
      ['Ticket no', 'X-1 | X-2'],
    ],
  ],
  [
    'front matter',
    `---\ntitle: Outage\ndate: 2025-09-01 # a Monday\nseverity: "sev2"\nstatus: 'open'\ntags: [a, b]\nlayout: post\n---\n\n${WHYS}`,
    [
      ['date', '2025-09-01'],
      ['severity', 'sev2'],
      ['status', 'open'],
    ],
  ],
];

describe('heads of reports as others write them', () => {
  for (const [name, markdown, fields] of HEADS) {
    for (const text of [markdown, markdown.replaceAll('\n', '\r\n')])
      it(`are read and edited: ${name}${text === markdown ? '' : ', CRLF'}`, () => {
        const { analysis } = read(text);
        assert.equal(analysis.title, 'Outage');
        assert.deepEqual(
          analysis.header.map((field) => [field.name, field.value]),
          fields,
        );
        for (const [field] of fields) changes(text, { type: 'setHeader', name: field, value: 'a: "b" | c' });
        changes(text, { type: 'setHeader', name: fields.at(-1)?.[0] ?? '', value: '' });
        changes(text, { type: 'setHeader', name: 'Region', value: 'eu' });
        changes(text, { type: 'setTitle', title: 'Outage: "two" parts' });
      });
  }

  it('leaves prose with a colon in it, and tables of figures, as they are', () => {
    const markdown = `# Outage\n\nNote this: it is long over.\n\n| Metric | Value |\n|---|---|\n| Errors | 3 |\n| Latency | 4 s |\n\n${WHYS}`;
    assert.deepEqual(read(markdown).analysis.header, []);
  });

  it('leaves answers below the title to their whys', () => {
    const markdown = '# Outage\n\n**Why 1:** Why did it stop?\n- **Answer:** No disk.\n';
    assert.deepEqual(read(markdown).analysis.header, []);
  });

  it('reads the severity of a problem from a line without bold', () => {
    const markdown =
      '## Problem 1: Old prices\n\nSeverity: Medium\n\nFive whys:\n\n1. Why old? No refresh.\n2. Why none? Forgotten.\n';
    const { analysis, ranges } = read(markdown);
    const [problem] = analysis.problems;
    const [range] = ranges.problems;
    assert.ok(problem && range);
    assert.equal(problemDetails(markdown, problem, range).severity, 'Medium');
  });

  it('reads the root cause in the head as that of the only problem', () => {
    const markdown = `# Outage\n\n**Date:** today\n\n**Root Causes:** A leak.\n\n${WHYS}`;
    const { problems, header } = read(markdown).analysis;
    assert.deepEqual(problems[0]?.rootCauses, [{ text: 'A leak.' }]);
    assert.deepEqual(header, [{ name: 'Date', value: 'today' }]);
    changes(markdown, { type: 'setRootCause', problem: 0, why: '1', text: 'Logs.' });
  });

  it('reads text of a Jira wiki', () => {
    const markdown =
      'h1. Outage\n\n*Date:* 2025-06-01\n\nh2. Five Whys\n\n# *Why 403?* No scope.\n# *Why none?* Made by hand.\n\nh2. Actions\n\n* Use a script (owner: Uma)\n';
    const { analysis, ranges } = read(markdown);
    assert.equal(analysis.title, 'Outage');
    assert.deepEqual(
      analysis.problems[0]?.whys.map(({ question, answer }) => [question, answer]),
      [
        ['Why 403?', 'No scope.'],
        ['Why none?', 'Made by hand.'],
      ],
    );
    assert.deepEqual(
      readPlan(markdown, ranges).actions.map(({ title, owner }) => [title, owner]),
      [['Use a script', 'Uma']],
    );
    changes(markdown, { type: 'setAnswer', problem: 0, why: '1', answer: 'The scope is missing.' });
  });

  it('reads why nobody saw it as the detection branch of the same problem', () => {
    const markdown =
      '# Alert\n\n## 5 Whys: cause\n\n1. Why full? Logs.\n2. Why logs? Debug.\n\n## 5 Whys: why was it not detected\n\n1. Why no alert? Muted.\n2. Why muted? Noise.\n';
    assert.deepEqual(
      read(markdown).analysis.problems.map(({ whys }) => whys.map(({ label }) => label)),
      [['1', '2', 'caught 1', 'caught 2']],
    );
    changes(markdown, { type: 'setVerification', problem: 0, verification: '- [ ] none' });
  });
});

/** Lines that say who, when and how urgent: the title, the owner, when it is due, the priority, the state. */
const ACTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    '- [ ] Batch the calls (owner: Mira, due: 2025-03-20)',
    ['Batch the calls', 'Mira', '2025-03-20', '', 'open'],
  ],
  ['1. Put it back. **Owner:** L. Diaz. **Due:** 14 Feb', ['Put it back.', 'L. Diaz', '14 Feb', '', '']],
  [
    '- [ ] **[OPS-9]** Lint. Owner: *Dee*. Deadline: 2025-03-01.',
    ['[OPS-9] Lint.', 'Dee', '2025-03-01', '', 'open'],
  ],
  ['- Set the zone — Jo — by Friday', ['Set the zone', 'Jo', 'by Friday', '', '']],
  ['- Turn it on (P1, @eve)', ['Turn it on', '@eve', '', 'P1', '']],
  ['- 🔴 P0: Resume it (@sam)', ['P0: Resume it', '@sam', '', 'P0', '']],
  ['- [DONE] Strip the query', ['Strip the query', '', '', '', 'done']],
  ['- Purge - Owner: ops - Due: 2025-01-03', ['Purge', 'ops', '2025-01-03', '', '']],
  ['- [ ] Review [@Mona](https://x.example/1) 22 Jan 2025', ['Review', '@Mona', '22 Jan 2025', '', 'open']],
  ['1. Make it fast: **Pat**, 2 weeks', ['Make it fast', 'Pat', '2 weeks', '', '']],
  ['- Améliorer (responsable : Léa, échéance : 2025-03-01)', ['Améliorer', 'Léa', '2025-03-01', '', '']],
  ['- Validate **(P0, owner: Ann)**', ['Validate', 'Ann', '', 'P0', '']],
  ['5.1 Review it (Owner: Zoe)', ['Review it', 'Zoe', '', '', '']],
  [
    '- [ ] 上限を設定する（担当：佐藤、期限：2025-04-10）',
    ['上限を設定する', '佐藤', '2025-04-10', '', 'open'],
  ],
  ['- Move the queue - Redis', ['Move the queue - Redis', '', '', '', '']],
  ['- Add a retry (see the note)', ['Add a retry (see the note)', '', '', '', '']],
];

describe('actions as others write them', () => {
  for (const [line, wanted] of ACTIONS)
    it(`are read: ${line}`, () => {
      assert.deepEqual(actionsOf(`# Outage\n\n${WHYS}\n## Action items\n\n${line}\n`), [wanted]);
    });

  it('are read from tables by whatever their columns are named', () => {
    const table =
      '| Ticket | Description | Assignee | Target date | Prio | Status |\n|---|---|---|---|---|---|\n| A-1 | Move it | @ida | 2025-08-01 | P1 | Open |\n';
    assert.deepEqual(actionsOf(`# Outage\n\n${WHYS}\n## Actions\n\n${table}`), [
      ['Move it', '@ida', '2025-08-01', 'P1', 'Open'],
    ]);
    const unnamed = '| AP | Owner | By when |\n|---|---|---|\n| Ask them | Tia | May 4 |\n';
    assert.deepEqual(actionsOf(`# Outage\n\n${WHYS}\n## Action points\n\n${unnamed}`), [
      ['Ask them', 'Tia', 'May 4', '', ''],
    ]);
    const german = '| Maßnahme | Verantwortlich | Fällig |\n|---|---|---|\n| Prüfen | Jana | 4. Mai |\n';
    assert.deepEqual(actionsOf(`# Outage\n\n${WHYS}\n## Maßnahmen\n\n${german}`), [
      ['Prüfen', 'Jana', '4. Mai', '', ''],
    ]);
  });

  it('are none below a heading that asks', () => {
    assert.deepEqual(
      actionsOf(`# Outage\n\n${WHYS}\n## Why did the fix take so long?\n\n- nobody had access\n`),
      [],
    );
  });

  it('come with thresholds from a table', () => {
    const markdown = `# Outage\n\n${WHYS}\n## Monitoring\n\n| Metric | Threshold | Severity |\n|---|---|---|\n| Queue age | > 5 min | High |\n| Owner | ops | |\n`;
    assert.deepEqual(
      readPlan(markdown, read(markdown).ranges).thresholds.map(({ metric, comparison, value, severity }) => [
        metric,
        comparison,
        value,
        severity,
      ]),
      [['Queue age', '>', '5 min', 'High']],
    );
  });

  it('take their priority from the line above the list', () => {
    assert.deepEqual(
      actionsOf(`# Outage\n\n${WHYS}\n## Actions\n\n**P0**\n- Rotate\n\n**P1**\n- Profile\n`).map(
        ([title, , , priority]) => [title, priority],
      ),
      [
        ['Rotate', 'P0'],
        ['Profile', 'P1'],
      ],
    );
  });

  it('are read below headings of the first level and from lines with marks', () => {
    assert.deepEqual(
      actionsOf(`# Outage\n\n${WHYS}\n# ✅ Action items\n\n✅ Restore it\n⏳ Write types\n`).map(
        ([title, , , , state]) => [title, state],
      ),
      [
        ['Restore it', 'done'],
        ['Write types', 'in progress'],
      ],
    );
  });

  it('are those of the problem whose section they stand in, and are edited there', () => {
    const markdown =
      '# Outage\n\n## Root Cause Analysis\n\n**Why 1:** Why?\n- **Answer:** No disk.\n\n### Corrective actions\n\n| What | Who | When |\n|---|---|---|\n| Check | Nia | CW 12 |\n';
    const [problem] = read(markdown).analysis.problems;
    assert.deepEqual(
      problem?.actions.map(({ action, owner, due }) => [action, owner, due]),
      [['Check', 'Nia', 'CW 12']],
    );
    changes(markdown, { type: 'setAction', problem: 0, action: 0, cell: 'owner', value: 'Tom' });
    changes(markdown, { type: 'setAction', problem: 0, action: 0, cell: 'state', value: 'done' });
  });
});

function actionsOf(markdown: string): string[][] {
  return readPlan(markdown, read(markdown).ranges).actions.map(({ title, owner, due, priority, state }) => [
    title,
    owner,
    due,
    priority,
    state,
  ]);
}

/** The change is made in the text, says what it says in the model, and can be taken back. */
function changes(markdown: string, change: Change): void {
  const edits = edit(markdown, change);
  assert.ok(edits.length > 0, JSON.stringify(change));
  const after = applyEdits(markdown, edits);
  assert.deepEqual(
    read(after).analysis,
    applyChange(read(markdown).analysis, change),
    JSON.stringify(change),
  );
  assert.equal(undone(markdown, after, edits), markdown);
}
