import type { Problem } from '../whys/analysis';
import type { Seen } from '../whys/page';
import { Button } from './buttons';
import { Findings } from './findings';
import { Inline } from './inline';
import { plainText } from './inlineParts';
import { IDS } from './model';
import { usePage } from './pageContext';
import { seenText } from './seenText';
import { TextField } from './textField';

interface ProblemCardProps {
  readonly problem: Problem;
  readonly index: number;
  readonly seen: Seen | null;
}

/** What the whys ask about, at the top of the causes. */
export function ProblemCard({ problem, index, seen }: ProblemCardProps) {
  const { outbox, findings } = usePage();
  const own = findings.filter((finding) => finding.problem === index && finding.why === undefined);
  const facts = problem.facts.filter(({ value }) => value && plainText(value) !== plainText(problem.title));
  return (
    <div class="problem-card">
      <h2 class="visually-hidden">{plainText(problem.title) || 'Untitled problem'}</h2>
      <TextField
        id={IDS.problemTitle}
        label="Problem"
        labelHidden
        look="subtitle"
        placeholder="What goes wrong? Name the error."
        value={problem.title}
        change={(title) => ({ type: 'setProblemTitle', problem: index, title })}
      />
      {problem.patterns.length > 0 && (
        <p class="seen">
          {seen ? seenText(seen) : 'Not in the logs that are loaded now'}
          <Button look="link" onClick={() => outbox.send({ type: 'showPattern', problem: index })}>
            Show pattern
          </Button>
        </p>
      )}
      {facts.length > 0 && (
        <dl>
          {facts.map(({ name, value }, place) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>
                <Inline markdown={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Findings findings={own} />
    </div>
  );
}
