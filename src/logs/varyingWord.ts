import { MASK, OF_WORD, WORD_START, oneOf, skipLeading, skipTrailing } from './opaque';
import { AFTER_WORD, SEPARATORS } from './scanner/characters';

/**
 * A text with the words masked that vary by their shape although they have no ASCII digit: paths, hosts, words of
 * hexadecimal digits, other digits, a truth value or a lone `/` after `=`.
 */
export function maskVaryingWords(text: string): string {
  return text
    .replaceAll(TELLING_WORD, maskVaryingWord)
    .replaceAll(HEXADECIMAL, MASK)
    .replaceAll(JSON_VALUE, `$1${MASK}`)
    .replaceAll(VALUE, `=${MASK}`);
}

/** A word masked if it varies; the punctuation around it stays. */
function maskVaryingWord(word: string): string {
  const from = skipLeading(word, word.length);
  const to = skipTrailing(word, from, word.length);
  const core = word.slice(from, to);
  const isVarying = isPath(core) || isHost(core) || /\p{Nd}/u.test(core);
  return isVarying ? word.slice(0, from) + MASK + word.slice(to) : word;
}

/** Words that are worth a look; found at the start of a word only, in time in proportion to the text. */
const TELLING_WORD = new RegExp(`${WORD_START}${OF_WORD}*?[./\\\\\\u0080-\\uffff]${OF_WORD}*`, 'g');
const WORD_END = `(?=${oneOf(AFTER_WORD)}*(?:${oneOf(SEPARATORS)}|$))`;
/** Words as long as `deadbeef` are ids, as is the address of a network card; shorter ones, such as `facade`, are words. */
const HEXADECIMAL = new RegExp(
  `${WORD_START}(?:[a-f]{8,}|[A-F]{8,}|[a-fA-F]{2}(?:[:-][a-fA-F]{2}){5})${WORD_END}`,
  'g',
);
const VALUE = new RegExp(`=(?:true|false|[/\\\\])${WORD_END}`, 'gi');
/** A truth value behind a name in JSON: `"ok": true`. */
const JSON_VALUE = /(["']: ?)(?:true|false)(?=[\s,}])/gi;

/** `/a`, `~/a`, `./a`, `C:\a`, `a/b/c`, `a/b.txt`; but not `and/or` or `/`. */
function isPath(word: string): boolean {
  const first = word.search(/[\\/]/);
  if (first < 0) return false;
  if (/^(?:~|\.{1,2})?\/[^/]/.test(word) || /^[A-Za-z]:[\\/]/.test(word)) return true;
  const rest = word.slice(first + 1);
  return first > 0 && (/[\\/]\w/.test(rest) || (word[first] === '/' && /\w\.[A-Za-z]{1,5}$/.test(rest)));
}

/** How the names of hosts end, and names in code do not. */
const TOP_DOMAINS = new Set('com net org edu gov mil int local localdomain internal lan'.split(' '));
/** Those that names in code may end with too, and names of three parts hardly do. */
const LATE_TOP_DOMAINS = new Set('io dev cloud'.split(' '));
/** What stands before the country: `example.co.uk`. */
const UNDER_COUNTRIES = new Set('co com ac org net gov edu ne or'.split(' '));
/** How the names of packages of code begin, which are those of hosts in reverse. */
const PACKAGE_STARTS = new Set('com net org edu gov io java javax sun android'.split(' '));

/** `mail.example.com`, `www.example.de`, `example.co.uk`; but not `java.net` or `order.load`. */
function isHost(word: string): boolean {
  if (word.length > MAX_HOST || !/^[A-Za-z_-]+(?:\.[A-Za-z_-]+)+$/.test(word)) return false;
  const labels = word.toLowerCase().split('.');
  const [first = ''] = labels;
  const last = labels.at(-1) ?? '';
  if (PACKAGE_STARTS.has(first)) return false;
  if (TOP_DOMAINS.has(last)) return true;
  if (labels.length < 3) return false;
  if (LATE_TOP_DOMAINS.has(last)) return true;
  return first === 'www' || (last.length === 2 && UNDER_COUNTRIES.has(labels.at(-2) ?? ''));
}

/** In characters, as DNS has it. */
const MAX_HOST = 253;
