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
import { MoveUnder } from './moveUnder';
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

/** What is asked before a move is made: whether this is a root cause, or what it is to be moved under. */
export type Asked = 'rootCause' | 'elsewhere';

interface CurrentWhyProps extends WhyProps {
  /** Of the report. */
  readonly problems: readonly Problem[];
  readonly asked: Asked | undefined;
  readonly onAsk: (asked: Asked | undefined) => void;
  readonly onChoose: (label: string, problem?: number) => void;
}

/** The why the user is at: question, answer, state, evidence, and where to go from here. */
export function CurrentWhy(props: CurrentWhyProps) {
  const { problems, problem, index, cause, asked, onAsk, onChoose } = props;
  const { outbox, editable, findings } = usePage();
  const { why } = cause;
  const found = findings.filter((finding) => finding.problem === index && finding.why === why.label);
  const thoughts = hints(problem, why.label).filter(({ id }) => !found.some((one) => one.id.startsWith(id)));
  const at = { problem: index, why: why.label };
  const whyProps = { problem, index, cause };
  useLayoutEffect(() => {
    if (asked) document.getElementById(ASKED_AT[asked])?.focus();
  }, [asked]);
  return (
    <>
      <div class="why-head">
        <Breadcrumb cause={cause} onChoose={onChoose} />
        {editable && <Arrange {...whyProps} onMoveUnder={() => onAsk('elsewhere')} />}
      </div>
      {editable && asked === 'elsewhere' && <MoveUnder {...whyProps} onClose={() => onAsk(undefined)} />}
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
      {thoughts.map(({ id, message }) => (
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
      <RootCauseField problems={problems} {...whyProps} />
      {editable && asked === 'rootCause' && (
        <RootCauseQuestion {...whyProps} onClose={() => onAsk(undefined)} />
      )}
      {editable && (
        <MovesBar {...whyProps} isAsking={asked === 'rootCause'} onAsk={() => onAsk('rootCause')} />
      )}
      <ReadBack {...whyProps} />
    </>
  );
}

/** What gets the focus when it is asked. */
const ASKED_AT = { rootCause: IDS.rootCauseQuestion, elsewhere: IDS.moveUnder } as const;

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
