import type { Problem, Why, WhyState } from '../whys/analysis';
import type { NewWhy } from '../whys/change';
import type { FromPage } from '../whys/page';
import { suggestedQuestion } from '../whys/guidance';

/** What can be done at a why with one key, while no text is being typed. */
export const MOVES = {
  deeper: { key: 'D', name: 'Go deeper' },
  branchOr: { key: 'B', name: 'Branch: or' },
  branchAnd: { key: 'A', name: 'Branch: and' },
  rootCause: { key: 'R', name: 'This is a root cause' },
  possible: { key: 'P', name: 'Possible' },
  confirmed: { key: 'C', name: 'Confirmed' },
  ruledOut: { key: 'X', name: 'Ruled out' },
  pinEvidence: { key: 'E', name: 'Pin evidence…' },
  notCaught: { key: 'N', name: 'Why was it not caught?' },
  remove: { key: 'Delete', name: 'Remove this why' },
} as const;

export type Move = keyof typeof MOVES;

/** The move of a key that was pressed in the problem's page; Ctrl+Enter goes deeper from within a text too. */
export function moveOf(event: Keystroke, isTyping: boolean): Move | undefined {
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && ctrl && !event.altKey && !event.shiftKey) return 'deeper';
  if (isTyping || ctrl || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  return Object.keys(MOVES)
    .filter(isMove)
    .find((move) => MOVES[move].key.toLowerCase() === key);
}

/** Of a `KeyboardEvent`. */
export interface Keystroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What the extension is asked when the user makes that move at the why of that label, or where there is no why yet;
 * undefined where the move does not fit.
 */
export function messageOf(move: Move, problem: Problem, index: number, label?: string): FromPage | undefined {
  const why = problem.whys.find((one) => one.label === label);
  if (move === 'notCaught') return newWhy(problem, index, { kind: 'detection' });
  if (!why) return move === 'deeper' ? newWhy(problem, index, { kind: 'deeper' }) : undefined;
  const at = { problem: index, why: why.label };
  switch (move) {
    case 'deeper':
      return newWhy(problem, index, { kind: 'deeper', of: why.label });
    case 'branchOr':
    case 'branchAnd':
      return newWhy(problem, index, { kind: 'beside', of: why.label, and: move === 'branchAnd' });
    case 'rootCause': {
      const text = isRootCause(problem, why) ? '' : why.answer || why.question;
      return { type: 'change', change: { type: 'setRootCause', ...at, text } };
    }
    case 'possible':
    case 'confirmed':
      return setState(at, move);
    case 'ruledOut':
      return setState(at, why.state === 'ruled out' ? 'possible' : 'ruled out');
    case 'pinEvidence':
      return { type: 'pickEvidence', ...at };
    case 'remove':
      return { type: 'change', change: { type: 'removeWhy', ...at } };
    default:
      return move satisfies never;
  }
}

export function isRootCause(problem: Problem, why: Why): boolean {
  return problem.rootCauses.some((cause) => cause.why === why.label);
}

function isMove(name: string): name is Move {
  return name in MOVES;
}

/** A why with the question that fits there. */
function newWhy(problem: Problem, index: number, where: NewWhy): FromPage {
  const question = suggestedQuestion(problem, where);
  return { type: 'change', change: { type: 'addWhy', problem: index, where, question } };
}

function setState(at: { readonly problem: number; readonly why: string }, state: WhyState): FromPage {
  return { type: 'change', change: { type: 'setState', ...at, state } };
}
