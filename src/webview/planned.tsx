import type { ShownAction, ShownPlan, Threshold, VerifyCommand } from '../whys/plan';
import { GoToText } from './goToText';
import { Inline } from './inline';

/** Actions in the form that the report has for them, which is edited in its text. */
export function PlannedActions({ actions }: { readonly actions: readonly ShownAction[] }) {
  return (
    <ol class="planned">
      {actions.map((action, place) => (
        <PlannedAction key={place} action={action} />
      ))}
    </ol>
  );
}

function PlannedAction({ action }: { readonly action: ShownAction }) {
  const { name, title, priority, horizon, state, steps, at } = action;
  const tags = [name, priority, horizon, state].filter(
    (tag, place, all) => tag && all.indexOf(tag) === place,
  );
  const details = DETAILS.flatMap(([key, label]) => (action[key] ? [[label, action[key]] as const] : []));
  return (
    <li>
      <div class="planned-head">
        <p>
          <Inline markdown={title} />
        </p>
        {tags.length > 0 && (
          <ul class="tags">
            {tags.map((tag) => (
              <li key={tag}>{tag}</li>
            ))}
          </ul>
        )}
        <GoToText at={at.start} what={title} />
      </div>
      {steps.length > 0 && (
        <ul class="planned-steps">
          {steps.map((step, place) => (
            <li key={place}>
              <Inline markdown={step} />
            </li>
          ))}
        </ul>
      )}
      {details.length > 0 && (
        <dl>
          {details.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Inline markdown={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

const DETAILS = [
  ['location', 'Location'],
  ['owner', 'Owner'],
  ['due', 'Due'],
  ['estimate', 'Estimate'],
  ['effect', 'Effect'],
  ['verifiedBy', 'Verified by'],
] as const;

/** How a report in a form of its own wants to be verified, watched and taken back. */
export function PlannedVerification({ plan }: { readonly plan: ShownPlan }) {
  const { commands, thresholds, rollback, monitoring, escalation } = plan;
  return (
    <>
      {commands.length > 0 && <Commands commands={commands} />}
      {thresholds.length > 0 && <Thresholds thresholds={thresholds} />}
      {monitoring && thresholds.length === 0 && <Prose title="Monitoring" text={monitoring} />}
      {rollback && <Prose title="Rollback" text={rollback} />}
      {escalation && <Prose title="Escalation" text={escalation} />}
    </>
  );
}

function Commands({ commands }: { readonly commands: readonly VerifyCommand[] }) {
  return (
    <section aria-labelledby="commands-heading">
      <h3 id="commands-heading">Commands</h3>
      {commands.map(({ name, command, expected, at }, place) => (
        <div key={place} class="command">
          <div class="planned-head">
            <p>{name || `Command ${place + 1}`}</p>
            <GoToText at={at.start} what={name || `command ${place + 1}`} />
          </div>
          <pre tabIndex={0} aria-label={name || `Command ${place + 1}`}>
            {command}
          </pre>
          {expected && (
            <p class="expected">
              Expected: <Inline markdown={expected} />
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

function Thresholds({ thresholds }: { readonly thresholds: readonly Threshold[] }) {
  return (
    <section aria-labelledby="thresholds-heading">
      <h3 id="thresholds-heading">Thresholds</h3>
      <ul class="planned">
        {thresholds.map(({ text, at }, place) => (
          <li key={place}>
            <div class="planned-head">
              <p>
                <Inline markdown={text} />
              </p>
              <GoToText at={at.start} what={text} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Prose({ title, text }: { readonly title: string; readonly text: string }) {
  const id = `planned-${title.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p class="prose">
        <Inline markdown={text} />
      </p>
    </section>
  );
}

/** Files, services and routes that the report lists. */
export function Listed({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  const id = `listed-${title.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul class="planned">
        {texts.map((text, place) => (
          <li key={place}>
            <Inline markdown={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}
