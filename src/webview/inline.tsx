import { inlineParts, type InlinePart } from './inlineParts';
import { usePage } from './pageContext';
import { isPlace } from './placeText';

/** A line of the report's Markdown as text, code and links; never as HTML. */
export function Inline({ markdown }: { readonly markdown: string }) {
  return (
    <>
      {inlineParts(markdown).map((part, index) => (
        <Part key={index} part={part} within={markdown} />
      ))}
    </>
  );
}

interface PartProps {
  readonly part: InlinePart;
  /** The Markdown that it stands in: what is said behind a place is part of it. */
  readonly within: string;
}

function Part({ part, within }: PartProps) {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return isPlace(part.text) ? <Place text={part.text} within={within} /> : <code>{part.text}</code>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'link':
      return <Link {...part} within={within} />;
    default:
      return part satisfies never;
  }
}

function Link({
  text,
  href,
  within,
}: {
  readonly text: string;
  readonly href: string;
  readonly within: string;
}) {
  const { outbox } = usePage();
  const open = (event: Event) => {
    event.preventDefault();
    event.stopPropagation(); // VS Code would open it a second time
    outbox.send({ type: 'openLink', href, within });
  };
  return (
    <a href={href} title={href} onClick={open}>
      {text}
    </a>
  );
}

/** A place in the code that is named and not linked. */
function Place({ text, within }: { readonly text: string; readonly within: string }) {
  const { outbox } = usePage();
  return (
    <button
      type="button"
      class="place"
      title={`Open ${text}`}
      onClick={(event) => {
        event.stopPropagation(); // it may stand in a cause, which a click chooses
        outbox.send({ type: 'openPlace', place: text, within });
      }}
    >
      <code>{text}</code>
    </button>
  );
}
