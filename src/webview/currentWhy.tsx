import { useLayoutEffect } from 'preact/hooks';
import type { Problem } from '../whys/analysis';
import { Arrange } from './arrange';
import { Button } from './buttons';
import { nameOf, pathTo, type Cause } from './causes';
import { EvidenceList } from './evidence';
import { FindingHint } from './findings';
import { Icon } from './icon';
import { hints } from '../whys/guidance';
import { IDS } from './model';
import { MOVES } from './moves';
import { MovesBar } from './movesBar';
import { usePage } from './pageContext';
import { ReadBack } from './readBack';
import { RootCauseField } from './rootCauseField';
import { RootCauseQuestion } from './rootCauseQuestion';
import { StateChoice } from './stateChoice';
import { TextField } from './textField';
import { WouldShow } from './wouldShow';

export interface WhyProps {
  readonly problem: Problem;
  /** Of the problem. */
  readonly index: number;
  readonly cause: Cause;
}

interface CurrentWhyProps extends WhyProps {
  /** Of the report. */
  readonly problems: readonly Problem[];
  /** Whether it is asked if this is a root cause. */
  readonly isAsking: boolean;
  readonly onAsk: (isAsking: boolean) => void;
  readonly onChoose: (label: string, problem?: number) => void;
}

/** The why the user is at: question, answer, state, evidence, and where to go from here. */
export function CurrentWhy(props: CurrentWhyProps) {
  const { problems, problem, index, cause, isAsking, onAsk, onChoose } = props;
  const { outbox, editable, findings } = usePage();
  const { why } = cause;
  const found = findings.filter((finding) => finding.problem === index && finding.why === why.label);
  const asked = hints(problem, why.label).filter(({ id }) => !found.some((one) => one.id.startsWith(id)));
  const at = { problem: index, why: why.label };
  useLayoutEffect(() => {
    if (isAsking) document.getElementById(IDS.rootCauseQuestion)?.focus();
  }, [isAsking]);
  return (
    <>
      <div class="why-head">
        <Breadcrumb cause={cause} onChoose={onChoose} />
        {editable && <Arrange problem={problem} index={index} cause={cause} />}
      </div>
      <Shared cause={cause} onChoose={onChoose} />
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
      <WouldShow why={why} problem={index} />
      <EvidenceList why={why} problem={index} />
      {found.map((finding, place) => (
        <FindingHint key={`${finding.id} ${place}`} finding={finding} />
      ))}
      {asked.map(({ id, message }) => (
        <div key={id} class="hint">
          <Icon name="lightbulb" />
          <span>{message}</span>
          {editable && id === 'look' && (
            <Button look="link" onClick={() => outbox.send({ type: 'pickEvidence', ...at })}>
              {MOVES.pinEvidence.name}
            </Button>
          )}
        </div>
      ))}
      <RootCauseField problems={problems} problem={problem} index={index} cause={cause} />
      {editable && isAsking && (
        <RootCauseQuestion problem={problem} index={index} cause={cause} onClose={() => onAsk(false)} />
      )}
      {editable && (
        <MovesBar
          problem={problem}
          index={index}
          cause={cause}
          isAsking={isAsking}
          onAsk={() => onAsk(true)}
        />
      )}
      <ReadBack problem={problem} index={index} cause={cause} />
    </>
  );
}

/** The way to where the same cause is at work. */
function Shared({ cause, onChoose }: Pick<CurrentWhyProps, 'cause' | 'onChoose'>) {
  if (cause.shared.length === 0) return null;
  return (
    <p class="shared-with">
      <Icon name="link" />
      The same cause as in
      {cause.shared.map(({ problem, why }) => (
        <Button key={`${problem} ${why}`} look="link" onClick={() => onChoose(why ?? '', problem)}>
          {problem + 1}
          {why === undefined ? '' : `: ${nameOf(why)}`}
        </Button>
      ))}
    </p>
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
