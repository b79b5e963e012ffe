import { IconButton } from './buttons';
import type { WhyProps } from './currentWhy';
import { messageOf, MOVES, moveTargets } from './moves';
import { useMoves } from './useMoves';

const ARRANGE = [
  ['up', 'arrow-up'],
  ['down', 'arrow-down'],
  ['out', 'arrow-left'],
  ['under', 'arrow-right'],
  ['elsewhere', 'move'],
  ['join', 'combine'],
  ['remove', 'trash'],
] as const;

interface ArrangeProps extends WhyProps {
  /** Asks what the why is to be moved under. */
  readonly onMoveUnder: () => void;
}

/** How a why is arranged among the others; a move that leads nowhere is not shown. */
export function Arrange({ problem, index, cause: { why, position }, onMoveUnder }: ArrangeProps) {
  const move = useMoves(index);
  const possible = ARRANGE.filter(([one]) => {
    if (one === 'elsewhere') return moveTargets(problem, why.label).length > 0;
    return (one !== 'join' || position > 1) && messageOf(one, problem, index, why.label);
  });
  return (
    <div class="arrange" role="group" aria-label="Arrange">
      {possible.map(([one, icon]) => (
        <IconButton
          key={one}
          icon={icon}
          label={MOVES[one].name}
          shortcut={MOVES[one].key}
          onClick={() => (one === 'elsewhere' ? onMoveUnder() : move(one, why.label))}
        />
      ))}
    </div>
  );
}
