import type { Action, Evidence, Problem, WhyState } from './analysis';

/** Every edit the page and the commands can make. Problems and evidence are counted from 0, whys named by label. */
export type Change =
  | { readonly type: 'setTitle'; readonly title: string }
  /** Sets the header field of that name, or adds it. An empty value removes it. */
  | { readonly type: 'setHeader'; readonly name: string; readonly value: string }
  | { readonly type: 'setSummary'; readonly summary: string }
  | { readonly type: 'addProblem'; readonly problem: Problem }
  | { readonly type: 'setProblemTitle'; readonly problem: number; readonly title: string }
  /** Sets the problem's fact of that name, or adds it. An empty value removes it. */
  | { readonly type: 'setFact'; readonly problem: number; readonly name: string; readonly value: string }
  | { readonly type: 'addWhy'; readonly problem: number; readonly where: NewWhy; readonly question: string }
  /** Removes the why and all that stands below it. */
  | { readonly type: 'removeWhy'; readonly problem: number; readonly why: string }
  | {
      readonly type: 'setQuestion';
      readonly problem: number;
      readonly why: string;
      readonly question: string;
    }
  | { readonly type: 'setAnswer'; readonly problem: number; readonly why: string; readonly answer: string }
  | { readonly type: 'setState'; readonly problem: number; readonly why: string; readonly state: WhyState }
  | {
      readonly type: 'addEvidence';
      readonly problem: number;
      readonly why: string;
      readonly evidence: Evidence;
    }
  | {
      readonly type: 'removeEvidence';
      readonly problem: number;
      readonly why: string;
      readonly evidence: number;
    }
  /** Sets the root cause at that why, or adds it. An empty text removes it. */
  | { readonly type: 'setRootCause'; readonly problem: number; readonly why: string; readonly text: string }
  | { readonly type: 'addAction'; readonly problem: number; readonly action: Action }
  | {
      readonly type: 'setAction';
      readonly problem: number;
      readonly action: number;
      readonly cell: keyof Action;
      readonly value: string;
    }
  | { readonly type: 'removeAction'; readonly problem: number; readonly action: number };

/** Where a new why goes. */
export type NewWhy =
  /** Asks why the answer of `of` is so; the first why of the problem when `of` is left out. */
  | { readonly kind: 'deeper'; readonly of?: string }
  /** Another answer beside `of`: an alternative, or with `and` one that was needed as well. */
  | { readonly kind: 'beside'; readonly of: string; readonly and: boolean }
  /** The next why of the detection branch: why was it not caught? */
  | { readonly kind: 'detection' };
