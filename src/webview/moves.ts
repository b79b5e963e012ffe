import type { Problem, Why, WhyState } from '../whys/analysis';
import type { Change, NewWhy, WhyPlace } from '../whys/change';
import { parentOf, parents, parseLabel, subtreeOf } from '../whys/labels';
import type { Outgoing } from './outbox';
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
  wouldShow: { key: 'W', name: 'What else would we see if this were true?' },
  pinEvidence: { key: 'E', name: 'Pin evidence…' },
  notCaught: { key: 'N', name: 'Why was it not caught?' },
  join: { key: 'J', name: 'Join with “and” or “or”' },
  up: { key: 'Alt+↑', name: 'Move before its sibling' },
  down: { key: 'Alt+↓', name: 'Move behind its sibling' },
  out: { key: 'Alt+←', name: 'Move beside the why above it' },
  under: { key: 'Alt+→', name: 'Move below the sibling before it' },
  elsewhere: { key: 'M', name: 'Move under…' },
  remove: { key: 'Delete', name: 'Remove this why and what is below it' },
} as const;

export type Move = keyof typeof MOVES;

/** The move of a key that was pressed in the problem's page; Ctrl+Enter goes deeper from within a text too. */
export function moveOf(event: Keystroke, isTyping: boolean): Move | undefined {
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && ctrl && !event.altKey && !event.shiftKey) return 'deeper';
  if (isTyping || ctrl) return undefined;
  const key = `${event.altKey ? 'alt+' : ''}${ARROWS[event.key] ?? event.key}`.toLowerCase();
  return Object.keys(MOVES)
    .filter(isMove)
    .find((move) => MOVES[move].key.toLowerCase() === key);
}

const ARROWS: Readonly<Partial<Record<string, string>>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

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
export function messageOf(move: Move, problem: Problem, index: number, label?: string): Outgoing | undefined {
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
    case 'wouldShow':
    case 'elsewhere':
      return undefined; // these ask first
    case 'pinEvidence':
      return { type: 'pickEvidence', ...at };
    case 'join':
      return { type: 'change', change: { type: 'setAnd', ...at, and: !why.and } };
    case 'up':
    case 'down':
    case 'out':
    case 'under': {
      const to = placeOf(move, problem.whys, why.label);
      return to && { type: 'change', change: { type: 'moveWhy', ...at, to } };
    }
    case 'remove':
      return { type: 'change', change: { type: 'removeWhy', ...at } };
    default:
      return move satisfies never;
  }
}

/** What a why can be moved under; the problem itself where no why is given. */
export interface MoveTarget {
  readonly why?: Why;
}

/** Where a why can be moved: not below itself, nor under what it stands under already. */
export function moveTargets({ whys }: Problem, label: string): MoveTarget[] {
  const parent = parentOf(whys, label);
  const own = subtreeOf(whys, label);
  return [
    ...(parent === undefined ? [] : [{}]),
    ...whys.filter((why) => why.label !== parent && !own.has(why.label)).map((why) => ({ why })),
  ];
}

/** The change that moves a why of the problem with that index under another. */
export function movedUnder(problem: number, why: string, target: MoveTarget): Change {
  const to: WhyPlace = { kind: 'under', ...(target.why && { of: target.why.label }) };
  return { type: 'moveWhy', problem, why, to };
}

export function isRootCause(problem: Problem, why: Why): boolean {
  return problem.rootCauses.some((cause) => cause.why === why.label);
}

/** Where a why goes by one step; undefined where there is no such place. */
function placeOf(
  move: 'up' | 'down' | 'out' | 'under',
  whys: readonly Why[],
  label: string,
): WhyPlace | undefined {
  const above = parents(whys);
  const parent = above.get(label);
  const branch = parseLabel(label)?.branch;
  const siblings = [...above]
    .filter(([other, its]) => its === parent && parseLabel(other)?.branch === branch)
    .map(([other]) => other);
  const place = siblings.indexOf(label);
  const before = siblings[place - 1];
  const after = siblings[place + 1];
  switch (move) {
    case 'up':
      return before === undefined ? undefined : { kind: 'before', of: before };
    case 'down':
      return after === undefined ? undefined : { kind: 'after', of: after };
    case 'out':
      return parent === undefined ? undefined : { kind: 'after', of: parent };
    case 'under':
      return before === undefined ? undefined : { kind: 'under', of: before };
    default:
      return move satisfies never;
  }
}

function isMove(name: string): name is Move {
  return name in MOVES;
}

/** A why with the question that fits there. */
function newWhy(problem: Problem, index: number, where: NewWhy): Outgoing {
  const question = suggestedQuestion(problem, where);
  return { type: 'change', change: { type: 'addWhy', problem: index, where, question } };
}

function setState(at: { readonly problem: number; readonly why: string }, state: WhyState): Outgoing {
  return { type: 'change', change: { type: 'setState', ...at, state } };
}
