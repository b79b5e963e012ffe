import { useState } from 'preact/hooks';
import type { Problem } from '../whys/analysis';
import type { Seen } from '../whys/page';
import { Button } from './buttons';
import { causesOf, inOrder, type Cause } from './causes';
import { CauseTree } from './causeTree';
import { CurrentWhy, type Asked } from './currentWhy';
import { IDS } from './model';
import { isRootCause, moveOf, MOVES, moveTargets, movedUnder, type Move } from './moves';
import { usePage } from './pageContext';
import { ProblemCard } from './problemCard';
import { ShortcutHelp } from './shortcutHelp';
import { useMoves } from './useMoves';

interface ProblemPageProps {
  /** Of the report. */
  readonly problems: readonly Problem[];
  readonly problem: Problem;
  readonly index: number;
  readonly seen: Seen | null;
  /** Label of the current why. */
  readonly chosen: string | undefined;
  readonly onChoose: (label: string, problem?: number) => void;
}

/** One problem: the picture of its causes, and the current why. */
export function ProblemPage({ problems, problem, index, seen, chosen, onChoose }: ProblemPageProps) {
  const { outbox, editable } = usePage();
  const targetsOf = (label: string) => moveTargets(problem, label);
  const makeMove = useMoves(index);
  const [asking, setAsking] = useState<{ readonly why: string; readonly asked: Asked } | undefined>(
    undefined,
  );
  const causes = causesOf(problem, problems);
  const cause = inOrder(causes).find(({ why }) => why.label === chosen);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isTextInput(event.target) && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation(); // VS Code has uses of its own for it
      document.getElementById(IDS.currentCause)?.focus();
      return;
    }
    if (event.key === '?' && !isTextInput(event.target)) {
      event.preventDefault();
      showHelp();
      return;
    }
    const move = moveOf(event, isTextInput(event.target));
    if (!cause || !editable || !move) return;
    event.preventDefault();
    event.stopPropagation(); // Alt+← leads back in VS Code
    if (move === 'wouldShow') document.getElementById(IDS.wouldShow)?.focus();
    else if (asks(move, problem, cause)) setAsking({ why: cause.why.label, asked: move });
    else makeMove(move, cause.why.label);
  };

  return (
    <div class="problem" onKeyDown={onKeyDown}>
      <section class="causes" aria-label="Causes">
        <ProblemCard problem={problem} index={index} seen={seen} />
        <CauseTree
          causes={causes}
          chosen={cause}
          onChoose={(label) => onChoose(label)}
          targetsOf={editable ? targetsOf : undefined}
          onMove={(label, target) => outbox.change(movedUnder(index, label, target))}
        />
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
              problems={problems}
              problem={problem}
              index={index}
              cause={cause}
              asked={asking?.why === cause.why.label ? asking.asked : undefined}
              onAsk={(asked) => setAsking(asked && { why: cause.why.label, asked })}
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

/** Whether the move asks something first. */
function asks(move: Move, problem: Problem, { why }: Cause): move is Asked {
  if (move === 'elsewhere') return moveTargets(problem, why.label).length > 0;
  return move === 'rootCause' && !isRootCause(problem, why);
}

function showHelp(): void {
  const help = document.getElementById(IDS.help);
  if (!(help instanceof HTMLDetailsElement)) return;
  help.open = true;
  help.querySelector('summary')?.focus();
}

function isTextInput(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
