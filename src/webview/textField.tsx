import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Change } from '../whys/change';
import { usePage } from './pageContext';
import { afterPress } from './press';
import {
  caretAfter,
  hasUnsent,
  left,
  reverted,
  sent,
  shown,
  typed,
  untyped,
  type TypedText,
} from './typedText';

interface TextFieldProps {
  readonly label: string;
  /** What stands in the document. */
  readonly value: string;
  /** The change that brings a text into the document. */
  readonly change: (text: string) => Change;
  /** A text of several lines, in which Enter starts a new one. */
  readonly multiline?: boolean;
  /** A name for the label that is not seen: the field's place says what it is. */
  readonly labelHidden?: boolean;
  readonly look?: 'title' | 'question' | 'subtitle' | 'plain' | 'quiet' | 'cell' | 'markdown';
  readonly placeholder?: string;
  readonly spellcheck?: boolean;
  readonly id?: string;
}

/**
 * A text of the document. It is typed into a native textarea that grows with it, sent when the typing rests, on
 * leaving and on Enter, and follows the document as `typedText.ts` says. Undo is the document's, not the field's.
 */
export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    multiline = false,
    labelHidden = false,
    look,
    placeholder,
    spellcheck = true,
  } = props;
  const { outbox, editable } = usePage();
  const ownId = useId();
  const id = props.id ?? ownId;
  const element = useRef<HTMLTextAreaElement>(null);
  const state = useRef<TypedText>(untyped(value));
  const change = useRef(props.change);
  change.current = props.change;

  /** Takes the next state, and writes into the field only what is not there already. */
  const become = (next: TypedText) => {
    state.current = next;
    const field = element.current;
    if (!field || field.value === next.text) return;
    const caret = caretAfter(field.value, next.text, field.selectionEnd);
    field.value = next.text;
    if (isFocused(field)) field.setSelectionRange(caret, caret);
  };

  const take = () => {
    if (!hasUnsent(state.current)) return undefined;
    become(sent(state.current));
    return change.current(state.current.text.trim());
  };

  const onInput = (event: InputEvent) => {
    const field = element.current;
    if (!field) return;
    if (!multiline && field.value.includes('\n')) joinLines(field);
    state.current = typed(state.current, field.value);
    if (event.isComposing) outbox.release(id);
    else outbox.hold(id, take);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isUndoOrRedo(event)) {
      event.preventDefault(); // the field's own history would part from the document's
      if (hasUnsent(state.current)) {
        event.stopPropagation(); // what is taken back is not in the document yet
        outbox.release(id);
        become(reverted(state.current));
      }
    } else if (event.key === 'Enter' && !multiline && !event.isComposing) {
      event.preventDefault();
      outbox.flush(id);
    }
  };

  const onBlur = () =>
    afterPress(() => {
      outbox.flush(id);
      become(left(state.current));
    });

  useLayoutEffect(() => {
    const field = element.current;
    const focused = field !== null && isFocused(field);
    const next = shown(state.current, value, focused);
    become(focused ? next : left(next));
  }, [value]);

  useEffect(() => () => outbox.flush(id), [outbox, id]);

  return (
    <div class={`field ${look ?? ''} ${multiline ? 'multiline' : ''}`}>
      <label for={id} class={labelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <textarea
        id={id}
        ref={element}
        rows={multiline && look !== 'quiet' && look !== 'markdown' ? 2 : 1}
        placeholder={editable ? placeholder : undefined}
        readOnly={!editable}
        spellcheck={spellcheck}
        onInput={onInput}
        onCompositionEnd={() => outbox.hold(id, take)}
        onKeyDown={onKeyDown}
        onBeforeInput={refuseHistory}
        onBlur={onBlur}
      />
    </div>
  );
}

function isFocused(field: HTMLElement): boolean {
  return field.ownerDocument.activeElement === field;
}

/** A pasted text of several lines becomes one line. */
function joinLines(field: HTMLTextAreaElement): void {
  const caret = field.selectionEnd;
  field.value = field.value.replaceAll('\n', ' ');
  field.setSelectionRange(caret, caret);
}

function isUndoOrRedo(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && /^[zy]$/i.test(event.key);
}

/** Undo from a menu of the browser. */
function refuseHistory(event: InputEvent): void {
  if (event.inputType.startsWith('history')) event.preventDefault();
}
