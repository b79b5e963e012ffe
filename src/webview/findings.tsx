import type { Finding, Fix, Related } from '../whys/finding';
import { Button } from './buttons';
import { GoToText } from './goToText';
import { Icon } from './icon';
import { plainText } from './inlineParts';
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

/** One finding, with what mends it, the way to its text where it is of no why, and the other places that have it. */
export function FindingHint({ finding }: { readonly finding: Finding }) {
  const { id, message, why, start, related = [] } = finding;
  return (
    <div class="hint">
      <Icon name="lightbulb" />
      <span>{message}</span>
      <Mend id={id} place={finding} />
      {why === undefined && <GoToText at={start} what={message} />}
      {related.length > 0 && <MorePlaces id={id} places={related} />}
    </div>
  );
}

interface MendProps {
  readonly id: Finding['id'];
  readonly place: { readonly start: number; readonly end: number; readonly fix?: Fix };
}

function Mend({ id, place: { fix, start, end } }: MendProps) {
  const { outbox, editable } = usePage();
  if (!editable || !fix) return null;
  return (
    <Button
      look="link"
      onClick={() =>
        'change' in fix ? outbox.change(fix.change) : outbox.send({ type: 'applyFix', id, start, end })
      }
    >
      {fix.title}
    </Button>
  );
}

/** The other places of one weakness, each with the way to its text. */
function MorePlaces({ id, places }: { readonly id: Finding['id']; readonly places: readonly Related[] }) {
  const nameOf = ({ problem, excerpt, message }: Related) => {
    const text = plainText(excerpt) || message;
    return problem === undefined ? text : `${problem + 1} · ${text}`;
  };
  return (
    <details class="more-places">
      <summary>{places.length === 1 ? 'and 1 more place' : `and ${places.length} more places`}</summary>
      <ul>
        {places.map((place, index) => (
          <li key={index}>
            <span>{nameOf(place)}</span>
            <Mend id={id} place={place} />
            <GoToText at={place.start} what={nameOf(place)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
