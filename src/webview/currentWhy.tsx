import type { Problem } from '../whys/analysis';
import { IconButton } from './buttons';
import { nameOf, pathTo, type Cause } from './causes';
import { EvidenceList } from './evidence';
import { Icon } from './icon';
import { hints } from '../whys/guidance';
import { IDS } from './model';
import { MovesBar } from './movesBar';
import { MOVES } from './moves';
import { usePage } from './pageContext';
import { ReadBack } from './readBack';
import { RootCauseField } from './rootCauseField';
import { StateChoice } from './stateChoice';
import { TextField } from './textField';
import { useMoves } from './useMoves';

export interface WhyProps {
  readonly problem: Problem;
  /** Of the problem. */
  readonly index: number;
  readonly cause: Cause;
}

/** The why the user is at: question, answer, state, evidence, and where to go from here. */
export function CurrentWhy({
  problem,
  index,
  cause,
  onChoose,
}: WhyProps & { readonly onChoose: (label: string) => void }) {
  const { outbox, editable } = usePage();
  const { why } = cause;
  const at = { problem: index, why: why.label };
  const move = useMoves(index);
  return (
    <>
      <div class="why-head">
        <Breadcrumb cause={cause} onChoose={onChoose} />
        {editable && (
          <IconButton
            icon="trash"
            label={MOVES.remove.name}
            shortcut={MOVES.remove.key}
            onClick={() => move('remove', why.label)}
          />
        )}
      </div>
      <TextField
        label="Question"
        labelHidden
        look="question"
        placeholder="Why …?"
        value={why.question}
        change={(question) => ({ type: 'setQuestion', ...at, question })}
      />
      <TextField
        id={IDS.answer}
        label="Answer"
        multiline
        placeholder="Because …"
        value={why.answer}
        change={(answer) => ({ type: 'setAnswer', ...at, answer })}
      />
      <StateChoice
        state={why.state}
        onChange={(state) => outbox.change({ type: 'setState', ...at, state })}
      />
      <EvidenceList why={why} problem={index} />
      {hints(problem, why.label).map(({ id, message }) => (
        <p key={id} class="hint">
          <Icon name="lightbulb" />
          <span>{message}</span>
        </p>
      ))}
      <RootCauseField problem={problem} index={index} cause={cause} />
      {editable && <MovesBar problem={problem} index={index} cause={cause} />}
      <ReadBack problem={problem} index={index} cause={cause} />
    </>
  );
}

function Breadcrumb({
  cause,
  onChoose,
}: {
  readonly cause: Cause;
  readonly onChoose: (label: string) => void;
}) {
  return (
    <nav aria-label="Path to this why">
      <ol class="breadcrumb">
        {pathTo(cause).map(({ why }) => (
          <li key={why.label}>
            {why === cause.why ? (
              <h3 aria-current="step">{nameOf(why.label)}</h3>
            ) : (
              <button type="button" title={why.answer || why.question} onClick={() => onChoose(why.label)}>
                {nameOf(why.label)}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
