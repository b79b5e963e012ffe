import {
  APOSTROPHE,
  AT_SIGN,
  BACKSLASH,
  byteAt,
  COLON,
  DIGIT_0,
  is,
  isDigit,
  isLetter,
  isLineBreak,
  isThe,
  Kind,
  LESS_THAN,
  LETTER_A,
  LETTER_B,
  LETTER_T,
  LETTER_U,
  OPEN_BRACKET,
  QUESTION_MARK,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  startsWith,
} from './bytes';
import { find, findDigit, findEndOfWord, findSpecialOrDigit, findSpecialOrOpaque } from './find';
import { mix, mixBytes, TEXT_START } from './hash';
import { NOWHERE } from './strings';
import { endOfNumber, hashOfCode, hashOfOpaque, isStatus, MOST_WORDS, namesPlace, OPAQUE } from './words';

/** The form of what was read since `startForm`. */
export let form: u64 = 0;

export function startForm(): void {
  form = 0x2c1b3c6d297a2d39;
}

/** Adds a number to the form, such as a hash. */
export function addToForm(hash: u64): void {
  const mixed = (form ^ hash) * 0xc2b2ae3d27d4eb4f;
  form = mixed ^ (mixed >> 31);
}

/**
 * Adds the text that starts behind its opening quote to the form, and returns where its closing quote stands. Texts in which
 * only those words differ that `mask` replaces whatever they are add the same.
 *
 * Lines of a stack keep all but their line numbers; where it is not plain what a word is, the word is kept. A form too many
 * costs a little time, a form too few would count an error with another.
 */
export function readText(start: usize): usize {
  let at = start;
  isInStack = false;
  while (true) {
    at = isInStack || isIndented(at) ? readCode(at) : readProse(at, at === start);
    if (at === NOWHERE || byteAt(at) === QUOTE) return at;
    const isEscapedTwice = byteAt(at + 1) === BACKSLASH;
    if (isEscapedTwice) addToForm(BACKSLASH);
    at += isEscapedTwice ? 3 : 2;
  }
}

/** The rest of the text is a stack in JSON, whose lines are code whether they are indented or not. */
let isInStack: bool = false;

/** Whether a line starts with white space; Lambda's does not break, and is written as two bytes or as an escape. */
function isIndented(at: usize): bool {
  const byte = byteAt(at);
  if (byte === BACKSLASH) return byteAt(at + 1) === LETTER_T || isEscaped(at, LETTER_A, DIGIT_0);
  return byte === SPACE || (byte === 0xc2 && byteAt(at + 1) === 0xa0);
}

/** Reads a line of words, and returns where its line break or the text's quote stands. */
function readProse(start: usize, isFirstLine: bool): usize {
  let at = start;
  let hash = TEXT_START;
  /** From where on nothing is in the hash yet. */
  let unread = start;
  let isFrame: bool = false;
  // The priority of syslog, `<34>`, is a severity.
  if (isFirstLine && byteAt(at) === LESS_THAN) at = endOfNumber(at);
  /** How many words there are before `counted`, as far as it matters. */
  let words = 0;
  let counted = at;
  while (true) {
    const found = findSpecialOrOpaque(v128.load(at));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    const byte = byteAt(at);
    if (is(byte, Kind.special)) {
      if (byte !== BACKSLASH || isLineBreak(at)) {
        addToForm(mixBytes(hash, unread, at));
        return byte === QUOTE || byte === BACKSLASH ? at : NOWHERE;
      }
      if (namesStack(at)) {
        addToForm(mixBytes(hash, unread, at));
        isInStack = true;
        return readCode(at + 2);
      }
      if (words < MOST_WORDS) words += countWords(counted, at);
      at = endOfEscape(at);
      counted = at;
      continue;
    }
    let word = at;
    while (word > counted && !is(byteAt(word - 1), Kind.separator)) word--;
    at = readWord(word, at);
    const scheme = hasColon ? findScheme(word, at) : NOWHERE;
    if (scheme !== NOWHERE) at = endOfUrl(scheme);
    else if (!hasDigit && !hasAt) continue;
    if (words < MOST_WORDS) words += countWords(counted, word);
    const isPlace = hasColon && namesPlace(word, at);
    isFrame = isFrame || isPlace;
    hash = mixBytes(hash, unread, word);
    hash =
      isFrame && byteAt(at) === APOSTROPHE
        ? hashOfCode(word, at, hash)
        : hashOfOpaque(word, at, hash, words, isPlace);
    words++;
    unread = at;
    counted = at;
  }
}

/** Whether a quote stands there that the name of a stack follows, in JSON behind a message: what it holds is code. */
function namesStack(at: usize): bool {
  return byteAt(at + 1) === QUOTE && (startsWith(at + 2, 'stack') || startsWith(at + 2, 'traceback'));
}

/** What the word has that was read last, and whether an `@` stands behind its first byte. */
let hasDigit: bool = false;
let hasColon: bool = false;
let hasAt: bool = false;

/** Reads the word that starts at `start`, and that is like any other up to `from`; returns where it ends. */
function readWord(start: usize, from: usize): usize {
  let at = from;
  hasDigit = false;
  hasColon = false;
  hasAt = false;
  while (true) {
    const bytes = v128.load(at);
    const ends = findEndOfWord(bytes);
    const within = ends === 0 ? 0xffff : (ends & -ends) - 1;
    const behindFirst = at === start ? within & ~1 : within;
    if ((findDigit(bytes) & within) !== 0) hasDigit = true;
    if ((find(COLON, bytes) & within) !== 0) hasColon = true;
    if ((find(AT_SIGN, bytes) & behindFirst) !== 0) hasAt = true;
    if (ends !== 0) return at + ctz(ends);
    at += 16;
  }
}

/** How many words there are between two addresses, of which each stands between words. */
function countWords(start: usize, end: usize): i32 {
  let count = 0;
  let isInWord = 0;
  for (let at = start; at < end; at += 16) {
    const left = end - at;
    const within = left < 16 ? (1 << (<i32>left)) - 1 : 0xffff;
    const ofWords = ~findEndOfWord(v128.load(at)) & within;
    count += popcnt(ofWords & ~((ofWords << 1) | isInWord));
    isInWord = ofWords >> 15;
  }
  return count;
}

/** Reads a line of a stack or of code, and returns where its line break or the text's quote stands. */
function readCode(start: usize): usize {
  let at = start;
  let hash = TEXT_START;
  let unread = start;
  while (true) {
    const found = findSpecialOrDigit(v128.load(at));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    const byte = byteAt(at);
    if (isDigit(byte)) {
      if (is(byteAt(at - 1), Kind.ofName)) {
        at++;
        continue;
      }
      if (isStatus(at)) {
        at += 3;
        continue;
      }
      hash = mix(mixBytes(hash, unread, at), OPAQUE);
      at = endOfNumber(at);
      unread = at;
    } else if (byte === BACKSLASH && !isLineBreak(at)) at = endOfEscape(at);
    else {
      addToForm(mixBytes(hash, unread, at));
      return byte === QUOTE || byte === BACKSLASH ? at : NOWHERE;
    }
  }
}

/** An escape that the end of the bytes cuts off ends with them; that of a terminal's colour ends with its letter. */
function endOfEscape(at: usize): usize {
  const length = byteAt(at + 1) === LETTER_U ? 6 : 2;
  for (let i = 1; i < length; i++) if (byteAt(at + i) < SPACE) return at + i;
  return isEscaped(at, DIGIT_0 + 1, LETTER_B) ? endOfColour(at + length) : at + length;
}

/** Whether the character stands at `at`, as in `\u001b`, whose number has those two digits at its end. */
function isEscaped(at: usize, high: u8, low: u8): bool {
  return (
    byteAt(at + 1) === LETTER_U &&
    byteAt(at + 2) === DIGIT_0 &&
    byteAt(at + 3) === DIGIT_0 &&
    isThe(high, byteAt(at + 4)) &&
    isThe(low, byteAt(at + 5))
  );
}

/** Where `[31m` ends that starts at `start`; `start` where something else does. */
function endOfColour(start: usize): usize {
  if (byteAt(start) !== OPEN_BRACKET) return start;
  let at = start + 1;
  while (isDigit(byteAt(at)) || byteAt(at) === SEMICOLON || byteAt(at) === QUESTION_MARK) at++;
  return isLetter(byteAt(at)) ? at + 1 : start;
}

/** Where `://` stands in a word, behind its first letter. */
function findScheme(start: usize, end: usize): usize {
  for (let at = start + 1; at < end; at++) {
    if (byteAt(at) === COLON && byteAt(at + 1) === SLASH && byteAt(at + 2) === SLASH) return at;
  }
  return NOWHERE;
}

/** As `mask` has it: a URL goes on over most separators, and ends before closing ones. */
function endOfUrl(scheme: usize): usize {
  let end = scheme;
  while (!is(byteAt(end), Kind.endsUrl)) end++;
  while (end > scheme + 3 && is(byteAt(end - 1), Kind.afterUrl)) end--;
  return end;
}
