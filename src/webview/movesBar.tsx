import { Button } from './buttons';
import type { WhyProps } from './currentWhy';
import { IDS } from './model';
import { isRootCause, MOVES, type Move } from './moves';
import { useMoves } from './useMoves';

interface MovesBarProps extends WhyProps {
  /** Whether it is asked already if this is a root cause. */
  readonly isAsking: boolean;
  /** Asks whether this is a root cause. */
  readonly onAsk: () => void;
}

/** Where to go from this why. */
export function MovesBar({ problem, index, cause, isAsking, onAsk }: MovesBarProps) {
  const { why } = cause;
  const move = useMoves(index);
  const make = (one: Move) => () => move(one, why.label);
  const isRuledOut = why.state === 'ruled out';
  return (
    <div class="moves" role="group" aria-label="Next">
      <Button
        look={isRuledOut ? 'secondary' : 'primary'}
        icon="arrow-down"
        shortcut={MOVES.deeper.key}
        onClick={make('deeper')}
      >
        {MOVES.deeper.name}
      </Button>
      <span class="joined">
        <Button icon="git-branch" shortcut={MOVES.branchOr.key} onClick={make('branchOr')}>
          {MOVES.branchOr.name}
        </Button>
        <Button shortcut={MOVES.branchAnd.key} onClick={make('branchAnd')}>
          {MOVES.branchAnd.name}
        </Button>
      </span>
      <Button
        id={IDS.markRootCause}
        icon="target"
        shortcut={MOVES.rootCause.key}
        pressed={isAsking || isRootCause(problem, why)}
        onClick={isRootCause(problem, why) ? make('rootCause') : onAsk}
      >
        {MOVES.rootCause.name}
      </Button>
      <Button
        icon="circle-slash"
        shortcut={MOVES.ruledOut.key}
        pressed={isRuledOut}
        onClick={make('ruledOut')}
      >
        {MOVES.ruledOut.name}
      </Button>
    </div>
  );
}
