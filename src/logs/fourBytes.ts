// Four bytes of ASCII or UTF-8 at once, as the number that a DataView reads: a few times as fast as one by one. Each test
// is exact for the four taken together; see "Determine if a word has a byte less than n" in
// https://graphics.stanford.edu/~seander/bithacks.html

/** Whether any is a quote, a backslash or a control character, which end or interrupt a string of JSON. */
export function hasSpecial(four: number): boolean {
  const quote = four ^ 0x22222222;
  const backslash = four ^ 0x5c5c5c5c;
  const specials =
    ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((four - 0x20202020) & ~four);
  return (specials & TOP_BITS) !== 0;
}

/** Whether any is special or a digit. */
export function hasSpecialOrDigit(four: number): boolean {
  const digit = four ^ 0x30303030;
  return ((digit - 0x0a0a0a0a) & ~digit & TOP_BITS) !== 0 || hasSpecial(four);
}

/** The hash of what was read before, and of these. */
export function mixFour(hash: number, four: number): number {
  const mixed = Math.imul(hash ^ four, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

const TOP_BITS = 0x80808080 | 0;
