import { IconButton } from './buttons';
import type { WhyProps } from './currentWhy';
import { messageOf, MOVES } from './moves';
import { useMoves } from './useMoves';

const ARRANGE = [
  ['up', 'arrow-up'],
  ['down', 'arrow-down'],
  ['out', 'arrow-left'],
  ['under', 'arrow-right'],
  ['join', 'combine'],
  ['remove', 'trash'],
] as const;

/** How a why is arranged among the others; a move that leads nowhere is not shown. */
export function Arrange({ problem, index, cause: { why, position } }: WhyProps) {
  const move = useMoves(index);
  const possible = ARRANGE.filter(
    ([one]) => (one !== 'join' || position > 1) && messageOf(one, problem, index, why.label),
  );
  return (
    <div class="arrange" role="group" aria-label="Arrange">
      {possible.map(([one, icon]) => (
        <IconButton
          key={one}
          icon={icon}
          label={MOVES[one].name}
          shortcut={MOVES[one].key}
          onClick={() => move(one, why.label)}
        />
      ))}
    </div>
  );
}
