import { BACKSLASH, byteAt, is, isLineBreak, Kind, QUOTE, SPACE } from './bytes';
import { findSpecial } from './find';
import { mixName, mixNameEnd, NAME_START } from './hash';

/** Stands for an address where there is none: bytes that are no JSON, or take a parser. */
export const NOWHERE: usize = 0;

/** The hash of the name that was read last, 0 of the empty one, and whether it has an escape in it. */
export let hash: i32 = 0;
export let isEscaped: bool = false;
/** Whether the string that was skipped last has a line break in it. */
export let hasBreak: bool = false;

/** Reads a string, a number or a word into `hash`, and returns where it ends. */
export function readName(start: usize): usize {
  if (byteAt(start) !== QUOTE) return readLiteral(start);
  const end = readString(start + 1);
  if (end === start + 1) hash = 0;
  return end === NOWHERE ? NOWHERE : end + 1;
}

function readLiteral(start: usize): usize {
  const end = skipLiteral(start);
  if (end === NOWHERE) return NOWHERE;
  let mixed = NAME_START;
  for (let at = start; at < end; at++) mixed = mixName(mixed, byteAt(at));
  hash = mixed || 1;
  return end;
}

/** Reads the string that starts behind its quote into `hash`, and returns where its closing quote stands. */
export function readString(start: usize): usize {
  let mixed = NAME_START;
  let at = start;
  isEscaped = false;
  while (true) {
    const found = findSpecial(v128.load(at));
    if (found === 0) {
      mixed = mixName(mixName(mixed, load<u64>(at)), load<u64>(at, 8));
      at += 16;
      continue;
    }
    const count = ctz(found);
    mixed = mixNameEnd(mixed, at, count);
    at += count;
    if (byteAt(at) === QUOTE) {
      hash = mixed || 1;
      return at;
    }
    if (!isEscape(at)) return NOWHERE;
    isEscaped = true;
    mixed = mixName(mixed, load<u16>(at));
    at += 2;
  }
}

/** Passes over a number or a word, and returns where it ends. */
export function skipLiteral(start: usize): usize {
  let at = start;
  while (is(byteAt(at), Kind.ofLiteral)) at++;
  return at === start ? NOWHERE : at;
}

/** Passes over the string that starts behind its quote, and returns where its closing quote stands. */
export function skipString(start: usize): usize {
  let at = start;
  hasBreak = false;
  while (true) {
    const found = findSpecial(v128.load(at));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (byteAt(at) === QUOTE) return at;
    if (!isEscape(at)) return NOWHERE;
    if (isLineBreak(at)) hasBreak = true;
    at += 2;
  }
}

function isEscape(at: usize): bool {
  return byteAt(at) === BACKSLASH && byteAt(at + 1) >= SPACE;
}
