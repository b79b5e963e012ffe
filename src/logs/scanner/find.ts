import { AT_SIGN, BACKSLASH, DIGIT_0, Kind, KINDS, QUOTE, SPACE } from './bytes';

// Sixteen bytes at once: each function returns a bit for each byte that it finds, the lowest for the first.

/** Quotes, backslashes and control characters, which end or interrupt a string of JSON. */
export function findSpecial(bytes: v128): i32 {
  return i8x16.bitmask(specialsIn(bytes));
}

/** Digits as well. */
export function findSpecialOrDigit(bytes: v128): i32 {
  return i8x16.bitmask(v128.or(specialsIn(bytes), digitsIn(bytes)));
}

/** What interrupts a string of JSON, and what makes a word opaque: digits, colons and `@`. */
export function findSpecialOrOpaque(bytes: v128): i32 {
  const digitsAndColon = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(DIGIT_0)), i8x16.splat(11));
  const opaque = v128.or(digitsAndColon, i8x16.eq(bytes, i8x16.splat(AT_SIGN)));
  return i8x16.bitmask(v128.or(specialsIn(bytes), opaque));
}

export function findDigit(bytes: v128): i32 {
  return i8x16.bitmask(digitsIn(bytes));
}

export function find(byte: u8, bytes: v128): i32 {
  return i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(byte)));
}

/**
 * What a word ends with: a separator, or what interrupts a string. Each byte is looked up by its two halves, as in
 * https://arxiv.org/abs/1902.08318, section 3.1.2.
 */
export function findEndOfWord(bytes: v128): i32 {
  const low = i8x16.swizzle(v128.load(LOW_HALVES), v128.and(bytes, i8x16.splat(15)));
  const high = i8x16.swizzle(v128.load(HIGH_HALVES), i8x16.shr_u(bytes, 4));
  return 0xffff ^ i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0)));
}

function specialsIn(bytes: v128): v128 {
  const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
  const backslashes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
  return v128.or(v128.or(quotes, backslashes), i8x16.lt_u(bytes, i8x16.splat(SPACE)));
}

function digitsIn(bytes: v128): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(DIGIT_0)), i8x16.splat(10));
}

/**
 * For each lower half of a byte that ends a word, and for each upper half, the groups that it is in: upper halves are a group
 * that have the same lower halves. There are fewer than eight groups.
 */
const LOW_HALVES: usize = memory.data(16, 16);
const HIGH_HALVES: usize = memory.data(16, 16);

/** The lower halves of each group, a bit for each. */
const groups: usize = memory.data(16);
let groupCount = 0;
for (let high = 0; high < 16; high++) {
  let lows = 0;
  for (let low = 0; low < 16; low++) {
    const ends = load<u8>(KINDS + (high << 4) + low) & (Kind.separator | Kind.special);
    if (ends !== 0) lows |= 1 << low;
  }
  if (lows !== 0) store<u8>(HIGH_HALVES + high, groupOf(lows));
}

/** The bit of a group. */
function groupOf(lows: i32): u8 {
  for (let group = 0; group < groupCount; group++) {
    if (load<u16>(groups + (group << 1)) === lows) return bitOf(group);
  }
  const bit = bitOf(groupCount);
  store<u16>(groups + (groupCount++ << 1), <u16>lows);
  for (let low = 0; low < 16; low++) {
    const at = LOW_HALVES + low;
    if (((lows >> low) & 1) !== 0) store<u8>(at, load<u8>(at) | bit);
  }
  return bit;
}

function bitOf(group: i32): u8 {
  const bit = 1 << group;
  return <u8>bit;
}
