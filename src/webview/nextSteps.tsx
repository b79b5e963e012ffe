import type { Action, Problem } from '../whys/analysis';
import type { ShownAction } from '../whys/plan';
import { Button, IconButton } from './buttons';
import { inlineParts, plainText } from './inlineParts';
import { IDS } from './model';
import { usePage } from './pageContext';
import { isPlace } from './placeText';
import { PlannedActions } from './planned';
import { TextField } from './textField';

interface NextStepsProps {
  readonly problems: readonly Problem[];
  /** Actions in the form that the report has for them. */
  readonly planned: readonly ShownAction[];
}

/** What will be done, problem by problem. */
export function NextSteps({ problems, planned }: NextStepsProps) {
  const ofReport = planned.filter(({ problem }) => problem === undefined);
  return (
    <div class="steps">
      <h2 class="visually-hidden">Next Steps</h2>
      {problems.length === 0 && (
        <p class="none">The next steps of a report belong to its problems. There is none yet.</p>
      )}
      {problems.map((problem, index) => (
        <StepsOfProblem
          key={index}
          problem={problem}
          index={index}
          planned={planned.filter((action) => action.problem === index)}
        />
      ))}
      {ofReport.length > 0 && (
        <section aria-labelledby="steps-of-report">
          <h3 id="steps-of-report">Whole report</h3>
          <PlannedActions actions={ofReport} />
        </section>
      )}
    </div>
  );
}

interface StepsOfProblemProps {
  readonly problem: Problem;
  readonly index: number;
  readonly planned: readonly ShownAction[];
}

function StepsOfProblem({ problem, index, planned }: StepsOfProblemProps) {
  const { outbox, editable } = usePage();
  const heading = `steps-heading-${index}`;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>
        <span class="number">{index + 1}</span> {plainText(problem.title) || 'Untitled problem'}
      </h3>
      {problem.actions.length + planned.length === 0 && !editable && <p class="none">No step yet.</p>}
      {problem.actions.length > 0 && (
        <table class="steps-table">
          <thead>
            <tr>
              {CELLS.map(({ cell, label }) => (
                <th key={cell} scope="col" class={`cell-${cell}`}>
                  {label}
                </th>
              ))}
              {editable && <td />}
            </tr>
          </thead>
          <tbody>
            {problem.actions.map((action, place) => (
              <Step key={place} action={action} problem={index} place={place} />
            ))}
          </tbody>
        </table>
      )}
      {planned.length > 0 && <PlannedActions actions={planned} />}
      {editable && (
        <Button
          id={IDS.addStep(index)}
          look="link"
          icon="add"
          onClick={() => outbox.change({ type: 'addAction', problem: index, action: NO_ACTION })}
        >
          Add a step
        </Button>
      )}
    </section>
  );
}

interface StepProps {
  readonly action: Action;
  readonly problem: number;
  readonly place: number;
}

function Step({ action, problem, place }: StepProps) {
  const { outbox, editable } = usePage();
  return (
    <tr>
      {CELLS.map(({ cell, label, placeholder }) => (
        <td key={cell} class={`cell-${cell}`}>
          <TextField
            {...(cell === 'action' && { id: IDS.step(problem, place) })}
            label={label}
            look="cell"
            placeholder={placeholder}
            value={action[cell]}
            change={(value) => ({ type: 'setAction', problem, action: place, cell, value })}
          />
          {cell === 'location' && <GoTo location={action.location} />}
        </td>
      ))}
      {editable && (
        <td class="cell-remove">
          <IconButton
            icon="trash"
            label={`Remove step ${place + 1}`}
            onClick={() => outbox.change({ type: 'removeAction', problem, action: place })}
          />
        </td>
      )}
    </tr>
  );
}

/** From the location of a step to its code. */
function GoTo({ location }: { readonly location: string }) {
  const { outbox } = usePage();
  const parts = inlineParts(location);
  const link = parts.find((part) => part.kind === 'link');
  const place = parts.find(({ text }) => isPlace(text.trim()))?.text.trim();
  if (!link && place === undefined) return null;
  return (
    <IconButton
      icon="go-to-file"
      label={`Open ${link?.text ?? place}`}
      onClick={() =>
        outbox.send(
          link?.kind === 'link'
            ? { type: 'openLink', href: link.href, within: location }
            : { type: 'openPlace', place: place ?? '', within: location },
        )
      }
    />
  );
}

const CELLS = [
  { cell: 'action', label: 'Action', placeholder: 'What will be done' },
  { cell: 'priority', label: 'Priority', placeholder: 'P1 …' },
  { cell: 'type', label: 'Type', placeholder: 'Prevent …' },
  { cell: 'owner', label: 'Owner', placeholder: 'Who' },
  { cell: 'due', label: 'Due', placeholder: 'When' },
  { cell: 'state', label: 'State', placeholder: 'Open …' },
  { cell: 'location', label: 'Location', placeholder: 'Where in the code' },
  { cell: 'verifiedBy', label: 'Verified by', placeholder: 'What shows that it works' },
] as const satisfies readonly { cell: keyof Action; label: string; placeholder: string }[];

const NO_ACTION: Action = {
  priority: '',
  type: '',
  action: '',
  location: '',
  owner: '',
  due: '',
  state: '',
  verifiedBy: '',
};
