import fc from 'fast-check';
import {
  EVIDENCE_KINDS,
  WHY_STATES,
  type Action,
  type Analysis,
  type Evidence,
  type Field,
  type FollowUp,
  type Problem,
  type RootCause,
  type Why,
} from '../../../src/whys/analysis';
import type { Change, NewWhy, WhyPlace } from '../../../src/whys/change';
import { cleanAnalysis } from '../../../src/whys/clean';
import { newLabel } from '../../../src/whys/labels';

/** Any analysis that a file can hold, with texts that mean something to Markdown and to our own form. */
export function anyAnalysis(): fc.Arbitrary<Analysis> {
  return fc
    .record({
      title: nastyText(),
      header: fc.array(anyField(), { maxLength: 4 }),
      summary: nastyText(),
      problems: fc.array(anyProblem(), { maxLength: 3 }),
      criteria: fc.array(fc.record({ text: nastyText(), isMet: fc.boolean() }), { maxLength: 2 }),
      followUps: fc.array(anyFollowUp(), { maxLength: 2 }),
    })
    .map(cleanAnalysis);
}

/** Any change of an analysis with that many problems, or of one that is not there. */
export function anyChange(): fc.Arbitrary<Change> {
  const problem = fc.nat({ max: 3 });
  const why = anyLabel();
  return fc.oneof(
    fc.record({ type: fc.constant('setTitle' as const), title: nastyText() }),
    fc.record({ type: fc.constant('setHeader' as const), name: anyName(), value: nastyText() }),
    fc.record({ type: fc.constant('setSummary' as const), summary: nastyText() }),
    fc.record({ type: fc.constant('addProblem' as const), problem: anyProblem() }),
    fc.record({ type: fc.constant('setProblemTitle' as const), problem, title: nastyText() }),
    fc.record({ type: fc.constant('setFact' as const), problem, name: anyName(), value: nastyText() }),
    fc.record({ type: fc.constant('addWhy' as const), problem, where: anyPlace(), question: nastyText() }),
    fc.record({ type: fc.constant('removeWhy' as const), problem, why }),
    fc.record({ type: fc.constant('moveWhy' as const), problem, why, to: anyTarget() }),
    fc.record({ type: fc.constant('moveWhy' as const), problem, why, to: anyTarget() }),
    fc.record({ type: fc.constant('setAnd' as const), problem, why, and: fc.boolean() }),
    fc.record({ type: fc.constant('setQuestion' as const), problem, why, question: nastyText() }),
    fc.record({ type: fc.constant('setAnswer' as const), problem, why, answer: nastyText() }),
    fc.record({
      type: fc.constant('setState' as const),
      problem,
      why,
      state: fc.constantFrom(...WHY_STATES),
    }),
    fc.record({ type: fc.constant('setWouldShow' as const), problem, why, wouldShow: nastyText() }),
    fc.record({ type: fc.constant('addEvidence' as const), problem, why, evidence: anyEvidence() }),
    fc.record({ type: fc.constant('removeEvidence' as const), problem, why, evidence: fc.nat({ max: 3 }) }),
    fc.record({ type: fc.constant('setRootCause' as const), problem, why, text: nastyText() }),
    fc.record({ type: fc.constant('addAction' as const), problem, action: anyAction() }),
    fc.record({
      type: fc.constant('setAction' as const),
      problem,
      action: fc.nat({ max: 3 }),
      cell: fc.constantFrom('priority' as const, 'action' as const, 'verifiedBy' as const),
      value: nastyText(),
    }),
    fc.record({ type: fc.constant('removeAction' as const), problem, action: fc.nat({ max: 3 }) }),
    fc.record({ type: fc.constant('setVerification' as const), problem, verification: nastyText() }),
    fc.record({
      type: fc.constant('tickProblem' as const),
      problem,
      criterion: fc.nat({ max: 2 }),
      isMet: fc.boolean(),
    }),
    fc.record({ type: fc.constant('tick' as const), criterion: fc.nat({ max: 2 }), isMet: fc.boolean() }),
    fc.record({ type: fc.constant('addCriterion' as const), text: nastyText() }),
    fc.record({
      type: fc.constant('setCriterion' as const),
      criterion: fc.nat({ max: 2 }),
      text: nastyText(),
    }),
    fc.record({ type: fc.constant('addFollowUp' as const), followUp: anyFollowUp() }),
    fc.record({
      type: fc.constant('setFollowUp' as const),
      index: fc.nat({ max: 2 }),
      followUp: anyFollowUp(),
    }),
    fc.record({ type: fc.constant('removeFollowUp' as const), index: fc.nat({ max: 2 }) }),
  );
}

export function anyPlace(): fc.Arbitrary<NewWhy> {
  return fc.oneof(
    fc.record({ kind: fc.constant('deeper' as const), of: anyLabel() }),
    fc.constant({ kind: 'deeper' as const }),
    fc.record({ kind: fc.constant('beside' as const), of: anyLabel(), and: fc.boolean() }),
    fc.constant({ kind: 'detection' as const }),
  );
}

export function anyTarget(): fc.Arbitrary<WhyPlace> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('before' as const, 'after' as const), of: anyLabel() }),
    fc.record({ kind: fc.constant('under' as const), of: anyLabel() }),
    fc.constant({ kind: 'under' as const }),
  );
}

function anyLabel(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '1',
    '1a',
    '1b',
    '2',
    '2a',
    '2b',
    '3',
    '3a',
    '3b',
    '3c',
    '4',
    '4b',
    'caught 1',
    'caught 2',
  );
}

/** Text of several lines made of what breaks out of places, mixed with words, accents and other scripts. */
export function nastyText(): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 6, unit: 'binary' }));
  const separator = fc.constantFrom('\n', '\n', '\n\n', ' ', '', '\r\n', '\n  ', '\n    ', '\n\t');
  return fc
    .array(fc.tuple(piece, separator), { maxLength: 7 })
    .map((parts) => parts.flat().join(''))
    .filter((text) => !text.includes('>>>>>>>'));
}

const NASTY = [
  'plain',
  'a b',
  'It fails.',
  'is it?',
  '`code`',
  '`',
  '``',
  '```',
  '```py',
  '````',
  '~~~',
  '|',
  ' | ',
  '--|--',
  '\\|',
  '\\',
  '# head',
  '#',
  '## 2. Problem',
  '## Summary',
  '### Actions',
  '### Verification',
  '### Five Whys',
  '#### Actions',
  '- item',
  '-',
  '---',
  '===',
  '* star',
  '1. one',
  '2) two',
  '> quote',
  '<div>',
  '<!--',
  '-->',
  '<!-- five-whys pattern="x" -->',
  '<script>',
  '<pre>',
  '<?php',
  '**Why 2:** inside',
  '**Why was it not caught 1:** x',
  '- **Answer:** inside',
  '- **State:** confirmed',
  '**Evidence:** log',
  '**Root cause:** Why 1. x',
  '**Error:** x',
  '[^e1]: foot',
  '[^e1]',
  '[^e2]',
  '[ref]: http://x',
  'log ',
  'code',
  'note',
  'Why 1. ',
  'Same as 1: Why 2',
  'Same as 2: Why 1a, too',
  '- [ ] todo',
  '- [x] done',
  '✅ ok',
  '### 2025-01-09 — x',
  '## Follow-ups',
  '## Success criteria',
  '\\Why 2. ',
  '\\# x',
  '\\---',
  '\\```',
  '\\[^e1]',
  '=======',
  '<<<<<<< HEAD',
  'https://a.example/x?y=1',
  'me@a.example',
  '&amp;',
  '"',
  'é',
  'שלום',
  '‮',
  ' ',
  '\u2028',
  '\uFEFF',
  '\u0007',
  '\t',
  '  ',
  '| a | b |\n|--|--|\n| 1 | 2 |',
];

function anyName(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'Date',
    'Environment',
    'Status',
    'error',
    'Error',
    'Impact',
    'Größe',
    'Why 1',
    'A *b*: c',
    ' ',
  );
}

function anyField(): fc.Arbitrary<Field> {
  return fc.record({ name: anyName(), value: nastyText() });
}

function anyProblem(): fc.Arbitrary<Problem> {
  return fc.record({
    title: nastyText(),
    patterns: fc.array(fc.constantFrom('w1:8c1f', 'w1:"<>&', 'x--y', 'ü'), { maxLength: 2 }),
    source: fc.constantFrom('', 'staging', 'a "b" -->'),
    facts: fc.array(anyField(), { maxLength: 3 }),
    whys: anyWhys(),
    rootCauses: fc.array(anyRootCause(), { maxLength: 2 }),
    actions: fc.array(anyAction(), { maxLength: 3 }),
    verification: nastyText(),
  });
}

/** Whys as additions make them, so that their labels and their order are those of a real analysis. */
function anyWhys(): fc.Arbitrary<Why[]> {
  const content = fc.record({
    question: nastyText(),
    answer: nastyText(),
    state: fc.constantFrom(...WHY_STATES),
    evidence: fc.array(anyEvidence(), { maxLength: 2 }),
    wouldShow: nastyText(),
  });
  return fc.array(fc.tuple(anyPlace(), content), { maxLength: 6 }).map((additions) => {
    let whys: Why[] = [];
    for (const [where, why] of additions) {
      const place = newLabel(whys, where);
      if (!place) continue;
      const { renamed, label, index } = place;
      whys = whys.map((old) => (old.label === renamed?.from ? { ...old, label: renamed.to } : old));
      whys.splice(index, 0, { label, and: where.kind === 'beside' && where.and, ...why });
    }
    return whys;
  });
}

function anyFollowUp(): fc.Arbitrary<FollowUp> {
  return fc.record({
    date: fc.constantFrom('2025-01-09', '2026-12-31', 'soon'),
    title: nastyText(),
    text: nastyText(),
  });
}

function anyEvidence(): fc.Arbitrary<Evidence> {
  return fc.record({ kind: fc.constantFrom(...EVIDENCE_KINDS), text: nastyText(), excerpt: nastyText() });
}

function anyRootCause(): fc.Arbitrary<RootCause> {
  return fc.oneof(fc.record({ text: nastyText() }), fc.record({ why: anyLabel(), text: nastyText() }));
}

function anyAction(): fc.Arbitrary<Action> {
  return fc.record({
    priority: fc.constantFrom('P0', ''),
    type: fc.constantFrom('fix', ''),
    action: nastyText(),
    location: nastyText(),
    owner: fc.constantFrom('', 'Ada'),
    due: fc.constant(''),
    state: fc.constantFrom('', 'open'),
    verifiedBy: nastyText(),
  });
}
