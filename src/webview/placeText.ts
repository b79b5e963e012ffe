/** Longer texts are no places, and keep no pattern busy. */
const MOST_PLACE = 300;

/** A path with a folder or a line: `shop/cart.py`, `cart.py:8`, `src/app.ts:12-14`. */
const PLACE = /^[\w@~.+-][\w@~.+/-]*\.[a-z]\w{0,9}(?<lines>:\d{1,7}(?:[-:,]\d{1,7})?)?$/i;

/** Whether a code span or a cell names a place in the code that one may want to go to. */
export function isPlace(text: string): boolean {
  const match = text.length <= MOST_PLACE ? PLACE.exec(text) : null;
  return match !== null && (match.groups?.['lines'] !== undefined || text.includes('/'));
}
