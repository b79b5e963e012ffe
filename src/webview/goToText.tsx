import { IconButton } from './buttons';
import { usePage } from './pageContext';

interface GoToTextProps {
  /** A UTF-16 offset into the report. */
  readonly at: number;
  readonly what: string;
}

/** To the line of the text where something can be read in its place, and edited. */
export function GoToText({ at, what }: GoToTextProps) {
  const { outbox } = usePage();
  return (
    <IconButton
      icon="go-to-file"
      label={`Show in the text: ${what}`}
      onClick={() => outbox.send({ type: 'openTextAt', offset: at })}
    />
  );
}
