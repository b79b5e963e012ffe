import type { WhyProps } from './currentWhy';
import { Icon } from './icon';
import { IDS } from './model';
import { TextField } from './textField';

/** The text of the root cause that was found at this why. */
export function RootCauseField({ problem, index, cause: { why } }: WhyProps) {
  const rootCause = problem.rootCauses.find((one) => one.why === why.label);
  if (!rootCause) return null;
  return (
    <section class="root-cause-box" aria-label="Root cause">
      <Icon name="target" />
      <div>
        <TextField
          id={IDS.rootCause}
          label="Root cause"
          value={rootCause.text}
          change={(text) => ({ type: 'setRootCause', problem: index, why: why.label, text })}
        />
        <p class="ask">Can we act on it? Would removing it have prevented this, or softened it?</p>
      </div>
    </section>
  );
}
