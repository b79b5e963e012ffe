import { useState } from 'preact/hooks';
import { Button } from './buttons';
import type { WhyProps } from './currentWhy';
import { Icon } from './icon';
import { IDS } from './model';
import { useMoves } from './useMoves';

const QUESTIONS = [
  'Can the team act on it?',
  'Would removing it have prevented this, or softened it?',
] as const;

interface RootCauseQuestionProps extends WhyProps {
  readonly onClose: () => void;
}

/** What is asked before a why becomes a root cause. The answers advise; whoever asked decides. */
export function RootCauseQuestion({ index, cause: { why }, onClose }: RootCauseQuestionProps) {
  const move = useMoves(index);
  const [yes, setYes] = useState<readonly boolean[]>(QUESTIONS.map(() => false));
  const holds = yes.every(Boolean);
  const done = (made: 'rootCause' | 'deeper') => () => {
    onClose();
    move(made, why.label);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
    document.getElementById(IDS.markRootCause)?.focus();
  };
  return (
    <section class="root-cause-box asking" aria-labelledby="root-cause-asks" onKeyDown={onKeyDown}>
      <Icon name="target" />
      <div>
        <h4 id="root-cause-asks">Is this a root cause?</h4>
        {QUESTIONS.map((question, place) => (
          <label key={question} class="tick">
            <input
              type="checkbox"
              id={place === 0 ? IDS.rootCauseQuestion : undefined}
              checked={yes[place] ?? false}
              onChange={({ currentTarget }) => setYes(yes.with(place, currentTarget.checked))}
            />
            {question}
          </label>
        ))}
        <p class="ask" role="status">
          {holds
            ? 'Then this is a place to act.'
            : 'Where one of them is not so, it may be a symptom: ask why once more.'}
        </p>
        <div class="choices">
          <Button look={holds ? 'primary' : 'secondary'} onClick={done('rootCause')}>
            Mark as root cause
          </Button>
          <Button look="secondary" onClick={done('deeper')}>
            Go deeper
          </Button>
          <Button look="link" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </section>
  );
}
