import { MASK, WORD_START, endOfWord, isSeparator, skipTrailing } from './opaque';
import { URL_ENDS } from './scanner/characters';
import { maskVaryingWords } from './varyingWord';

/**
 * A message whose opaque words are masked (see `maskOpaque`), with the rest of what varies masked too: words that vary by
 * their shape, and what belongs to a variable part: the names in a date, the unit of an amount, the query of a URL, a
 * remark in parentheses that says the same again, the further parts of a list. White space is one space.
 */
export function maskVarying(text: string): string {
  const line = maskVaryingWords(inOneSpace(text)).replaceAll(NUMBERED, MASK).replaceAll(COMPARED, MASK);
  let masked = '';
  let copied = 0;
  let isKnown = false;
  for (let at = line.indexOf(MASK); at >= 0; at = line.indexOf(MASK, copied)) {
    const before = line.slice(copied, startOfVariable(line, at, copied));
    isKnown ||= LETTER.test(before);
    masked += before + MASK;
    copied = endOfVariable(line, at + MASK.length, isKnown);
  }
  return copied === 0 ? line : masked + line.slice(copied);
}

function inOneSpace(text: string): string {
  return /\s\s|[\t\r\n]/.test(text) ? text.replaceAll(/\s+/g, ' ') : text;
}

/** `#12`. */
const NUMBERED = new RegExp(`${WORD_START}#<\\*>`, 'g');
/** `<1 s`; but not `<<*>>`, a thing in angle brackets. */
const COMPARED = /(?<=^| )[<>]<\*>(?!>)/g;
const LETTER = /[A-Za-z\u0080-\uffff]/;

const DATE_NAMES = new Set(
  [
    'Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
    'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    'January February March April June July August September October November December',
  ].flatMap((names) => names.split(' ')),
);
const LONGEST_NAME = Math.max(...[...DATE_NAMES].map((name) => name.length));

/** What scales with the amount, or follows a time of day. */
const UNITS = new Set(
  [
    'B kB KB MB GB TB PB KiB MiB GiB TiB byte bytes Byte Bytes kilobytes megabytes gigabytes bits',
    'ns us µs μs ms s m h d sec secs second seconds msec msecs usec min mins minute minutes hour hours hr hrs day days',
    'millis milliseconds microseconds nanoseconds MILLISECONDS SECONDS % percent',
    'AM PM am pm Z UTC GMT EST EDT CST CDT MST MDT PST PDT CET CEST BST IST JST',
  ].flatMap((units) => units.split(' ')),
);

/** Where a variable part starts with the names of months and weekdays before it. */
function startOfVariable(line: string, mask: number, least: number): number {
  let start = mask;
  for (let name = startOfName(line, start, least); name >= 0; name = startOfName(line, start, least))
    start = name;
  return start;
}

/** Where the name of a month or a weekday starts that ends before an offset; -1 where there is none. */
function startOfName(line: string, end: number, least: number): number {
  const to = line.startsWith(', ', end - 2) ? end - 2 : end - 1;
  if (to < least || !' -'.includes(line.charAt(end - 1))) return -1;
  let from = to;
  while (from > least && to - from <= LONGEST_NAME && !isSeparator(line, from - 1)) from--;
  return DATE_NAMES.has(line.slice(from, to)) ? from : -1;
}

/** Where a variable part ends with all that belongs to it. `isKnown`: whether something says what it is. */
function endOfVariable(line: string, mask: number, isKnown: boolean): number {
  let end = mask;
  for (;;) {
    const next = endOfNext(line, end, isKnown);
    if (next === end) return end;
    end = next;
  }
}

function endOfNext(line: string, end: number, isKnown: boolean): number {
  switch (line.charAt(end)) {
    case ' ': {
      const remark = endOfRemark(line, end);
      const word = line.slice(end + 1, endOfWord(line, end + 1));
      const to = skipTrailing(word, 0, word.length);
      if (remark > end) return remark;
      return UNITS.has(word.slice(0, to)) ? end + 1 + to : endOfListed(line, end, isKnown);
    }
    case '=':
      return endOfQuery(line, end);
    default:
      return endOfListed(line, end, isKnown);
  }
}

/** The longest gap between two parts of a list, such as `"), ("`. */
const MAX_GAP = 8;
const LIST_SEPARATORS = ' ,;|-/*';
/** What ends one part of a list, and what begins the next. */
const OPENED_AFTER = new Map(
  ["''", '""', '``', ')(', '][', '}{'].map(([end = '', start = '']) => [end, start]),
);

/**
 * Past the next part of a list: `, <*>`, `', '<*>`, `], [<*>`, ` Jan`. Where nothing says what the parts are, those between
 * spaces are not taken for a list.
 */
function endOfListed(line: string, start: number, isKnown: boolean): number {
  let at = start;
  let closers = 0;
  while (OPENED_AFTER.has(line.charAt(at)) && closers < MAX_GAP) {
    at++;
    closers++;
  }
  while (LIST_SEPARATORS.includes(line.charAt(at)) && at < line.length && at - start < MAX_GAP) at++;
  for (let closer = closers; closer > 0; closer--) {
    if (line.charAt(at++) !== OPENED_AFTER.get(line.charAt(start + closer - 1))) return start;
  }
  if (line.startsWith(MASK, at))
    return isKnown || !line.slice(start, at).includes(' ') ? at + MASK.length : start;
  const end = endOfName(line, at);
  return end > at && at > start ? end : start;
}

function endOfName(line: string, start: number): number {
  let end = start;
  while (end < line.length && end - start <= LONGEST_NAME && !isSeparator(line, end)) end++;
  return DATE_NAMES.has(line.slice(start, end)) ? end : start;
}

/** Past the query that a URL's path goes on with: `=True&limit=<*>`. */
function endOfQuery(line: string, start: number): number {
  if (!line.slice(start + 1, endOfWord(line, start + 1)).includes('&')) return start;
  let end = start + 1;
  while (end < line.length) {
    if (line.startsWith(MASK, end)) end += MASK.length;
    else if (URL_ENDS.includes(line.charAt(end))) break;
    else end++;
  }
  return end;
}

/** The longest remark in parentheses that is looked at, in characters. */
const MAX_REMARK = 80;

/** Past a remark in parentheses that says a variable part again: ` (1.2 KB)`, ` (host.example.com)`, ` ()`, ` (UTC)`. */
function endOfRemark(line: string, start: number): number {
  if (line.charAt(start + 1) !== '(') return start;
  const end = line.slice(0, start + MAX_REMARK).indexOf(')', start);
  if (end < 0) return start;
  const remark = line.slice(start + 2, end);
  const isSame = remark.split(/[ ,;]/).every((part) => part === '' || UNITS.has(part) || part === MASK);
  return isSame || TIME_ZONE.test(remark) ? end + 1 : start;
}

/** `Pacific Standard Time`, as JavaScript prints it behind a date. */
const TIME_ZONE = /^[A-Z][A-Za-z ]{2,60} Time$/;
