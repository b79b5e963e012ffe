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
