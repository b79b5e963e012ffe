// Four bytes of ASCII or UTF-8 at once, as the number that a DataView reads: a few times as fast as one by one. The tests set
// the top bit of each byte that they find; see "Determine if a word has a byte less than n" in
// https://graphics.stanford.edu/~seander/bithacks.html. Above the first byte found they may set others as well.

/** Finds quotes, backslashes and control characters, which end or interrupt a string of JSON; 0 where there are none. */
export function findSpecial(four: number): number {
  const quote = four ^ 0x22222222;
  const backslash = four ^ 0x5c5c5c5c;
  const specials =
    ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((four - 0x20202020) & ~four);
  return specials & TOP_BITS;
}

/** Finds digits as well. */
export function findSpecialOrDigit(four: number): number {
  const digit = four ^ 0x30303030;
  return ((digit - 0x0a0a0a0a) & ~digit & TOP_BITS) | findSpecial(four);
}

/** How many bytes stand before the first that was found. */
export function countBefore(found: number): number {
  return (31 - Math.clz32(found & -found)) >> 3;
}

/** The hash of what was read before, and of these. */
export function mixFour(hash: number, four: number): number {
  const mixed = Math.imul(hash ^ four, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The same of the first `count` of them, fewer than four. */
export function mixFirst(hash: number, four: number, count: number): number {
  return count === 0 ? hash : mixFour(hash, four & ((1 << (8 * count)) - 1));
}

/** The hash of what was read before, and of the bytes between `start` and `end`, behind which stand three others. */
export function mixBytes(hash: number, view: DataView, start: number, end: number): number {
  let mixed = hash;
  let at = start;
  for (; at + 4 <= end; at += 4) mixed = mixFour(mixed, view.getInt32(at, true));
  return at === end ? mixed : mixFirst(mixed, view.getInt32(at, true), end - at);
}

const TOP_BITS = 0x80808080 | 0;
