import type { Problem } from '../whys/analysis';
import { sameAs, writeSameAs } from '../whys/sameAs';
import { nameOf } from './causes';
import type { WhyProps } from './currentWhy';
import { Icon } from './icon';
import { plainText } from './inlineParts';
import { IDS } from './model';
import { usePage } from './pageContext';
import { TextField } from './textField';

interface RootCauseFieldProps extends WhyProps {
  /** Of the report. */
  readonly problems: readonly Problem[];
}

/** The text of the root cause that was found at this why, and whether another problem has the same. */
export function RootCauseField({ problems, problem, index, cause: { why } }: RootCauseFieldProps) {
  const { outbox, editable } = usePage();
  const rootCause = problem.rootCauses.find((one) => one.why === why.label);
  if (!rootCause) return null;
  const others = otherRootCauses(problems, index);
  const set = (text: string) => ({ type: 'setRootCause', problem: index, why: why.label, text }) as const;
  return (
    <section class="root-cause-box" aria-label="Root cause">
      <Icon name="target" />
      <div>
        <TextField id={IDS.rootCause} label="Root cause" value={rootCause.text} change={set} />
        {editable && others.length > 0 && !sameAs(rootCause.text) && (
          <label class="choice">
            The same as
            <select
              value=""
              onChange={({ currentTarget }) => {
                const other = others[Number(currentTarget.value)];
                if (other) outbox.change(set(sameText(other, rootCause.text)));
              }}
            >
              <option value="">no other</option>
              {others.map(({ problem: number, why: label, text }, place) => (
                <option key={place} value={place}>
                  {number + 1} {label === undefined ? '' : nameOf(label)}: {plainText(text).slice(0, 80)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </section>
  );
}

function sameText({ problem, why }: OtherCause, text: string): string {
  return `${writeSameAs(why === undefined ? { problem } : { problem, why })}. ${text}`;
}

interface OtherCause {
  readonly problem: number;
  readonly why: string | undefined;
  readonly text: string;
}

function otherRootCauses(problems: readonly Problem[], own: number): OtherCause[] {
  return problems.flatMap(({ rootCauses }, problem) =>
    problem === own
      ? []
      : rootCauses
          .filter(({ text }) => !sameAs(text))
          .map(({ why, text }): OtherCause => ({ problem, why, text })),
  );
}
