import assert from 'node:assert/strict';
import { edit } from '../../../src/report/edit';
import { read } from '../../../src/report/read';
import { applyEdits } from '../../../src/report/textEdit';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';

/** What a why of a shape says, and its root cause; evidence behind `|`. */
interface Shape {
  readonly name: string;
  readonly markdown: string;
  readonly whys: readonly string[];
  readonly rootCauses?: readonly string[];
}

const SHAPES: readonly Shape[] = [
  {
    name: 'headings with an answer and evidence below',
    markdown: `## Root cause analysis

### WHY 1: Why did checkout fail?
**Answer:** The pool was empty.
**Evidence:** \`pool exhausted\` 40 times

### WHY 2: Why was the pool empty?
Answer: Connections leaked.
Evidence: heap dump of May 4
`,
    whys: [
      'Why did checkout fail? = The pool was empty. | `pool exhausted` 40 times',
      'Why was the pool empty? = Connections leaked. | heap dump of May 4',
    ],
  },
  {
    name: 'a bold name, the answer behind an arrow on the next line',
    markdown: `## 5 Whys

**Why 1**: Why did checkout fail?
→ The pool was empty.

**Why 2**: Why was it empty?
→ Connections leaked.
`,
    whys: ['Why did checkout fail? = The pool was empty.', 'Why was it empty? = Connections leaked.'],
  },
  {
    name: 'a numbered list with the question in bold and the answer nested',
    markdown: `## Five Whys

1. **Why did checkout fail?**
   - The pool was empty.
2. **Why was it empty?**
   - Connections leaked.
`,
    whys: ['Why did checkout fail? = The pool was empty.', 'Why was it empty? = Connections leaked.'],
  },
  {
    name: 'a numbered list with question and answer on one line, after arrows',
    markdown: `## Five Whys

1. Why did checkout fail? → The pool was empty.
2. Why was it empty? -> Connections leaked.
3. Why did they leak? Because nothing closed them.
`,
    whys: [
      'Why did checkout fail? = The pool was empty.',
      'Why was it empty? = Connections leaked.',
      'Why did they leak? = Because nothing closed them.',
    ],
  },
  {
    name: 'a numbered list that only asks why',
    markdown: `## Five Whys

1. **Why?** → The pool was empty.
2. **Why?** → Connections leaked.
`,
    whys: ['Why? = The pool was empty.', 'Why? = Connections leaked.'],
  },
  {
    name: 'a table',
    markdown: `## Five Whys

| # | Why | Answer | Evidence |
|---|-----|--------|----------|
| 1 | Why did checkout fail? | The pool was empty. | log line |
| 2 | Why was it empty? | Connections leaked. | – |
`,
    whys: [
      'Why did checkout fail? = The pool was empty. | log line',
      'Why was it empty? = Connections leaked.',
    ],
  },
  {
    name: 'a chain of bullets that each end in a question',
    markdown: `## Five Whys

- Checkout failed. Why?
- The pool was empty. Why?
- Connections leaked. Why?
- Nothing closes them.
`,
    whys: [
      'Checkout failed. Why? = The pool was empty.',
      ' = Connections leaked.',
      ' = Nothing closes them.',
    ],
  },
  {
    name: 'a drawing in code',
    markdown: `## Five Whys

\`\`\`
Why 1: Why did checkout fail?
  → The pool was empty.
    Why 2: Why was it empty?
      → Connections leaked.
ROOT CAUSE: Nothing closes them.
\`\`\`
`,
    whys: ['Why did checkout fail? = The pool was empty.', 'Why was it empty? = Connections leaked.'],
    rootCauses: ['Nothing closes them.'],
  },
  {
    name: 'bare numbered reasons',
    markdown: `## Five Whys

1. The pool was empty.
2. Connections leaked.
3. Nothing closes them.
`,
    whys: [' = The pool was empty.', ' = Connections leaked.', ' = Nothing closes them.'],
  },
  {
    name: 'statements in a row',
    markdown: `## 1. Checkout fails

**Why 1:** The pool is empty  
**Why 2:** Connections leak  

**Root Cause:** Nothing closes them
`,
    whys: [' = The pool is empty', ' = Connections leak'],
    rootCauses: ['Nothing closes them'],
  },
  {
    name: 'headings with evidence and causes that end in a fundamental one',
    markdown: `## FIVE-WHYS ANALYSIS

### WHY #1: Why does it fail?
**EVIDENCE**: The pool is empty
- \`pool exhausted\` in the log

**ROOT CAUSE**: The pool leaks

---

### WHY #2: Why does it leak?
**EVIDENCE FROM CODE**:
- nothing closes

**FUNDAMENTAL ROOT CAUSE**: **No owner closes it**
`,
    whys: [
      'Why does it fail? = The pool leaks | The pool is empty | `pool exhausted` in the log',
      'Why does it leak? =  | nothing closes',
    ],
    rootCauses: ['No owner closes it'],
  },
  {
    name: 'another language: German',
    markdown: `## 5-Why-Analyse

**Warum 1:** Warum ist der Dienst ausgefallen?
- **Antwort:** Der Speicher war voll.
- **Beleg:** Protokoll von 10 Uhr

**Warum 2:** Warum war er voll?
- **Antwort:** Nichts räumt auf.

**Grundursache:** Keine Rotation
`,
    whys: [
      'Warum ist der Dienst ausgefallen? = Der Speicher war voll. | Protokoll von 10 Uhr',
      'Warum war er voll? = Nichts räumt auf.',
    ],
    rootCauses: ['Keine Rotation'],
  },
  {
    name: 'another language: French',
    markdown: `## Les 5 pourquoi

1. **Pourquoi le paiement échoue-t-il ?** → Le pool est vide.
2. **Pourquoi est-il vide ?** → Rien ne ferme les connexions.

**Cause racine :** Personne n'en est responsable
`,
    whys: [
      'Pourquoi le paiement échoue-t-il ? = Le pool est vide.',
      'Pourquoi est-il vide ? = Rien ne ferme les connexions.',
    ],
    rootCauses: ["Personne n'en est responsable"],
  },
  {
    name: 'another language: Japanese',
    markdown: `## なぜなぜ分析

**なぜ1**：なぜ決済が失敗したか？
→ プールが空だった。

**なぜ2**：なぜ空だったか？
→ 接続が漏れていた。

**根本原因**：誰も閉じない
`,
    whys: ['なぜ決済が失敗したか？ = プールが空だった。', 'なぜ空だったか？ = 接続が漏れていた。'],
    rootCauses: ['誰も閉じない'],
  },
  {
    name: 'another language: Spanish',
    markdown: `## Los cinco porqués

| Por qué | Respuesta |
|---|---|
| ¿Por qué falla el pago? | El grupo está vacío |
| ¿Por qué está vacío? | Nadie cierra |
`,
    whys: ['¿Por qué falla el pago? = El grupo está vacío', '¿Por qué está vacío? = Nadie cierra'],
  },
  {
    name: 'questions in bold with Q and A',
    markdown: `## Five Whys

**Q: Why is the page old?**
A: Nobody clears the cache.

**Q: Why does nobody?**
A: The event has no address.
`,
    whys: ['Why is the page old? = Nobody clears the cache.', 'Why does nobody? = The event has no address.'],
  },
  {
    name: 'numbered questions and answers in a fence',
    markdown: `## Analysis

\`\`\`
Q1: Why did the copy fail?
A1: The disk was full.

Q2: Why was it full?
A2: Nothing is deleted.

ROOT CAUSE: no retention
\`\`\`
`,
    whys: ['Why did the copy fail? = The disk was full.', 'Why was it full? = Nothing is deleted.'],
    rootCauses: ['no retention'],
  },
  {
    name: 'a list with numbered questions and answers below',
    markdown: `## Five whys

- **Q1.** Why two mails?
  - **A1.** Two consumers.
- **Q2.** Why two?
  - **A2.** One was never stopped.
`,
    whys: ['Why two mails? = Two consumers.', 'Why two? = One was never stopped.'],
  },
  {
    name: 'names in italics',
    markdown: `## Five Whys

*Why 1. Why did it stop?*
The file had a tab.

*Why 2. Why was that accepted?*
Nobody validates.

*Root cause:* No validation.
`,
    whys: ['Why did it stop? = The file had a tab.', 'Why was that accepted? = Nobody validates.'],
    rootCauses: ['No validation.'],
  },
  {
    name: 'answers below each other in nested lists',
    markdown: `## Five Whys

- Uploads fail one in five times
  - Why? The check times out
    - Why? The start takes a minute
      - Why? Every cache is filled first
        - Root cause: caches are filled in the foreground
`,
    whys: [
      'Why? = The check times out',
      'Why? = The start takes a minute',
      'Why? = Every cache is filled first',
    ],
    rootCauses: ['caches are filled in the foreground'],
  },
  {
    name: 'named items below the problem in a list',
    markdown: `## Review

- **Exports are empty**
  - Why 1: Why are they empty? The view is.
  - Why 2: Why is it? The role lost its grant.
  - Root cause: grants are made by hand
`,
    whys: ['Why are they empty? = The view is.', 'Why is it? = The role lost its grant.'],
    rootCauses: ['grants are made by hand'],
  },
  {
    name: 'a chain whose last line asks in so many words',
    markdown: `## Five Whys

- Latency doubled. Why?
- Keep-alive was off. Why?
- The default changed. Why did we not know?
- Nobody reads the notes.
`,
    whys: [
      'Latency doubled. Why? = Keep-alive was off.',
      ' = The default changed.',
      'Why did we not know? = Nobody reads the notes.',
    ],
  },
  {
    name: 'a table with a row for the root cause',
    markdown: `## Five whys

| Why? | Because |
|---|---|
| Why 503? | No pod was healthy |
| Why was none? | The secret was rotated |
| **Root cause** | Pods do not reload |
`,
    whys: ['Why 503? = No pod was healthy', 'Why was none? = The secret was rotated'],
    rootCauses: ['Pods do not reload'],
  },
  {
    name: 'headings that ask below one of causes',
    markdown: `## Contributing factors

### Why did the call fail?

A column was gone.

### Why was it gone?

Migrations run first.
`,
    whys: ['Why did the call fail? = A column was gone.', 'Why was it gone? = Migrations run first.'],
  },
  {
    name: 'headings numbered by emoji, answers behind one that points',
    markdown: `## 🕵️ Five Whys

### 1️⃣ Why was it late?
👉 The job had not run.

### 2️⃣ Why had it not?
👉 It was suspended.
`,
    whys: ['Why was it late? = The job had not run.', 'Why had it not? = It was suspended.'],
  },
  {
    name: 'quoted evidence, a callout with the root cause',
    markdown: `## 5 whys

**Why 1: Why did it fail?**

It was throttled.

> Evidence: 1000 at once

**Why 2: Why was it?**

Clients retry at once.

> [!TIP]
> **Root cause:** No backoff
`,
    whys: ['Why did it fail? = It was throttled. | 1000 at once', 'Why was it? = Clients retry at once.'],
    rootCauses: ['No backoff'],
  },
  {
    name: 'an answer with code in it',
    markdown: `## Five Whys

### Why 1: Why did it restart?

It ran out of memory:

\`\`\`
10:00 2 GB
\`\`\`

### Why 2: Why?

Nothing is released.
`,
    whys: [
      'Why did it restart? = It ran out of memory:\n\n```\n10:00 2 GB\n```',
      'Why? = Nothing is released.',
    ],
  },
  {
    name: 'root causes behind a dash',
    markdown: `**Five Whys**

1. Why the alarm? — The log grew.
2. Why did it grow? — Nobody reads it.

**Root Cause** — Logs have no reader
`,
    whys: ['Why the alarm? = The log grew.', 'Why did it grow? = Nobody reads it.'],
    rootCauses: ['Logs have no reader'],
  },
  {
    name: 'spaces that do not break',
    markdown: `## Five Whys

**Why 1:**\u00A0Why is it empty?
-\u00A0**Answer:**\u00A0It times out.

**Why\u00A02:** Why does it?
- **Answer:** The name is slow to find.

**Root\u00A0cause:** The resolver is far away
`,
    whys: ['Why is it empty? = It times out.', 'Why does it? = The name is slow to find.'],
    rootCauses: ['The resolver is far away'],
  },
  {
    name: 'garbled arrows',
    markdown: `## Five Whys

1. **Why was it empty?** â†’ The field was renamed.
2. **Why did nobody see?** ‚Üí There are no types.
`,
    whys: ['Why was it empty? = The field was renamed.', 'Why did nobody see? = There are no types.'],
  },
  {
    name: 'another language: Russian, counted',
    markdown: `## 5 почему

**Почему 1:** Почему стоит очередь?
**Ответ:** Нет места.

**Корневая причина:** Журналы растут
`,
    whys: ['Почему стоит очередь? = Нет места.'],
    rootCauses: ['Журналы растут'],
  },
  {
    name: 'lines that count and ask',
    markdown: `## 3. Five Whys

3.1. Why did it fail? – Config.
3.2. Why config? – A typo.

## 4. Root Cause

No review
`,
    whys: ['Why did it fail? = Config.', 'Why config? = A typo.'],
    rootCauses: ['No review'],
  },
  {
    name: 'bold lines that count and ask, each a paragraph with a line break',
    markdown: `## Five Whys

**1. Why did it fail?**<br>It timed out.

**2. Why did it time out?**<br>It waited for a lock.

**🎯 Root Cause(s):**
1. One long transaction
2. No limit
`,
    whys: ['Why did it fail? = It timed out.', 'Why did it time out? = It waited for a lock.'],
    rootCauses: ['One long transaction', 'No limit'],
  },
  {
    name: 'boxes that are ticked',
    markdown: `## Five whys

- [x] **Why 1:** Why twice? The worker retried
- [ ] **Why 2:** Why did it? The answer was lost
`,
    whys: ['Why twice? = The worker retried', 'Why did it? = The answer was lost'],
  },
  {
    name: 'a table with a column for each why',
    markdown: `## Worksheet

|  | Why 1 | Why 2 |
|---|---|---|
| Cause | The pump stopped | The fuse blew |
| Evidence | the log | a photo |
`,
    whys: [' = The pump stopped | the log', ' = The fuse blew | a photo'],
  },
  {
    name: 'rows by number, the root cause by its letters',
    markdown: `### Five Whys Summary

| Why | Finding |
|:---:|:---|
| **1** | No threads left |
| **2** | Each waits for mail |
| **RC** | No queue |
`,
    whys: [' = No threads left', ' = Each waits for mail'],
    rootCauses: ['No queue'],
  },
  {
    name: 'names with a sign, the answer behind because',
    markdown: `## Five Whys

Why #1 Users loop at the sign-in
    Because the cookie is dropped

Why #2 The cookie is dropped
    Because its domain is old

**Conclusion / root cause:** A setting that is kept twice
`,
    whys: [
      'Users loop at the sign-in = Because the cookie is dropped',
      'The cookie is dropped = Because its domain is old',
    ],
    rootCauses: ['A setting that is kept twice'],
  },
  {
    name: 'statements, asked of behind an arrow',
    markdown: `## 5 whys

1. Payroll ran late
   ↳ **Why?** The file came late
2. The file came late
   ↳ **Why?** The vendor changed its hours
`,
    whys: ['Payroll ran late = The file came late', 'The file came late = The vendor changed its hours'],
  },
  {
    name: 'labels with an emoji each',
    markdown: `## 🔍 5 Whys

**❓ Why 1:** Why was it down?
**💡 Answer:** The pod crashed.
**📎 Evidence:** exit code 137

**❓ Why 2:** Why did it crash?
**💡 Answer:** The limit is low.

**🎯 Root cause:** Nobody measured it
`,
    whys: ['Why was it down? = The pod crashed. | exit code 137', 'Why did it crash? = The limit is low.'],
    rootCauses: ['Nobody measured it'],
  },
  {
    name: 'another language: Chinese, counted in signs',
    markdown: `## 五个为什么

### 第一个为什么：为什么支付失败？

连接超时。

### 第二个为什么：为什么超时？

没有索引。
`,
    whys: ['为什么支付失败？ = 连接超时。', '为什么超时？ = 没有索引。'],
  },
];

/** Texts that ask why and tell of no five whys. */
const NO_WHYS: readonly (readonly [string, string])[] = [
  [
    'code with questions in it',
    '# Tool\n\n```sh\ntool requests # which failed?\ntool show\ntool console # what went wrong?\n```\n',
  ],
  [
    'a column that says why',
    '# Options\n\n| Option | Why | Cost |\n|---|---|---|\n| A | cheap | 1 |\n| B | quick | 2 |\n',
  ],
  ['questions that nobody answers', '# Survey\n\n1. Why did you come?\n2. Why would you leave?\n'],
  [
    'a list of questions of users',
    '# Help\n\n1. **Why 401?** The token is old.\n2. **How do I get one?** Ask.\n',
  ],
  [
    'headings of questions',
    '# FAQ\n\n## Why is it slow?\n\nNo cache.\n\n## Why does it fail?\n\nPaths differ.\n',
  ],
];

describe('texts that ask why', () => {
  for (const [name, markdown] of NO_WHYS)
    it(`are no whys: ${name}`, () => {
      assert.deepEqual(read(markdown).analysis.problems.flatMap(said), []);
    });
});

describe('whys as others write them', () => {
  for (const { name, markdown, whys, rootCauses = [] } of SHAPES) {
    it(`are read: ${name}`, () => {
      for (const text of [markdown, markdown.replaceAll('\n', '\r\n'), `# Incident\n\n${markdown}`]) {
        const { analysis } = read(text);
        assert.deepEqual(analysis.problems.flatMap(said), whys);
        assert.deepEqual(
          analysis.problems.flatMap((problem) => problem.rootCauses.map((cause) => cause.text)),
          rootCauses,
        );
      }
    });

    it(`are edited: ${name}`, () => {
      for (const text of [markdown, markdown.replaceAll('\n', '\r\n'), `# Incident\n\n${markdown}`]) {
        for (const change of changesOf(text)) {
          const { analysis } = read(text);
          const wanted = applyChange(analysis, change);
          const after = applyEdits(text, edit(text, change));
          assert.deepEqual(read(after).analysis, wanted, `${JSON.stringify(change)}\n${after}`);
        }
      }
    });
  }
});

function said({ whys }: ReturnType<typeof read>['analysis']['problems'][number]): string[] {
  return whys.map(({ question, answer, evidence }) =>
    [`${question} = ${answer}`, ...evidence.map(({ text }) => text)].join(' | '),
  );
}

/** Every change of a why that the editor can make, for each of the whys of the first problem. */
function changesOf(markdown: string): Change[] {
  const problem = 0;
  const labels = read(markdown).analysis.problems[problem]?.whys.map(({ label }) => label) ?? [];
  return [
    ...labels.flatMap((why): Change[] => [
      { type: 'setQuestion', problem, why, question: 'Why now?' },
      { type: 'setAnswer', problem, why, answer: 'Two lines:\n\n- of it' },
      { type: 'setAnswer', problem, why, answer: 'Something *else*' },
      { type: 'setState', problem, why, state: 'ruled out' },
      { type: 'setAnd', problem, why, and: true },
      { type: 'addEvidence', problem, why, evidence: { kind: 'log', text: '`boom`', excerpt: 'a\nb' } },
      { type: 'setRootCause', problem, why, text: 'Nobody looks.' },
      { type: 'addWhy', problem, where: { kind: 'deeper', of: why }, question: 'Why that?' },
      { type: 'addWhy', problem, where: { kind: 'beside', of: why, and: true }, question: 'Why else?' },
      { type: 'removeWhy', problem, why },
      ...labels.map((of): Change => ({ type: 'moveWhy', problem, why, to: { kind: 'before', of } })),
    ]),
    { type: 'addWhy', problem, where: { kind: 'detection' }, question: 'Why did nobody see it?' },
    { type: 'setTitle', title: 'Another' },
    { type: 'addCriterion', text: 'No error for a day' },
    { type: 'addFollowUp', followUp: { date: '2025-01-09', title: 'looked again', text: 'Gone.' } },
    { type: 'setVerification', problem, verification: '- [ ] none' },
  ];
}
