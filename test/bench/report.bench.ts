import { edit } from '../../src/report/edit';
import { read } from '../../src/report/read';
import { readPlan } from '../../src/report/readPlan';
import { write } from '../../src/report/write';
import type { Analysis, Problem } from '../../src/whys/analysis';
import type { Measurement } from './measurement';
import { ownMs, stopwatch } from './stopwatch';

const PROBLEMS = 20;
const WHYS = 10;
const ROUNDS = 15;

/** A large report, each time another: read as when it is opened, and edited as when a key was pressed. */
export default function bench(): Measurement[] {
  const what = `${PROBLEMS} problems, ${PROBLEMS * WHYS} whys`;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const text = write(largeReport(round));
    const reading = stopwatch();
    readPlan(text, read(text).ranges);
    const readMs = ownMs(reading());
    const editing = stopwatch();
    edit(text, { type: 'setAnswer', problem: PROBLEMS / 2, why: '5', answer: 'Because.' });
    return { readMs, editMs: ownMs(editing()) };
  });
  const reads = rounds.map(({ readMs }) => readMs);
  const edits = rounds.map(({ editMs }) => editMs);
  return [
    { what: `${what}, read`, value: median(reads), unit: 'ms', budget: { most: 50 } },
    { what: `${what}, an edit`, value: median(edits), unit: 'ms', budget: { most: 10 } },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** @param round in every text, so that nothing is known from another report */
function largeReport(round: number): Analysis {
  return {
    title: `Report ${round}`,
    header: [{ name: 'Date', value: '2025-01-07' }],
    summary: `Round ${round}`,
    problems: Array.from({ length: PROBLEMS }, (_, index) => problem(`${round}, problem ${index}`)),
    criteria: [{ text: `No error in round ${round}`, isMet: false }],
  };
}

function problem(name: string): Problem {
  return {
    title: `Checkout fails in ${name}`,
    patterns: ['w1:8c1f'],
    facts: [
      { name: 'Error', value: '`boom`' },
      { name: 'Impact', value: 'all users' },
    ],
    whys: Array.from({ length: WHYS }, (_, index) => ({
      label: `${index + 1}`,
      and: false,
      question: `Why does that happen in ${name}?`,
      answer: 'The call before it is not awaited, so that it works on what is not there yet.',
      state: 'confirmed',
      evidence: [
        {
          kind: 'log',
          text: '2025-01-07T15:42:02.118Z `68c39b02`',
          excerpt: `ERROR boom ${name} ${index}\n  at app.py`,
        },
      ],
    })),
    rootCauses: [{ why: `${WHYS}`, text: 'Nobody asked for it.' }],
    actions: [
      {
        priority: 'P0',
        type: 'fix',
        action: `Await it in ${name}`,
        location: 'app.py',
        owner: 'Ada',
        due: '',
        state: 'open',
        verifiedBy: '',
      },
    ],
    verification: `- [ ] No error in ${name}`,
  };
}
