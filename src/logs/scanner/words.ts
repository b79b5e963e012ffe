import {
  ASTERISK,
  AT_SIGN,
  BACKSLASH,
  BAR,
  byteAt,
  CLOSE,
  COLON,
  DIGIT_0,
  DOT,
  EQUALS_SIGN,
  GREATER_THAN,
  HYPHEN,
  is,
  isCapital,
  isDigit,
  isLetter,
  isLineBreak,
  isThe,
  Kind,
  LETTER_B,
  LETTER_E,
  LETTER_H,
  LETTER_M,
  LETTER_N,
  LETTER_P,
  LETTER_R,
  LETTER_V,
  LETTER_X,
  NUMBER_SIGN,
  OPEN,
  OPEN_BRACKET,
  QUESTION_MARK,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  startsWith,
} from './bytes';
import { mix, mixBytes } from './hash';
import { NOWHERE } from './strings';

/** Stands in a hash for a word or a number, whatever it is; no byte. */
export const OPAQUE: u64 = 0x100;
/** As many words stand before the type in `Exception in thread "main" Io2: …` and `PHP Fatal error:  Uncaught Io2: …`, or fewer. */
export const MOST_WORDS: i32 = 6;

/**
 * Adds a word that `mask` replaces to the hash `before`: what stands for any such word between the punctuation around it,
 * or the word itself where a stack may have it as a name. `words` is how many words stand before it in its line, `isPlace`
 * whether `namesPlace`.
 */
export function hashOfOpaque(start: usize, end: usize, before: u64, words: i32, isPlace: bool): u64 {
  const path = isRequested(start) ? startOfPath(start, end) : NOWHERE;
  if (path !== NOWHERE) return hashOfRoute(path, end, before);
  if (isPlace || isName(start, end, words)) return hashOfCode(start, end, before);
  if (isStatus(start)) return mixBytes(before, start, end);
  let first = start;
  let last = end;
  while (last > start && is(byteAt(last - 1), Kind.afterWord)) last--;
  while (first < last && is(byteAt(first), Kind.beforeWord)) first++;
  // A first letter may be a level: `E0102 15:04:05` is an error of glog.
  const letter = words === 0 && isLetter(byteAt(first)) ? first + 1 : first;
  const hash = mix(mixBytes(before, start, max(letter, endOfLevel(first))), OPAQUE);
  return mixBytes(hash, last, end);
}

/** Behind the slash after the level that a word starts with, `ERROR/Worker-2]`; its start where it has none. */
function endOfLevel(start: usize): usize {
  let end = start;
  while (isCapital(byteAt(end))) end++;
  return byteAt(end) === SLASH && end > start ? end + 1 : start;
}

/** Adds code to the hash `before`, with the same for every number. */
export function hashOfCode(start: usize, end: usize, before: u64): u64 {
  let hash = before;
  for (let at = start; at < end;) {
    const byte = byteAt(at);
    if (isDigit(byte) && !is(byteAt(at - 1), Kind.ofName)) {
      hash = mix(hash, OPAQUE);
      at = endOfNumber(at);
    } else {
      hash = mix(hash, byte);
      at++;
    }
  }
  return hash;
}

/** Where a number ends that starts at `start`, with a digit or a character before them. */
export function endOfNumber(start: usize): usize {
  let at = start + 1;
  if (byteAt(start) === DIGIT_0 && byteAt(at) === LETTER_X) {
    at++;
    while (isDigit(byteAt(at)) || isLetter(byteAt(at))) at++;
    return at;
  }
  while (isDigit(byteAt(at))) at++;
  return at;
}

/** Whether a word with a digit or an `@` that names no place may be the name of an exception, a function or a file. */
function isName(start: usize, end: usize, words: i32): bool {
  // What stands around it takes less time to see.
  if (isNamedHere(start, end, words) && isIdentifier(start, end)) return true;
  if (byteAt(end) === OPEN && isLetter(byteAt(end - 1))) return true;
  if (isReceiver(start, end)) return true;
  return endsInPhp(end) || isVersion(start, end);
}

/** Whether an identifier stands where stacks have the names of functions and of exceptions. */
function isNamedHere(start: usize, end: usize, words: i32): bool {
  const next = byteAt(end);
  const isCalled = next === OPEN;
  const isType = byteAt(end - 1) === COLON && words < MOST_WORDS;
  // `com.acme.Io2` as a line, and behind `Caused by:`.
  const isAlone = endsLine(end) && (words === 0 || (words < 3 && byteAt(start - 2) === COLON));
  // `Io2 [ERR_CODE]: …` of Node, `Io2 (0x80004005): …` of C#, `Io2 (message):` of Rails.
  const after = byteAt(end + 1);
  const isWithCode = next === SPACE && (after === OPEN || after === OPEN_BRACKET) && words < 4;
  const isRuby = next === CLOSE && byteAt(start - 1) === OPEN && endsLine(end + 1);
  const isInner = byteAt(start - 1) === SPACE && byteAt(start - 2) === GREATER_THAN;
  return isCalled || isType || isAlone || isWithCode || isRuby || isInner || endsAsType(end);
}

/** Whether a word ends as the names of exceptions do, a colon behind it or not. */
function endsAsType(end: usize): bool {
  const last = byteAt(end - 1) === COLON ? end - 1 : end;
  switch (byteAt(last - 1)) {
    case LETTER_R:
      return endsWith(last, 'Error');
    case LETTER_N:
      return endsWith(last, 'Exception');
    case LETTER_E:
      return endsWith(last, 'Throwable') || endsWith(last, 'Failure');
    default:
      return false;
  }
}

function endsWith(end: usize, ending: string): bool {
  return startsWith(end - ending.length, ending);
}

/** `*Http2Client` in Go's `main.(*Http2Client).get(`. */
function isReceiver(start: usize, end: usize): bool {
  const isStar = byteAt(start) === ASTERISK && byteAt(start - 1) === OPEN;
  return isStar && byteAt(end) === CLOSE && byteAt(end + 1) === DOT;
}

/** `v2` in a path whose slashes are escaped. */
function isVersion(start: usize, end: usize): bool {
  const isSegment = byteAt(start - 1) === SLASH && byteAt(start - 2) === BACKSLASH;
  return isSegment && isThe(LETTER_V, byteAt(start)) && end - start <= 4;
}

/** Whether a number is the status of an access line as `readRequest` reads it, of which every digit counts. */
export function isStatus(start: usize): bool {
  for (let i: usize = 0; i < 3; i++) if (!isDigit(byteAt(start + i))) return false;
  if (isDigit(byteAt(start + 3))) return false;
  const end = startOfColour(start);
  const before = byteAt(end - 1);
  if (before === EQUALS_SIGN) return endsWith(end - 1, 'status');
  if (before !== SPACE) return false;
  const gap = startOfColour(end - 1);
  const mark = byteAt(gap - 1);
  if (mark === QUOTE || mark === HYPHEN || mark === BAR) return true;
  const word = startOfWord(gap);
  return endsInTimes(gap) || isRequested(word) || isProtocol(word) || standsBeforeRequest(start + 3);
}

/** `(HTTP/1.1` of uWSGI. */
function isProtocol(word: usize): bool {
  return byteAt(word) === OPEN && startsWith(word + 1, 'HTTP');
}

/** Whether what the load balancers of AWS write between status and request stands behind `end`: ` 502 34 366 "GET `. */
function standsBeforeRequest(end: usize): bool {
  let at = end;
  for (let numbers = 0; numbers < 3; numbers++) {
    if (byteAt(at) !== SPACE) return false;
    at++;
    if (byteAt(at) === HYPHEN && numbers === 0) at++;
    else if (!isDigit(byteAt(at))) return false;
    while (isDigit(byteAt(at))) at++;
  }
  return byteAt(at) === SPACE && byteAt(at + 1) === BACKSLASH && byteAt(at + 2) === QUOTE;
}

/** Where the colour starts that ends before `end`, as `\u001b[31m`; `end` where none does. */
function startOfColour(end: usize): usize {
  if (byteAt(end - 1) !== LETTER_M) return end;
  let at = end - 2;
  while (isDigit(byteAt(at)) || byteAt(at) === SEMICOLON) at--;
  return byteAt(at) === OPEN_BRACKET && isThe(LETTER_B, byteAt(at - 1)) ? at - 6 : end;
}

/** Where the word starts that ends before `end`, behind a space. */
function startOfWord(end: usize): usize {
  let at = end;
  while (byteAt(at - 1) > SPACE) at--;
  return at;
}

/** Whether the times of HAProxy stand before `end`: `0/0/1/120/121`. */
function endsInTimes(end: usize): bool {
  let at = end - 1;
  while (isDigit(byteAt(at))) at--;
  if (at === end - 1 || byteAt(at) !== SLASH) return false;
  return isDigit(byteAt(byteAt(at - 1) === BACKSLASH ? at - 2 : at - 1));
}

/**
 * Whether a word is what an access line says was asked for: `"GET /api/threads/12 HTTP/1.1"`, `path=/api/threads/12`. Some
 * formatters escape slashes.
 */
function isRequested(start: usize): bool {
  const first = byteAt(start) === BACKSLASH ? byteAt(start + 1) : byteAt(start);
  if (first !== SLASH && !isThe(LETTER_H, first)) return false;
  let at = start - 1;
  if (byteAt(at) === QUOTE && byteAt(at - 1) === BACKSLASH) at -= 2;
  if (byteAt(at) === EQUALS_SIGN) return endsWith(at, 'path');
  if (byteAt(at) !== SPACE) return false;
  while (byteAt(at) === SPACE || byteAt(at) === BAR) at--;
  return isCapital(byteAt(at));
}

/** Where the path of a URL starts, or the URL where it has no host. */
function startOfPath(start: usize, end: usize): usize {
  if (byteAt(start) === SLASH) return start;
  for (let at = start; at + 2 < end; at++) {
    if (byteAt(at) !== COLON || byteAt(at + 1) !== SLASH || byteAt(at + 2) !== SLASH) continue;
    let path = at + 3;
    while (path < end && byteAt(path) !== SLASH) path++;
    return path;
  }
  return NOWHERE;
}

/** Adds a path to the hash `before`: without its query, and with the same for every segment that has a digit, save versions. */
export function hashOfRoute(start: usize, end: usize, before: u64): u64 {
  let hash = before;
  for (let at = start; at < end;) {
    const segment = at;
    let hasDigit = false;
    let byte = byteAt(at);
    if (endsPath(byte)) break;
    while (at < end && byte !== SLASH && !endsPath(byte)) {
      if (isDigit(byte) || (byte === AT_SIGN && at > segment)) hasDigit = true;
      byte = byteAt(++at);
    }
    const isVersion = isThe(LETTER_V, byteAt(segment)) && at - segment <= 4;
    hash = hasDigit && !isVersion ? mix(hash, OPAQUE) : mixBytes(hash, segment, at);
    if (byte === SLASH) {
      hash = mix(hash, SLASH);
      at++;
    }
  }
  return hash;
}

function endsPath(byte: u8): bool {
  return byte === QUESTION_MARK || byte === NUMBER_SIGN;
}

function endsLine(at: usize): bool {
  return byteAt(at) === QUOTE || (byteAt(at) === BACKSLASH && isLineBreak(at));
}

/** `com.acme.Http2Error`, `App::Http2Error`, `.get2` behind a receiver; a colon behind it or not. */
function isIdentifier(start: usize, end: usize): bool {
  const last = byteAt(end - 1) === COLON ? end - 1 : end;
  const first = byteAt(start);
  if (last === start || isDigit(first) || first === COLON) return false;
  for (let at = start; at < last; at++) {
    const byte = byteAt(at);
    const isColons = byte === COLON && (byteAt(at - 1) === COLON || byteAt(at + 1) === COLON);
    if (!is(byte, Kind.ofName) && byte !== DOT && !isColons) return false;
  }
  return true;
}

/** `app/user2.rb:12:in`, `handle2@http://localhost/app.js:1:2`: an ending, a colon and a number. */
export function namesPlace(start: usize, end: usize): bool {
  for (let at = start + 2; at + 1 < end; at++) {
    if (byteAt(at) === COLON && isDigit(byteAt(at + 1)) && isLetter(byteAt(at - 1))) {
      let letter = at - 1;
      while (letter > start && is(byteAt(letter), Kind.ofName)) letter--;
      if (byteAt(letter) === DOT && at - letter <= 6) return true;
    }
  }
  return false;
}

function endsInPhp(end: usize): bool {
  return byteAt(end - 4) === DOT && byteAt(end - 3) === LETTER_P && byteAt(end - 1) === LETTER_P;
}
