import type { Problem } from '../whys/analysis';
import type { Seen } from '../whys/page';
import { Button } from './buttons';
import { inOrder, causesOf } from './causes';
import { CauseTree } from './causeTree';
import { CurrentWhy } from './currentWhy';
import { IDS } from './model';
import { moveOf, MOVES } from './moves';
import { usePage } from './pageContext';
import { ProblemCard } from './problemCard';
import { ShortcutHelp } from './shortcutHelp';
import { useMoves } from './useMoves';

interface ProblemPageProps {
  readonly problem: Problem;
  readonly index: number;
  readonly seen: Seen | null;
  /** Label of the current why. */
  readonly chosen: string | undefined;
  readonly onChoose: (label: string) => void;
}

/** One problem: the picture of its causes, and the current why. */
export function ProblemPage({ problem, index, seen, chosen, onChoose }: ProblemPageProps) {
  const { editable } = usePage();
  const makeMove = useMoves(index);
  const causes = causesOf(problem);
  const cause = inOrder(causes).find(({ why }) => why.label === chosen);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveOf(event, isTextInput(event.target));
    if (!cause || !editable || !move) return;
    event.preventDefault();
    makeMove(move, cause.why.label);
  };

  return (
    <div class="problem" onKeyDown={onKeyDown}>
      <section class="causes" aria-label="Causes">
        <ProblemCard problem={problem} index={index} seen={seen} />
        <CauseTree causes={causes} chosen={cause} onChoose={onChoose} />
        {editable && problem.whys.length > 0 && causes.notCaught.length === 0 && (
          <Button
            look="link"
            icon="shield"
            shortcut={MOVES.notCaught.key}
            onClick={() => makeMove('notCaught')}
          >
            {MOVES.notCaught.name}
          </Button>
        )}
      </section>
      <section class="why" id={IDS.why} aria-label="Current why">
        {cause ? (
          <>
            <CurrentWhy
              key={cause.why.label}
              problem={problem}
              index={index}
              cause={cause}
              onChoose={onChoose}
            />
            <ShortcutHelp />
          </>
        ) : (
          <NoWhy onAsk={() => makeMove('deeper')} />
        )}
      </section>
    </div>
  );
}

function NoWhy({ onAsk }: { readonly onAsk: () => void }) {
  const { editable } = usePage();
  return (
    <div class="notice">
      <h2>Nobody has asked why yet</h2>
      <p>Ask why this happens, answer with what the logs and the code show, and ask again of the answer.</p>
      {editable && (
        <Button look="primary" id={IDS.currentCause} onClick={onAsk}>
          Ask the first why
        </Button>
      )}
    </div>
  );
}

function isTextInput(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
