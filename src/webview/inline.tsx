import { inlineParts, type InlinePart } from './inlineParts';
import { usePage } from './pageContext';

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
      return <code>{part.text}</code>;
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
