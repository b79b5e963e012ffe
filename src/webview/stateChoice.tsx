import { WHY_STATES, type WhyState } from '../whys/analysis';
import { Icon, STATE_ICONS } from './icon';
import { MOVES } from './moves';
import { usePage } from './pageContext';

interface StateChoiceProps {
  readonly state: WhyState;
  readonly onChange: (state: WhyState) => void;
}

const LABELS = {
  possible: MOVES.possible,
  confirmed: MOVES.confirmed,
  'ruled out': MOVES.ruledOut,
} as const;

/** What is known of an answer, as a row of radio buttons. */
export function StateChoice({ state, onChange }: StateChoiceProps) {
  const { editable } = usePage();
  return (
    <fieldset class="state" disabled={!editable}>
      <legend>State</legend>
      <div class="segments">
        {WHY_STATES.map((one) => (
          <label key={one} title={`${LABELS[one].name} (${LABELS[one].key})`}>
            <input
              type="radio"
              name="state"
              value={one}
              checked={one === state}
              aria-keyshortcuts={LABELS[one].key}
              onChange={() => onChange(one)}
            />
            <Icon name={one === 'confirmed' && one !== state ? 'pass' : STATE_ICONS[one]} />
            {LABELS[one].name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
