import { AFTER_URL, AFTER_WORD, BEFORE_WORD, SEPARATORS, URL_ENDS } from './scanner/characters';

/** What stands for a part of a message that varies. */
export const MASK = '<*>';

/** One of some characters, in a regular expression. */
export function oneOf(characters: string): string {
  return `[${characters.replaceAll(/[\]\\^-]/g, '\\$&')}]`;
}

/** A character that is none of some, in a regular expression. */
function noneOf(characters: string): string {
  return `[^${oneOf(characters).slice(1)}`;
}

/** A character of a word, in a regular expression. */
export const OF_WORD = noneOf(SEPARATORS);
/** Where a word starts, in a regular expression. */
export const WORD_START = `(?<!${OF_WORD})`;

/**
 * A message with its opaque words masked whole: those with an ASCII digit in them (numbers, ids, dates, addresses), with
 * an `@` after their first character, and URLs. Two messages that differ only inside their opaque words give the same
 * text, so that a scanner of bytes may pass over such words.
 */
export function maskOpaque(message: string): string {
  const text = message.includes('://') ? message.replaceAll(URL_WORD, maskUrl) : message;
  return text.replaceAll(OPAQUE_WORD, `$1${MASK}`);
}

/** Where a word starts behind the punctuation before it. */
export function skipLeading(word: string, end: number): number {
  let from = 0;
  while (from < end && BEFORE_WORD.includes(word.charAt(from))) from++;
  return from;
}

/** Where a word ends before the punctuation behind it. */
export function skipTrailing(word: string, start: number, end: number): number {
  let to = end;
  while (to > start && AFTER_WORD.includes(word.charAt(to - 1))) to--;
  return to;
}

/**
 * A URL with what an escape behind it begins, and a word. They are tried at the start of a word only, where each looks
 * ahead no further than itself, so that the time is in proportion to the text.
 */
const URL_WORD = new RegExp(`${WORD_START}${OF_WORD}+?://${noneOf(URL_ENDS)}*${OF_WORD}*`, 'g');
const OPAQUE_WORD = new RegExp(
  `${WORD_START}(?=${OF_WORD}*?[0-9]|${OF_WORD}+?@)(${oneOf(BEFORE_WORD)}*)${OF_WORD}*${noneOf(SEPARATORS + AFTER_WORD)}`,
  'g',
);

function maskUrl(url: string): string {
  const least = url.indexOf('://', 1) + '://'.length;
  let end = url.length;
  while (end > least && AFTER_URL.includes(url.charAt(end - 1))) end--;
  const from = skipLeading(url, end);
  return url.slice(0, from) + MASK + url.slice(skipTrailing(url, from, end));
}

const IS_SEPARATOR = new Uint8Array(128);
for (let i = 0; i < SEPARATORS.length; i++) IS_SEPARATOR[SEPARATORS.charCodeAt(i)] = 1;

/** Whether the character at an offset stands between words. */
export function isSeparator(text: string, at: number): boolean {
  return IS_SEPARATOR[text.charCodeAt(at)] === 1;
}

/** Where the word ends that an offset is in. */
export function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isSeparator(text, end)) end++;
  return end;
}
