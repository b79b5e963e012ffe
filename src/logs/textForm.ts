import { countBefore, findSpecialOrDigit, mixBytes, mixFirst, mixFour } from './fourBytes';
import { AFTER_WORD, BEFORE_WORD, SEPARATORS } from './opaque';
import { PRIME, START } from './recordHash';

/**
 * The form of a text, read from its bytes between the quotes of JSON: 64 bits that are the same for texts in which only
 * those words differ that `mask` replaces whatever they are. Makes no strings, since it reads every byte of logs of
 * gigabytes.
 *
 * Lines of a stack keep all but their line numbers; where it is not plain what a word is, the word is kept. A form too many
 * costs a little time, a form too few would count an error with another.
 */
export class TextForm {
  high = 0;
  low = 0;

  startAfresh(): void {
    this.high = 0x2c1b3c6d;
    this.low = 0x297a2d39;
  }

  /** Adds a number, such as a hash. */
  add(hash: number): void {
    const high = Math.imul(this.high ^ hash, 0x85ebca6b);
    const low = Math.imul(this.low + hash, 0xc2b2ae35);
    this.high = high ^ (high >>> 15);
    this.low = low ^ (low >>> 13);
  }

  /**
   * Adds the text that starts at `start`, behind its opening quote, and returns where its closing quote stands; -1 where
   * there is none before a control character, of which one has to stand behind the text, and three bytes more. `view` is of the
   * same bytes.
   */
  read(bytes: Uint8Array, view: DataView, start: number): number {
    let at = start;
    let isFirst = true;
    for (;;) {
      const isIndented = bytes[at] === SPACE || (bytes[at] === BACKSLASH && bytes[at + 1] === LETTER_T);
      at = isIndented ? this.#readCode(bytes, view, at) : this.#readProse(bytes, view, at, isFirst);
      if (at < 0 || bytes[at] === QUOTE) return at;
      const isEscapedTwice = bytes[at + 1] === BACKSLASH;
      if (isEscapedTwice) this.add(BACKSLASH);
      at += isEscapedTwice ? 3 : 2;
      isFirst = false;
    }
  }

  /** Reads a line of words, and returns where its line break or the text's quote stands. */
  #readProse(bytes: Uint8Array, view: DataView, start: number, isFirstLine: boolean): number {
    let at = start;
    let hash = START;
    let words = 0;
    let isFrame = false;
    if (isFirstLine && bytes[at] === LESS_THAN) {
      // The priority of syslog, `<34>`, is a severity.
      while (isDigit(bytes[at + 1] ?? 0)) hash = Math.imul(hash ^ (bytes[++at] ?? 0), PRIME);
    }
    for (;;) {
      const byte = bytes[at] ?? 0;
      let kind = KINDS[byte] ?? 0;
      if (kind === SEPARATOR) {
        hash = Math.imul(hash ^ byte, PRIME);
        at++;
        continue;
      }
      if (kind === SPECIAL) {
        if (byte === BACKSLASH && !isLineBreak(bytes, at)) {
          for (const end = endOfEscape(bytes, at); at < end; at++)
            hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
          continue;
        }
        this.add(hash);
        return byte === QUOTE || byte === BACKSLASH ? at : -1;
      }
      const wordStart = at;
      let kinds = 0;
      do {
        kinds |= kind;
        kind = KINDS[bytes[++at] ?? 0] ?? 0;
      } while (kind < SEPARATOR);
      const scheme = kinds & COLON ? findScheme(bytes, wordStart, at) : 0;
      if (scheme > 0) at = endOfUrl(bytes, scheme);
      if (scheme > 0 || kinds & DIGIT || (kinds & AT && hasInnerAt(bytes, wordStart, at))) {
        const isPlace = (kinds & COLON) !== 0 && namesPlace(bytes, wordStart, at);
        isFrame ||= isPlace;
        const isCode = isFrame && bytes[at] === APOSTROPHE;
        hash = isCode
          ? hashOfCode(bytes, wordStart, at, hash)
          : hashOfOpaque(bytes, wordStart, at, hash, words, isPlace);
      } else hash = mixBytes(hash, view, wordStart, at);
      words++;
    }
  }

  /** Reads a line of a stack or of code, and returns where its line break or the text's quote stands. */
  #readCode(bytes: Uint8Array, view: DataView, start: number): number {
    let hash = START;
    for (let at = start; ;) {
      const four = view.getInt32(at, true);
      const found = findSpecialOrDigit(four);
      if (found === 0) {
        hash = mixFour(hash, four);
        at += 4;
        continue;
      }
      const count = countBefore(found);
      hash = mixFirst(hash, four, count);
      at += count;
      const byte = bytes[at] ?? 0;
      if (isDigit(byte)) {
        if (isNameByte(bytes[at - 1] ?? 0)) {
          hash = Math.imul(hash ^ byte, PRIME);
          at++;
        } else {
          hash = Math.imul(hash ^ OPAQUE, PRIME);
          at = endOfNumber(bytes, at);
        }
      } else if (byte === BACKSLASH && !isLineBreak(bytes, at)) {
        for (const end = endOfEscape(bytes, at); at < end; at++) {
          hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
        }
      } else {
        this.add(hash);
        return byte === QUOTE || byte === BACKSLASH ? at : -1;
      }
    }
  }
}

const SPACE = 0x20;
export const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const OPEN = 0x28;
const CLOSE = 0x29;
const ASTERISK = 0x2a;
const DOT = 0x2e;
const SLASH = 0x2f;
const DIGIT_0 = 0x30;
const COLON_BYTE = 0x3a;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const AT_BYTE = 0x40;
const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
const UNDERSCORE = 0x5f;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LETTER_U = 0x75;
const LETTER_X = 0x78;
/** Stands in a hash for a word or a number, whatever it is; no byte. */
const OPAQUE = 0x100;

/** What a byte is in a text; 0 is a letter or anything else that words are made of. */
const DIGIT = 1;
const AT = 2;
const COLON = 4;
const SEPARATOR = 8;
/** The end of a text, an escape, or a control character, which JSON has in no text. */
const SPECIAL = 16;
const KINDS = new Uint8Array(256);
KINDS.fill(SPECIAL, 0, SPACE);
KINDS[QUOTE] = SPECIAL;
KINDS[BACKSLASH] = SPECIAL;
KINDS.fill(DIGIT, DIGIT_0, DIGIT_0 + 10);
KINDS[AT_BYTE] = AT;
KINDS[COLON_BYTE] = COLON;
for (const separator of SEPARATORS) KINDS[separator.charCodeAt(0)] ||= SEPARATOR;

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte < DIGIT_0 + 10;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || isLetter(byte);
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Of an identifier in code. */
function isNameByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === UNDERSCORE || byte === 0x24 || byte >= 0x80;
}

/** Whether the backslash at `at` begins a line break, which some formatters escape twice. */
function isLineBreak(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1];
  return next === LETTER_N || (next === BACKSLASH && bytes[at + 2] === LETTER_N);
}

/** An escape that the end of the bytes cuts off ends with them; that of a terminal's colour ends with its letter. */
function endOfEscape(bytes: Uint8Array, at: number): number {
  const length = bytes[at + 1] === LETTER_U ? 6 : 2;
  for (let i = 1; i < length; i++) if ((bytes[at + i] ?? 0) < SPACE) return at + i;
  return length === 6 && isEscapeCharacter(bytes, at) ? endOfColour(bytes, at + length) : at + length;
}

/** `\u001b`. */
function isEscapeCharacter(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 2] === DIGIT_0 &&
    bytes[at + 3] === DIGIT_0 &&
    bytes[at + 4] === DIGIT_0 + 1 &&
    ((bytes[at + 5] ?? 0) | 0x20) === 0x62
  );
}

/** Where `[31m` ends that starts at `start`; `start` where something else does. */
function endOfColour(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== 0x5b) return start;
  let at = start + 1;
  while (isDigit(bytes[at] ?? 0) || bytes[at] === 0x3b || bytes[at] === 0x3f) at++;
  return isLetter(bytes[at] ?? 0) ? at + 1 : start;
}

function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  const isHex = bytes[start] === DIGIT_0 && bytes[at] === LETTER_X;
  if (isHex) at++;
  const isPart = isHex ? isHexDigit : isDigit;
  while (isPart(bytes[at] ?? 0)) at++;
  return at;
}

/** Where `://` stands in a word, behind its first letter; 0 where it does not. */
function findScheme(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === COLON_BYTE && bytes[at + 1] === SLASH && bytes[at + 2] === SLASH) return at;
  }
  return 0;
}

/** As `mask` has it: a URL goes on over most separators, and ends before closing ones. */
function endOfUrl(bytes: Uint8Array, scheme: number): number {
  let end = scheme;
  while (!URL_ENDS[bytes[end] ?? 0]) end++;
  while (end > scheme + 3 && URL_TAIL[bytes[end - 1] ?? 0]) end--;
  return end;
}

const URL_ENDS = new Uint8Array(256).fill(1, 0, SPACE + 1);
for (const end of '"\\\'`<>') URL_ENDS[end.charCodeAt(0)] = 1;
const URL_TAIL = new Uint8Array(256);
for (const tail of ')]},;') URL_TAIL[tail.charCodeAt(0)] = 1;

function hasInnerAt(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if (bytes[at] === AT_BYTE) return true;
  return false;
}

/**
 * Adds a word that `mask` replaces to the hash `before`: what stands for any such word between the punctuation around it,
 * or the word itself where a stack may have it as a name. `words` is how many words stand before it in its line, `isPlace`
 * whether `namesPlace`.
 */
function hashOfOpaque(
  bytes: Uint8Array,
  start: number,
  end: number,
  before: number,
  words: number,
  isPlace: boolean,
): number {
  if (isRequested(bytes, start)) return hashOfRoute(bytes, start, end, before);
  if (isPlace || isName(bytes, start, end, words)) return hashOfCode(bytes, start, end, before);
  if (isStatus(bytes, start)) return hashOfBytes(bytes, start, end, before);
  let first = start;
  let last = end;
  while (last > start && TAILS[bytes[last - 1] ?? 0]) last--;
  while (first < last && HEADS[bytes[first] ?? 0]) first++;
  let hash = before;
  // A first letter may be a level: `E0102 15:04:05` is an error of glog.
  const letter = words === 0 && isLetter(bytes[first] ?? 0) ? first + 1 : first;
  const from = Math.max(letter, endOfLevel(bytes, first));
  for (let at = start; at < from; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  hash = Math.imul(hash ^ OPAQUE, PRIME);
  for (let at = last; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return hash;
}

/** Behind the slash after the level that a word starts with, `ERROR/Worker-2]`; its start where it has none. */
function endOfLevel(bytes: Uint8Array, start: number): number {
  let end = start;
  while (isCapital(bytes[end] ?? 0)) end++;
  return bytes[end] === SLASH && end > start ? end + 1 : start;
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

const TAILS = new Uint8Array(256);
for (const tail of AFTER_WORD) TAILS[tail.charCodeAt(0)] = 1;
const HEADS = new Uint8Array(256);
for (const head of BEFORE_WORD) HEADS[head.charCodeAt(0)] = 1;

function hashOfBytes(bytes: Uint8Array, start: number, end: number, before: number): number {
  let hash = before;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return hash;
}

function hashOfCode(bytes: Uint8Array, start: number, end: number, before: number): number {
  let hash = before;
  for (let at = start; at < end;) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte) && !isNameByte(bytes[at - 1] ?? 0)) {
      hash = Math.imul(hash ^ OPAQUE, PRIME);
      at = endOfNumber(bytes, at);
    } else {
      hash = Math.imul(hash ^ byte, PRIME);
      at++;
    }
  }
  return hash;
}

/** Whether a word with a digit or an `@` that names no place may be the name of an exception, a function or a file. */
function isName(bytes: Uint8Array, start: number, end: number, words: number): boolean {
  // What stands around it takes less time to see.
  if (isNamedHere(bytes, start, end, words) && isIdentifier(bytes, start, end)) return true;
  if (bytes[end] === OPEN && isLetter(bytes[end - 1] ?? 0)) return true;
  if (isReceiver(bytes, start, end)) return true;
  return endsInPhp(bytes, end) || isVersion(bytes, start, end);
}

/** Whether an identifier stands where stacks have the names of functions and of exceptions. */
function isNamedHere(bytes: Uint8Array, start: number, end: number, words: number): boolean {
  const next = bytes[end];
  const isCalled = next === OPEN;
  const isType = bytes[end - 1] === COLON_BYTE && words < MAX_WORDS_BEFORE_TYPE;
  // `com.acme.Io2` as a line, and behind `Caused by:`.
  const isAlone = endsLine(bytes, end) && (words === 0 || (words < 3 && bytes[start - 2] === COLON_BYTE));
  // `Io2 [ERR_CODE]: …` of Node, `Io2 (0x80004005): …` of C#, `Io2 (message):` of Rails.
  const after = bytes[end + 1];
  const isWithCode = next === SPACE && (after === OPEN || after === OPEN_BRACKET) && words < 4;
  const isRuby = next === CLOSE && bytes[start - 1] === OPEN && endsLine(bytes, end + 1);
  const isInner = bytes[start - 1] === SPACE && bytes[start - 2] === GREATER_THAN;
  return isCalled || isType || isAlone || isWithCode || isRuby || isInner || endsAsType(bytes, end);
}

/** As many stand before it in `Exception in thread "main" Io2: …` and `PHP Fatal error:  Uncaught Io2: …`. */
const MAX_WORDS_BEFORE_TYPE = 6;

/** Whether a word ends as the names of exceptions do, a colon behind it or not. */
function endsAsType(bytes: Uint8Array, end: number): boolean {
  const last = bytes[end - 1] === COLON_BYTE ? end - 1 : end;
  if (!LAST_OF_TYPES[bytes[last - 1] ?? 0]) return false;
  return TYPE_ENDINGS.some((ending) => ending.every((byte, i) => bytes[last - ending.length + i] === byte));
}

const TYPE_ENDINGS = ['Error', 'Exception', 'Throwable', 'Failure'].map((ending) => Buffer.from(ending));
const LAST_OF_TYPES = new Uint8Array(256);
for (const ending of TYPE_ENDINGS) LAST_OF_TYPES[ending.at(-1) ?? 0] = 1;

/** `*Http2Client` in Go's `main.(*Http2Client).get(`. */
function isReceiver(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    bytes[start] === ASTERISK && bytes[start - 1] === OPEN && bytes[end] === CLOSE && bytes[end + 1] === DOT
  );
}

/** `v2` in a path whose slashes are escaped. */
function isVersion(bytes: Uint8Array, start: number, end: number): boolean {
  const isSegment = bytes[start - 1] === SLASH && bytes[start - 2] === BACKSLASH;
  return isSegment && ((bytes[start] ?? 0) | 0x20) === 0x76 && end - start <= 4;
}

/** Whether a number is the status of an access line, of which every digit counts: `HTTP/1.1" 502`. */
function isStatus(bytes: Uint8Array, start: number): boolean {
  const isBehindQuote = bytes[start - 1] === SPACE && bytes[start - 2] === QUOTE;
  return isBehindQuote && isDigit(bytes[start] ?? 0) && !isDigit(bytes[start + 3] ?? 0);
}

/** Whether a word is what an access line says was asked for: `"GET /api/threads/12 HTTP/1.1"`. */
function isRequested(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start - 2] ?? 0;
  return bytes[start] === SLASH && bytes[start - 1] === SPACE && isCapital(before);
}

/** Adds a path to the hash `before`: without its query, and with the same for every segment that has a digit, save versions. */
export function hashOfRoute(bytes: Uint8Array, start: number, end: number, before: number): number {
  let hash = before;
  for (let at = start; at < end;) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x3f || byte === 0x23) break;
    const segment = at;
    const beforeSegment = hash;
    let hasDigit = false;
    for (
      let next = byte;
      at < end && next !== SLASH && next !== 0x3f && next !== 0x23;
      next = bytes[++at] ?? 0
    ) {
      hash = Math.imul(hash ^ next, PRIME);
      if (isDigit(next) || (next === AT_BYTE && at > segment)) hasDigit = true;
    }
    const isVersion = ((bytes[segment] ?? 0) | 0x20) === 0x76 && at - segment <= 4;
    if (hasDigit && !isVersion) hash = Math.imul(beforeSegment ^ OPAQUE, PRIME);
    if (bytes[at] === SLASH) {
      hash = Math.imul(hash ^ SLASH, PRIME);
      at++;
    }
  }
  return hash;
}

function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === QUOTE || (bytes[at] === BACKSLASH && isLineBreak(bytes, at));
}

/** `com.acme.Http2Error`, `App::Http2Error`, `.get2` behind a receiver; a colon behind it or not. */
function isIdentifier(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1] === COLON_BYTE ? end - 1 : end;
  const first = bytes[start] ?? 0;
  if (last === start || isDigit(first) || first === COLON_BYTE) return false;
  for (let at = start; at < last; at++) {
    const byte = bytes[at] ?? 0;
    const isColons = byte === COLON_BYTE && (bytes[at - 1] === COLON_BYTE || bytes[at + 1] === COLON_BYTE);
    if (!isNameByte(byte) && byte !== DOT && !isColons) return false;
  }
  return true;
}

/** `app/user2.rb:12:in`, `handle2@http://localhost/app.js:1:2`: an ending, a colon and a number. */
function namesPlace(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 2; at + 1 < end; at++) {
    if (bytes[at] === COLON_BYTE && isDigit(bytes[at + 1] ?? 0) && isLetter(bytes[at - 1] ?? 0)) {
      let letter = at - 1;
      while (letter > start && isNameByte(bytes[letter] ?? 0)) letter--;
      if (bytes[letter] === 0x2e && at - letter <= 6) return true;
    }
  }
  return false;
}

function endsInPhp(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 4] === 0x2e && bytes[end - 3] === 0x70 && bytes[end - 1] === 0x70;
}
