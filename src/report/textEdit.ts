/** Replaces `start` (included) to `end` (excluded), offsets into the original text, by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after its edits, which do not overlap and ascend. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of edits) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** The same change in ascending order, joined where it touches, without what would be replaced by itself. */
export function smallestEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (!last || edit.start > last.end) joined.push(edit);
    else joined[joined.length - 1] = join(last, edit);
  }
  return joined
    .map((edit) => withoutCommonEnds(text, edit))
    .filter((edit) => edit.start < edit.end || edit.text);
}

/** Edits of a text that do the same as some edits of it, and then others of the text after those. */
export function composeEdits(
  text: string,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): TextEdit[] {
  const between = applyEdits(text, first);
  const pieces = insertedBy(first);
  const edits: TextEdit[] = [];
  // Runs of pieces and further edits that touch each other are one edit of the text.
  const spans = [...pieces, ...second].map(({ start, end }) => ({ start, end }));
  for (const { start, end } of joinedSpans(spans)) {
    const inside = second.filter((edit) => edit.start >= start && edit.end <= end);
    const own = inside.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    edits.push({
      start: offsetBefore(pieces, first, start),
      end: offsetBefore(pieces, first, end, true),
      text: applyEdits(between.slice(start, end), own),
    });
  }
  return smallestEdits(text, edits);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the texts of edits stand after them. */
function insertedBy(edits: readonly TextEdit[]): Span[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length };
  });
}

function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}

/** The offset before the edits of one after them; of a piece's bounds those of what it took the place of. */
function offsetBefore(
  pieces: readonly Span[],
  edits: readonly TextEdit[],
  offset: number,
  isEnd = false,
): number {
  const index = pieces.findLastIndex(({ start, end }) =>
    isEnd ? end <= offset && start <= offset : end < offset || (end === offset && start < offset),
  );
  const starting = pieces.findIndex(({ start }) => start === offset);
  if (!isEnd && starting >= 0) return edits[starting]?.start ?? offset;
  const piece = pieces[index];
  const edit = edits[index];
  return piece && edit ? edit.end + (offset - piece.end) : offset;
}

function join(first: TextEdit, second: TextEdit): TextEdit {
  return { start: first.start, end: Math.max(first.end, second.end), text: first.text + second.text };
}

function withoutCommonEnds(text: string, { start, end, text: inserted }: TextEdit): TextEdit {
  const most = Math.min(end - start, inserted.length);
  let before = 0;
  while (before < most && text[start + before] === inserted[before]) before++;
  if (before > 0 && isFirstHalf(inserted, before - 1)) before--;
  let after = 0;
  while (after < most - before && text[end - 1 - after] === inserted[inserted.length - 1 - after]) after++;
  if (after > 0 && isSecondHalf(text, end - after)) after--;
  return { start: start + before, end: end - after, text: inserted.slice(before, inserted.length - after) };
}

/** Of CRLF or of a character outside the Basic Multilingual Plane: an editor takes no position between the halves. */
function isFirstHalf(text: string, at: number): boolean {
  return /[\r\uD800-\uDBFF]/.test(text.charAt(at));
}

function isSecondHalf(text: string, at: number): boolean {
  return /[\n\uDC00-\uDFFF]/.test(text.charAt(at));
}
