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
];

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
