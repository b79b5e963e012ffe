/** A text without terminal colours, with the way back to where each of its characters stood. */
export interface PlainText {
  readonly text: string;
  /** The offset in the coloured text of an offset in `text`. */
  at(offset: number): number;
}

/** Takes out the escape sequences of ECMA-48 that colour a terminal (`ESC [ 31 m`), which Python 3.13 puts around paths. */
export function withoutColours(coloured: string): PlainText {
  if (!coloured.includes('\u001b')) return { text: coloured, at: (offset) => offset };
  const cuts: { readonly offset: number; readonly removed: number }[] = [];
  let removed = 0;
  const text = coloured.replace(escapes, (sequence, index: number) => {
    const offset = index - removed;
    removed += sequence.length;
    cuts.push({ offset, removed });
    return '';
  });
  return { text, at: (offset) => offset + removedBefore(cuts, offset) };
}

// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const escapes = /\u001b(?:\[[\d;?]*[A-Za-z])?/g;

/** How much was cut before an offset: the last cut at or before it, found by halving. */
function removedBefore(
  cuts: readonly { readonly offset: number; readonly removed: number }[],
  offset: number,
): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return cuts[low - 1]?.removed ?? 0;
}
