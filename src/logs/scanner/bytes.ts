import { AFTER_URL, AFTER_WORD, BEFORE_WORD, SEPARATORS, URL_ENDS } from './characters';

export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const NUMBER_SIGN: u8 = 0x23;
const DOLLAR: u8 = 0x24;
export const APOSTROPHE: u8 = 0x27;
export const OPEN: u8 = 0x28;
export const CLOSE: u8 = 0x29;
export const ASTERISK: u8 = 0x2a;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const HYPHEN: u8 = 0x2d;
export const DOT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const DIGIT_0: u8 = 0x30;
export const COLON: u8 = 0x3a;
export const SEMICOLON: u8 = 0x3b;
export const LESS_THAN: u8 = 0x3c;
export const EQUALS_SIGN: u8 = 0x3d;
export const GREATER_THAN: u8 = 0x3e;
export const QUESTION_MARK: u8 = 0x3f;
export const AT_SIGN: u8 = 0x40;
export const CAPITAL_T: u8 = 0x54;
export const CAPITAL_Z: u8 = 0x5a;
export const OPEN_BRACKET: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_BRACKET: u8 = 0x5d;
const UNDERSCORE: u8 = 0x5f;
export const LETTER_A: u8 = 0x61;
export const LETTER_B: u8 = 0x62;
export const LETTER_E: u8 = 0x65;
export const LETTER_H: u8 = 0x68;
export const LETTER_M: u8 = 0x6d;
export const LETTER_N: u8 = 0x6e;
export const LETTER_P: u8 = 0x70;
export const LETTER_R: u8 = 0x72;
export const LETTER_T: u8 = 0x74;
export const LETTER_U: u8 = 0x75;
export const LETTER_V: u8 = 0x76;
export const LETTER_X: u8 = 0x78;
export const OPEN_BRACE: u8 = 0x7b;
export const BAR: u8 = 0x7c;
export const CLOSE_BRACE: u8 = 0x7d;
/** The bit of a letter that makes it a small one. */
const SMALL: u8 = 0x20;

/** What a byte may be. */
export enum Kind {
  /** It stands between words. */
  separator = 1,
  /** The end of a text, an escape, or a control character, which JSON has in no text. */
  special = 2,
  endsUrl = 4,
  afterUrl = 8,
  beforeWord = 16,
  afterWord = 32,
  /** Of an identifier in code. */
  ofName = 64,
  /** Numbers, `true`, `false` and `null` are made of it. */
  ofLiteral = 128,
}

/** The kinds of each byte. */
export const KINDS: usize = memory.data(256);

mark(SEPARATORS, Kind.separator);
mark(URL_ENDS, Kind.endsUrl);
mark(AFTER_URL, Kind.afterUrl);
mark(BEFORE_WORD, Kind.beforeWord);
mark(AFTER_WORD, Kind.afterWord);
mark('0123456789+-.eEtrufalsn', Kind.ofLiteral);
mark('"\\', Kind.special);
for (let byte = 0; byte < 256; byte++) {
  if (byte < <i32>SPACE) add(byte, Kind.special | Kind.endsUrl);
  const isOfWord = isLetter(<u8>byte) || isDigit(<u8>byte) || byte >= 0x80;
  if (isOfWord || byte === UNDERSCORE || byte === DOLLAR) add(byte, Kind.ofName);
}

function mark(characters: string, kind: i32): void {
  for (let i = 0; i < characters.length; i++) add(characters.charCodeAt(i), kind);
}

function add(byte: i32, kind: i32): void {
  store<u8>(KINDS + byte, <u8>(load<u8>(KINDS + byte) | kind));
}

/** The byte that stands at an address. */
export function byteAt(at: usize): u8 {
  return load<u8>(at);
}

/** Whether a text of ASCII stands at an address. */
export function startsWith(at: usize, start: string): bool {
  for (let i = 0; i < start.length; i++) if (byteAt(at + i) !== start.charCodeAt(i)) return false;
  return true;
}

/** Whether a byte is of any of some kinds. */
export function is(byte: u8, kinds: i32): bool {
  return (load<u8>(KINDS + byte) & kinds) !== 0;
}

export function isDigit(byte: u8): bool {
  return <u8>(byte - DIGIT_0) < 10;
}

export function isLetter(byte: u8): bool {
  return <u8>((byte | SMALL) - 0x61) < 26;
}

export function isCapital(byte: u8): bool {
  return <u8>(byte - 0x41) < 26;
}

/** Whether a byte is a letter, small or capital. */
export function isThe(letter: u8, byte: u8): bool {
  return (byte | SMALL) === letter;
}

/** Whether the backslash at `at` begins a line break, which some formatters escape twice. */
export function isLineBreak(at: usize): bool {
  const next = byteAt(at + 1);
  return next === LETTER_N || (next === BACKSLASH && byteAt(at + 2) === LETTER_N);
}
