import type { Finding } from '../whys/finding';
import { Button } from './buttons';
import { GoToText } from './goToText';
import { Icon } from './icon';
import { usePage } from './pageContext';

/** Findings as a list that is closed until asked for: what is weak must not be louder than what is said. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <details class="findings">
      <summary>
        <Icon name="lightbulb" />
        {findings.length === 1 ? '1 weak spot' : `${findings.length} weak spots`}
      </summary>
      {findings.map((finding, place) => (
        <FindingHint key={`${finding.id} ${place}`} finding={finding} />
      ))}
    </details>
  );
}

/** One finding, with what mends it, and the way to its text where it is of no why. */
export function FindingHint({ finding }: { readonly finding: Finding }) {
  const { outbox, editable } = usePage();
  const { id, message, fix, why, start, end } = finding;
  return (
    <div class="hint">
      <Icon name="lightbulb" />
      <span>{message}</span>
      {editable && fix && (
        <Button
          look="link"
          onClick={() =>
            'change' in fix ? outbox.change(fix.change) : outbox.send({ type: 'applyFix', id, start, end })
          }
        >
          {fix.title}
        </Button>
      )}
      {why === undefined && <GoToText at={start} what={message} />}
    </div>
  );
}
