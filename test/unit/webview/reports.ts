import type { Action, Analysis, Problem, Why } from '../../../src/whys/analysis';

/** A why with that label; everything else is empty unless given. */
export function why(label: string, rest: Partial<Why> = {}): Why {
  return { label, and: false, question: '', answer: '', state: 'possible', evidence: [], ...rest };
}

export function problem(whys: readonly Why[], rest: Partial<Problem> = {}): Problem {
  return {
    title: 'It fails',
    patterns: [],
    facts: [],
    whys,
    rootCauses: [],
    actions: [],
    verification: '',
    ...rest,
  };
}

export function report(...problems: Problem[]): Analysis {
  return { title: 'Report', header: [], summary: '', problems };
}

export const NO_ACTION: Action = {
  priority: '',
  type: '',
  action: '',
  location: '',
  owner: '',
  due: '',
  state: '',
  verifiedBy: '',
};
