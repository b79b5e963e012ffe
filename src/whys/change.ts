import type { Action, Evidence, FollowUp, Problem, WhyState } from './analysis';

/** Every edit the page and the commands can make. What stands in a list is counted from 0, whys are named by label. */
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
  /** Moves the why with all that stands below it; nothing happens where it would stand below itself. */
  | { readonly type: 'moveWhy'; readonly problem: number; readonly why: string; readonly to: WhyPlace }
  /** Whether the why was needed together with its sibling. */
  | { readonly type: 'setAnd'; readonly problem: number; readonly why: string; readonly and: boolean }
  | {
      readonly type: 'setQuestion';
      readonly problem: number;
      readonly why: string;
      readonly question: string;
    }
  | { readonly type: 'setAnswer'; readonly problem: number; readonly why: string; readonly answer: string }
  | { readonly type: 'setState'; readonly problem: number; readonly why: string; readonly state: WhyState }
  /** Sets what else would be seen if the answer were true. An empty text removes it. */
  | {
      readonly type: 'setWouldShow';
      readonly problem: number;
      readonly why: string;
      readonly wouldShow: string;
    }
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
  | { readonly type: 'removeAction'; readonly problem: number; readonly action: number }
  | { readonly type: 'setVerification'; readonly problem: number; readonly verification: string }
  /** Ticks a criterion in a problem's verification, or takes its tick; counted as `criteriaIn` counts. */
  | {
      readonly type: 'tickProblem';
      readonly problem: number;
      readonly criterion: number;
      readonly isMet: boolean;
    }
  /** Ticks a criterion of the report, or takes its tick. */
  | { readonly type: 'tick'; readonly criterion: number; readonly isMet: boolean }
  | { readonly type: 'addCriterion'; readonly text: string }
  /** An empty text removes it. */
  | { readonly type: 'setCriterion'; readonly criterion: number; readonly text: string }
  | { readonly type: 'addFollowUp'; readonly followUp: FollowUp }
  | { readonly type: 'setFollowUp'; readonly index: number; readonly followUp: FollowUp }
  | { readonly type: 'removeFollowUp'; readonly index: number };

/** Where a new why goes. */
export type NewWhy =
  /** Asks why the answer of `of` is so; the first why of the problem when `of` is left out. */
  | { readonly kind: 'deeper'; readonly of?: string }
  /** Another answer beside `of`: an alternative, or with `and` one that was needed as well. */
  | { readonly kind: 'beside'; readonly of: string; readonly and: boolean }
  /** The next why of the detection branch: why was it not caught? */
  | { readonly kind: 'detection' };

/** Where a why is moved to. */
export type WhyPlace =
  /** Beside `of`, whose parent is its parent then. */
  | { readonly kind: 'before' | 'after'; readonly of: string }
  /** The last of the answers to `of`; the last of the problem's first whys when `of` is left out. */
  | { readonly kind: 'under'; readonly of?: string };
