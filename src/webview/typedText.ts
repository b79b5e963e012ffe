/**
 * The text of a field in which the user types while the document answers. Every text that is sent comes back later in
 * a `show`; by then the user may have typed on, and what they typed must stay. A change from elsewhere, such as an
 * undo or an edit of the plain text, must appear.
 */
export interface TypedText {
  /** What stands in the field. */
  readonly text: string;
  /** What stands in the document as far as the page knows. */
  readonly document: string;
  /** The text of the field that was sent last, or shown last: a text equal to it needs no sending. */
  readonly settled: string;
  /** Texts that were sent and have not come back, oldest first. */
  readonly inFlight: readonly string[];
}

export function untyped(document: string): TypedText {
  return { text: document, document, settled: document, inFlight: [] };
}

export function typed(state: TypedText, text: string): TypedText {
  return { ...state, text };
}

/** Whether the field has something that was not sent yet. Blanks around a text do not count: no report keeps them. */
export function hasUnsent(state: TypedText): boolean {
  return state.text.trim() !== state.settled.trim();
}

/** The text of the field is on its way. */
export function sent(state: TypedText): TypedText {
  return { ...state, settled: state.text, inFlight: [...state.inFlight, state.text.trim()] };
}

/** Takes back what was typed and not sent. */
export function reverted(state: TypedText): TypedText {
  return { ...state, text: state.settled };
}

/** The document was shown. `focused` is whether the user is in the field. */
export function shown(state: TypedText, document: string, focused: boolean): TypedText {
  if (document === state.document) return state;
  const echo = state.inFlight.indexOf(document.trim());
  const inFlight = state.inFlight.slice(echo + 1);
  // An older text of ours comes by; the newer ones follow.
  if (echo >= 0 && inFlight.length > 0) return { ...state, document, inFlight };
  const isOurs = echo >= 0 || (focused && state.inFlight.length > 0);
  if (isOurs || hasUnsent(state)) return { ...state, document, inFlight: [] };
  return untyped(document);
}

/** The user left the field: it now reads as the document does. */
export function left(state: TypedText): TypedText {
  return hasUnsent(state) || state.inFlight.length > 0 ? state : untyped(state.document);
}

/** Where the caret stands after `before` became `after` under it: behind the place that changed, as after an undo. */
export function caretAfter(before: string, after: string, caret: number): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (caret <= start) return caret;
  if (caret >= before.length - end) return caret + after.length - before.length;
  return after.length - end;
}
