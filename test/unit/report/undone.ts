import { applyEdits, type TextEdit } from '../../../src/report/textEdit';

/** The text after what the edits of it did was taken back, as an editor does it. */
export function undone(before: string, after: string, edits: readonly TextEdit[]): string {
  let shift = 0;
  const back = edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length, text: before.slice(start, end) };
  });
  return applyEdits(after, back);
}
