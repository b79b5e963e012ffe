import type { Analysis } from '../whys/analysis';
import type { Seen } from '../whys/page';
import { Button, IconButton } from './buttons';
import { Findings } from './findings';
import { Icon } from './icon';
import { Inline } from './inline';
import { usePage } from './pageContext';
import { seenText, seenTogether } from './seenText';
import { TextField } from './textField';

interface HeaderProps {
  readonly analysis: Analysis;
  readonly seen: readonly (Seen | null)[];
}

export function Header({ analysis, seen }: HeaderProps) {
  const { outbox, editable, findings } = usePage();
  return (
    <header class="page-header">
      <div class="heading">
        <h1 class="visually-hidden">{analysis.title || 'Untitled report'}</h1>
        <TextField
          label="Title of the report"
          labelHidden
          look="title"
          placeholder="Untitled report"
          value={analysis.title}
          change={(title) => ({ type: 'setTitle', title })}
        />
        <FactsLine analysis={analysis} seen={seen} />
        <Findings findings={findings.filter(({ problem }) => problem === undefined)} />
      </div>
      <div class="page-actions">
        <IconButton
          icon="go-to-file"
          label="Open as Text"
          onClick={() => outbox.send({ type: 'openAsText' })}
        />
        <IconButton
          icon="split-horizontal"
          label="Open Text to the Side"
          onClick={() => outbox.send({ type: 'openBeside' })}
        />
        <IconButton
          icon="open-preview"
          label="Preview"
          onClick={() => outbox.send({ type: 'openPreview' })}
        />
        <IconButton icon="copy" label="Copy as Markdown" onClick={() => outbox.send({ type: 'copy' })} />
        {editable && (
          <Button icon="git-commit" look="primary" onClick={() => outbox.send({ type: 'commit' })}>
            Commit Report
          </Button>
        )}
      </div>
    </header>
  );
}

/** What one wants to know of a report at a glance, with the times that the logs loaded now know of. */
function FactsLine({ analysis, seen }: HeaderProps) {
  const field = (name: string) =>
    analysis.header.find((one) => one.name.toLowerCase() === name)?.value.trim() ?? '';
  const severity = field('severity');
  const together = seen.length > 1 ? seenTogether(seen) : undefined; // a single problem says it itself
  const rest = [field('status'), field('service'), field('revision')].filter(Boolean);
  if (!severity && !together && rest.length === 0) return null;
  return (
    <ul class="facts-line" aria-label="Facts">
      {severity && (
        <li class={`severity ${/critical|fatal|emergency|alert|high|error|p0/i.test(severity) ? 'bad' : ''}`}>
          <Icon name="circle-filled" />
          <Inline markdown={severity} />
        </li>
      )}
      {rest.map((value) => (
        <li key={value}>
          <Inline markdown={value} />
        </li>
      ))}
      {together && <li>{seenText(together)}</li>}
    </ul>
  );
}
