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
  const { outbox } = usePage();
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'link': {
      const open = (event: Event) => {
        event.preventDefault();
        event.stopPropagation(); // VS Code would open it a second time
        outbox.send({ type: 'openLink', href: part.href });
      };
      return (
        <a href={part.href} title={part.href} onClick={open}>
          {part.text}
        </a>
      );
    }
  }
}
