import { useState } from 'preact/hooks';
import { Button } from './buttons';
import { nameOf } from './causes';
import type { WhyProps } from './currentWhy';
import { plainText } from './inlineParts';
import { IDS } from './model';
import { MOVES, moveTargets, movedUnder, type MoveTarget } from './moves';
import { usePage } from './pageContext';

interface MoveUnderProps extends WhyProps {
  readonly onClose: () => void;
}

/** The list of what a why can be moved under: for whoever does not drag it there. */
export function MoveUnder({ problem, index, cause: { why }, onClose }: MoveUnderProps) {
  const { outbox } = usePage();
  const targets = moveTargets(problem, why.label);
  const [chosen, setChosen] = useState(0);
  const move = () => {
    const target = targets[chosen];
    onClose();
    if (target) outbox.change(movedUnder(index, why.label, target));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      document.getElementById(IDS.currentCause)?.focus();
    } else if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) {
      event.preventDefault();
      event.stopPropagation();
      move();
    }
  };
  return (
    <section class="move-under" aria-label={MOVES.elsewhere.name} onKeyDown={onKeyDown}>
      <label for={IDS.moveUnder}>Move under</label>
      <select
        id={IDS.moveUnder}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
      >
        {targets.map((target, place) => (
          <option key={place} value={place}>
            {wordsFor(target)}
          </option>
        ))}
      </select>
      <Button look="primary" onClick={move}>
        Move
      </Button>
      <Button look="link" onClick={onClose}>
        Cancel
      </Button>
    </section>
  );
}

function wordsFor({ why }: MoveTarget): string {
  if (!why) return 'The problem itself';
  return `${nameOf(why.label)}: ${plainText(why.answer || why.question)
    .split('\n', 1)[0]
    ?.slice(0, 80)}`;
}
