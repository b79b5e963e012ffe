// Names have hashes of 32 bits, which `recordHash.ts` makes as well; texts have hashes of 64 bits, which stay in here.

/** What the hash of a name starts with. */
export const NAME_START: i32 = 0x811c9dc5;
/** What the hash of a text starts with. */
export const TEXT_START: u64 = 0xcbf29ce484222325;

const FIRST_FACTOR: i32 = 0x9e3779b1;
const SECOND_FACTOR: i32 = 0x85ebca6b;
const TEXT_FACTOR: u64 = 0x9e3779b97f4a7c15;

/** The hash of a name with eight more bytes of it. */
export function mixName(hash: i32, eight: u64): i32 {
  const mixed = (hash ^ (<i32>eight)) * FIRST_FACTOR + <i32>(eight >> 32) * SECOND_FACTOR;
  return mixed ^ (mixed >>> 15);
}

/** The hash of a name with `count` more bytes of it, fewer than 16. */
export function mixNameEnd(hash: i32, at: usize, count: i32): i32 {
  if (count >= 8) {
    hash = mixName(hash, load<u64>(at));
    at += 8;
    count -= 8;
  }
  return count === 0 ? hash : mixName(hash, firstOf(load<u64>(at), count));
}

/** One hash of two. */
export function join(a: i32, b: i32): i32 {
  const mixed = (a ^ (b * FIRST_FACTOR)) * SECOND_FACTOR;
  return mixed ^ (mixed >>> 15);
}

/** The hash of a text with eight more bytes of it, or with a number. */
export function mix(hash: u64, eight: u64): u64 {
  const mixed = (hash ^ eight) * TEXT_FACTOR;
  return mixed ^ (mixed >> 29);
}

/** The hash of a text with the bytes between two addresses. */
export function mixBytes(hash: u64, start: usize, end: usize): u64 {
  let at = start;
  for (; at + 8 <= end; at += 8) hash = mix(hash, load<u64>(at));
  return at === end ? hash : mix(hash, firstOf(load<u64>(at), <i32>(end - at)));
}

/** The first `count` of eight bytes, fewer than eight. */
function firstOf(eight: u64, count: i32): u64 {
  return eight & (((<u64>1) << ((<u64>count) << 3)) - 1);
}
