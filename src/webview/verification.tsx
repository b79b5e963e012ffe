import type { Analysis, FollowUp, Problem } from '../whys/analysis';
import { criteriaIn } from '../whys/criteria';
import type { ShownPlan } from '../whys/plan';
import { Button, IconButton } from './buttons';
import { Inline } from './inline';
import { plainText } from './inlineParts';
import { IDS } from './model';
import { usePage } from './pageContext';
import { PlannedVerification } from './planned';
import { TextField } from './textField';

interface VerificationPageProps {
  readonly analysis: Analysis;
  readonly plan: ShownPlan | undefined;
}

/** What shows that the problems are solved, and what was seen later. */
export function VerificationPage({ analysis, plan }: VerificationPageProps) {
  return (
    <div class="verification">
      <h2 class="visually-hidden">Verification</h2>
      {analysis.problems.map((problem, index) => (
        <OfProblem key={index} problem={problem} index={index} />
      ))}
      <OfReport analysis={analysis} />
      {plan && <PlannedVerification plan={plan} />}
      <FollowUps followUps={analysis.followUps ?? []} />
    </div>
  );
}

/** A problem's own criteria stand in its text, where they are ticked. */
function OfProblem({ problem, index }: { readonly problem: Problem; readonly index: number }) {
  const { outbox, editable } = usePage();
  const criteria = criteriaIn(problem.verification);
  if (!editable && !problem.verification) return null;
  return (
    <section aria-labelledby={`verification-of-${index}`}>
      <h3 id={`verification-of-${index}`}>
        <span class="number">{index + 1}</span> {plainText(problem.title) || 'Untitled problem'}
      </h3>
      {criteria.length > 0 && (
        <ul class="criteria" aria-label="Criteria">
          {criteria.map(({ text, isMet }, criterion) => (
            <li key={criterion}>
              <label class="tick">
                <input
                  type="checkbox"
                  checked={isMet}
                  disabled={!editable}
                  onChange={({ currentTarget }) =>
                    outbox.change({
                      type: 'tickProblem',
                      problem: index,
                      criterion,
                      isMet: currentTarget.checked,
                    })
                  }
                />
                <span>
                  <Inline markdown={text} />
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label="Commands, criteria, rollback and monitoring, as Markdown"
        multiline
        spellcheck={false}
        look="markdown"
        placeholder="Such as: - [ ] No such error for 24 h"
        value={problem.verification}
        change={(verification) => ({ type: 'setVerification', problem: index, verification })}
      />
    </section>
  );
}

function OfReport({ analysis: { criteria = [] } }: { readonly analysis: Analysis }) {
  const { outbox, editable } = usePage();
  if (!editable && criteria.length === 0) return null;
  return (
    <section aria-labelledby="criteria-heading">
      <h3 id="criteria-heading">Whole report</h3>
      <ul class="criteria">
        {criteria.map(({ text, isMet }, criterion) => (
          <li key={criterion}>
            <input
              type="checkbox"
              aria-label={`Met: ${plainText(text)}`}
              checked={isMet}
              disabled={!editable}
              onChange={({ currentTarget }) =>
                outbox.change({ type: 'tick', criterion, isMet: currentTarget.checked })
              }
            />
            <TextField
              label={`Criterion ${criterion + 1}`}
              labelHidden
              look="plain"
              value={text}
              change={(changed) => ({ type: 'setCriterion', criterion, text: changed })}
            />
          </li>
        ))}
      </ul>
      {editable && (
        <Button
          look="link"
          icon="add"
          onClick={() => outbox.change({ type: 'addCriterion', text: 'No such error for 24 h' })}
        >
          Add a criterion
        </Button>
      )}
    </section>
  );
}

function FollowUps({ followUps }: { readonly followUps: readonly FollowUp[] }) {
  const { outbox, editable } = usePage();
  if (!editable && followUps.length === 0) return null;
  return (
    <section aria-labelledby="follow-ups-heading">
      <h3 id="follow-ups-heading">Follow-ups</h3>
      {followUps.map((followUp, index) => (
        <OneFollowUp key={index} followUp={followUp} index={index} />
      ))}
      {editable && (
        <Button
          id={IDS.addFollowUp}
          look="link"
          icon="add"
          onClick={() =>
            outbox.change({
              type: 'addFollowUp',
              followUp: { date: today(), title: 'looked again', text: '' },
            })
          }
        >
          Add a follow-up
        </Button>
      )}
    </section>
  );
}

function OneFollowUp({ followUp, index }: { readonly followUp: FollowUp; readonly index: number }) {
  const { outbox, editable } = usePage();
  const { date, title, text } = followUp;
  const set = (part: Partial<FollowUp>) =>
    ({ type: 'setFollowUp', index, followUp: { ...followUp, ...part } }) as const;
  return (
    <div class="follow-up" role="group" aria-label={`Follow-up ${date}`}>
      <TextField label="Date" spellcheck={false} value={date} change={(value) => set({ date: value })} />
      <TextField label="What was done" value={title} change={(value) => set({ title: value })} />
      {editable && (
        <IconButton
          icon="trash"
          label={`Remove follow-up ${date}`}
          onClick={() => outbox.change({ type: 'removeFollowUp', index })}
        />
      )}
      <TextField
        id={IDS.followUp(index)}
        label="What was seen"
        multiline
        look="markdown"
        value={text}
        change={(value) => set({ text: value })}
      />
    </div>
  );
}

/** In UTC, as every time of a report. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
