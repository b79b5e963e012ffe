import type { Evidence, Why } from '../whys/analysis';
import { Button, IconButton } from './buttons';
import { Icon } from './icon';
import { Inline } from './inline';
import { plainText } from './inlineParts';
import { IDS } from './model';
import { MOVES } from './moves';
import { usePage } from './pageContext';

interface EvidenceListProps {
  readonly why: Why;
  readonly problem: number;
}

/** What was pinned to a why, and the way to pin more. */
export function EvidenceList({ why, problem }: EvidenceListProps) {
  const { outbox, editable } = usePage();
  const at = { problem, why: why.label };
  return (
    <section class="evidence" aria-labelledby="evidence-heading">
      <div class="section-head">
        <h4 id="evidence-heading">Evidence</h4>
        {editable && (
          <Button
            id={IDS.pinEvidence}
            look="link"
            icon="pin"
            shortcut={MOVES.pinEvidence.key}
            onClick={() => outbox.send({ type: 'pickEvidence', ...at })}
          >
            {MOVES.pinEvidence.name}
          </Button>
        )}
      </div>
      {why.evidence.length === 0 ? (
        <p class="none">Nothing pinned yet: a log entry, a place in the code, a command, a test, a link.</p>
      ) : (
        <ul>
          {why.evidence.map((evidence, index) => (
            <EvidenceItem
              key={index}
              evidence={evidence}
              onRemove={
                editable ? () => outbox.change({ type: 'removeEvidence', ...at, evidence: index }) : undefined
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface EvidenceItemProps {
  readonly evidence: Evidence;
  readonly onRemove: (() => void) | undefined;
}

function EvidenceItem({ evidence: { kind, text, excerpt }, onRemove }: EvidenceItemProps) {
  return (
    <li>
      <span class="kind">
        <Icon name={ICONS[kind]} />
        {kind}
      </span>
      <div class="what">
        <p>
          <Inline markdown={text} />
        </p>
        {excerpt && (
          <pre tabIndex={0} aria-label="Excerpt">
            {excerpt}
          </pre>
        )}
      </div>
      {onRemove && (
        <IconButton icon="close" label={`Remove evidence: ${plainText(text)}`} onClick={onRemove} />
      )}
    </li>
  );
}

const ICONS = {
  log: 'output',
  code: 'code',
  command: 'terminal',
  test: 'beaker',
  link: 'link',
  note: 'note',
} as const;
