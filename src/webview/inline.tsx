import { inlineParts, type InlinePart } from './inlineParts';
import { usePage } from './pageContext';
import { isPlace } from './placeText';

/** A line of the report's Markdown as text, code and links; never as HTML. */
export function Inline({ markdown }: { readonly markdown: string }) {
  return (
    <>
      {inlineParts(markdown).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </>
  );
}

function Part({ part }: { readonly part: InlinePart }) {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return isPlace(part.text) ? <Place text={part.text} /> : <code>{part.text}</code>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'link':
      return <Link {...part} />;
    default:
      return part satisfies never;
  }
}

function Link({ text, href }: { readonly text: string; readonly href: string }) {
  const { outbox } = usePage();
  const open = (event: Event) => {
    event.preventDefault();
    event.stopPropagation(); // VS Code would open it a second time
    outbox.send({ type: 'openLink', href });
  };
  return (
    <a href={href} title={href} onClick={open}>
      {text}
    </a>
  );
}

/** A place in the code that is named and not linked. */
function Place({ text }: { readonly text: string }) {
  const { outbox } = usePage();
  return (
    <button
      type="button"
      class="place"
      title={`Open ${text}`}
      onClick={(event) => {
        event.stopPropagation(); // it may stand in a cause, which a click chooses
        outbox.send({ type: 'openPlace', place: text });
      }}
    >
      <code>{text}</code>
    </button>
  );
}
