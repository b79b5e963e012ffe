import { Button, IconButton } from './buttons';
import { Icon } from './icon';
import { usePage } from './pageContext';

/** The file cannot be shown as a report. */
export function BrokenNotice({ message }: { readonly message: string }) {
  const { outbox } = usePage();
  return (
    <main class="notice">
      <Icon name="warning" />
      <h1>This report cannot be shown here</h1>
      <p>{message}</p>
      <Button look="primary" icon="go-to-file" onClick={() => outbox.send({ type: 'openAsText' })}>
        Open as Text
      </Button>
    </main>
  );
}

/** The report has no problem yet. */
export function EmptyNotice() {
  const { outbox, editable } = usePage();
  return (
    <div class="notice">
      <Icon name="pulse" />
      <h2>No problem yet</h2>
      <p>
        A report begins with one error. Choose it in the Error Patterns view with New Five Whys, which fills
        in what the logs know, or write it down here.
      </p>
      {editable && (
        <Button look="primary" icon="add" onClick={() => outbox.change(ADD_PROBLEM)}>
          Add a problem
        </Button>
      )}
    </div>
  );
}

export function ReadOnlyBanner() {
  return (
    <p class="banner">
      <Icon name="lock" />
      Read-only: a version that is kept elsewhere, or a file that cannot be written.
    </p>
  );
}

/** What was removed, and the way back. */
export function RemovedNotice({ what, onDone }: { readonly what: string; readonly onDone: () => void }) {
  const { outbox } = usePage();
  const undo = () => {
    outbox.send({ type: 'undo' });
    onDone();
  };
  return (
    <div class="removed">
      {what}
      <Button look="link" icon="discard" onClick={undo}>
        Undo
      </Button>
      <IconButton icon="close" label="Dismiss" onClick={onDone} />
    </div>
  );
}

/** An empty problem, for the user to name. */
export const ADD_PROBLEM = {
  type: 'addProblem',
  problem: { title: '', patterns: [], facts: [], whys: [], rootCauses: [], actions: [], verification: '' },
} as const;
