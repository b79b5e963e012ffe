import type { Finding } from '../whys/finding';
import { Button } from './buttons';
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

/** One finding, with what mends it where a change of the report does. */
export function FindingHint({ finding: { message, fix } }: { readonly finding: Finding }) {
  const { outbox, editable } = usePage();
  return (
    <div class="hint">
      <Icon name="lightbulb" />
      <span>{message}</span>
      {editable && fix && 'change' in fix && (
        <Button look="link" onClick={() => outbox.change(fix.change)}>
          {fix.title}
        </Button>
      )}
    </div>
  );
}
