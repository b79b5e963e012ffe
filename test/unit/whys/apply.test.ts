import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis } from '../../../src/whys/analysis';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import {
  cleanAnalysis,
  cleanCell,
  cleanExcerpt,
  cleanLine,
  cleanName,
  cleanText,
} from '../../../src/whys/clean';
import { anyAnalysis, anyChange, nastyText } from './analyses';

const problem = 0;

describe('applyChange', () => {
  it('sets, adds and removes fields by name, whatever the case', () => {
    assert.deepEqual(after({ type: 'setHeader', name: 'status', value: ' done\n now ' }).header, [
      { name: 'Status', value: 'done now' },
    ]);
    assert.deepEqual(after({ type: 'setHeader', name: 'Status', value: ' ' }).header, []);
    assert.equal(after({ type: 'setHeader', name: '*Date*:', value: 'x' }).header[1]?.name, 'Date');
    assert.deepEqual(after({ type: 'setHeader', name: 'Why 1', value: 'x' }), ANALYSIS);
  });

  it('adds a why with its letter and renames the one beside it, in root causes too', () => {
    const where = { kind: 'beside', of: '2', and: true } as const;
    const [changed] = after({ type: 'addWhy', problem, where, question: 'Why\nelse?' }).problems;
    assert.deepEqual(
      changed?.whys.map(({ label, and, question }) => [label, and, question]),
      [
        ['1', false, ''],
        ['2a', false, ''],
        ['3', false, ''],
        ['2b', true, 'Why else?'],
      ],
    );
    assert.deepEqual(changed?.rootCauses, [{ why: '2a', text: 'cause' }, { text: 'other' }]);
  });

  it('removes a why with what stands below it and its root causes', () => {
    const [changed] = after({ type: 'removeWhy', problem, why: '2' }).problems;
    assert.deepEqual(
      changed?.whys.map(({ label }) => label),
      ['1'],
    );
    assert.deepEqual(changed?.rootCauses, [{ text: 'other' }]);
  });

  it('sets, adds and removes root causes', () => {
    const causes = (why: string, text: string) =>
      after({ type: 'setRootCause', problem, why, text }).problems[0]?.rootCauses.map((cause) => cause.text);
    assert.deepEqual(causes('2', 'new'), ['new', 'other']);
    assert.deepEqual(causes('2', ''), ['other']);
    assert.deepEqual(causes('3', 'new'), ['cause', 'other', 'new']);
  });

  it('leaves the analysis as it is when what is named is not there', () => {
    const changes: Change[] = [
      { type: 'setProblemTitle', problem: 3, title: 'x' },
      { type: 'setAnswer', problem, why: '9', answer: 'x' },
      { type: 'addWhy', problem, where: { kind: 'deeper', of: '9' }, question: 'x' },
      { type: 'removeEvidence', problem, why: '1', evidence: 0 },
      { type: 'setRootCause', problem, why: '9', text: 'x' },
      { type: 'setAction', problem, action: 0, cell: 'due', value: 'x' },
      { type: 'removeAction', problem, action: 0 },
    ];
    for (const change of changes) assert.deepEqual(after(change), ANALYSIS, change.type);
  });

  it('leaves texts clean, whatever is changed', () => {
    fc.assert(
      fc.property(anyAnalysis(), anyChange(), (analysis, change) => {
        const changed = applyChange(analysis, change);
        assert.deepEqual(changed, cleanAnalysis(changed));
      }),
      { numRuns: 200 },
    );
  });
});

describe('clean', () => {
  it('keeps lines with LF, blank lines empty and no control characters', () => {
    assert.equal(cleanText(' \r\n a\r\n \t\r\nb\u0007\u2028c '), 'a\n\nb\nc');
    assert.equal(cleanLine('a\n\n b\tc'), 'a b c');
    assert.equal(cleanExcerpt('\n\n  a\n    b \n'), '  a\n    b');
    assert.equal(cleanExcerpt('  a '), 'a');
  });

  it('keeps the pipe of a cell and drops its escape', () => {
    assert.equal(cleanCell('a \\| b | c'), 'a | b | c');
  });

  it('takes no name that means something else in the file', () => {
    assert.equal(cleanName(' **Impact:** '), 'Impact');
    for (const name of ['Why 3', 'why', 'Root cause', ' : ']) assert.equal(cleanName(name), '');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        for (const clean of [cleanText, cleanLine, cleanExcerpt, cleanCell, cleanName]) {
          assert.equal(clean(clean(text)), clean(text), clean.name);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const why = { and: false, question: '', answer: '', state: 'possible', evidence: [] } as const;

const ANALYSIS: Analysis = {
  title: 'T',
  header: [{ name: 'Status', value: 'open' }],
  summary: '',
  problems: [
    {
      title: 'P',
      patterns: [],
      facts: [],
      whys: [
        { ...why, label: '1' },
        { ...why, label: '2' },
        { ...why, label: '3' },
      ],
      rootCauses: [{ why: '2', text: 'cause' }, { text: 'other' }],
      actions: [],
      verification: '',
    },
  ],
};

function after(change: Change): Analysis {
  return applyChange(ANALYSIS, change);
}
