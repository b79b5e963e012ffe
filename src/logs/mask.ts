/** What stands for a part of a message that varies. */
const MASK = '<*>';

/**
 * A message with the parts that vary from one time to the next masked: whatever has a digit in it (numbers, ids, dates,
 * durations, addresses), URLs, e-mail addresses, file paths and long hexadecimal words. Words stay, quoted ones too,
 * since `'execute'` and `'get'` are different errors. Linear in the message; masking twice is masking once.
 */
export function mask(message: string): string {
  let masked = '';
  let at = 0;
  while (at < message.length) {
    const end = endOfWord(message, at);
    if (end === at) masked += message[at++];
    else {
      masked += maskWord(message.slice(at, end));
      at = end;
    }
  }
  return masked;
}

/** A route with the segments that name one thing masked: `/api/threads/1f3a/messages` is `/api/threads/<*>/messages`. */
export function maskRoute(route: string): string {
  return route
    .split('/')
    .map((segment) => (/^v\d{1,3}$/i.test(segment) || !isVariable(segment) ? segment : MASK))
    .join('/');
}

/** What separates words. A URL ends at white space or a quote only, since it may hold most of these. */
const SEPARATORS = new Set(' \t\r\n"\'`<>()[]{},;=|');
const URL_ENDS = new Set(' \t\r\n"\'`<>');

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !SEPARATORS.has(text.charAt(end))) {
    if (text.startsWith('://', end) && end > start) return endOfUrl(text, end);
    end++;
  }
  return end;
}

function endOfUrl(text: string, start: number): number {
  let end = start;
  while (end < text.length && !URL_ENDS.has(text.charAt(end))) end++;
  while (end > start + 3 && ')]},;'.includes(text.charAt(end - 1))) end--;
  return end;
}

/** Masks a word, but not the punctuation around it: `websocket.py:557:` is `<*>:`. */
function maskWord(word: string): string {
  let start = 0;
  let end = word.length;
  while (end > 0 && '.:!?'.includes(word.charAt(end - 1))) end--;
  while (start < end && '#!?'.includes(word.charAt(start))) start++;
  const core = word.slice(start, end);
  return isVariable(core) ? word.slice(0, start) + MASK + word.slice(end) : word;
}

function isVariable(word: string): boolean {
  if (/\p{Nd}/u.test(word) || word.includes('://')) return true;
  const at = word.indexOf('@');
  if (at >= 0 && word.includes('.', at)) return true;
  return isPath(word) || (word.length >= 8 && /^[a-f]+$/i.test(word));
}

/** `/a`, `~/a`, `./a`, `C:\a`, `a/b/c`; but not `and/or` or `/`. */
function isPath(word: string): boolean {
  if (/^(?:~|\.{1,2})?\/[^/]/.test(word) || /^[A-Za-z]:[\\/]/.test(word)) return true;
  const first = word.search(/[\\/]/);
  return first > 0 && /[\\/]\w/.test(word.slice(first + 1));
}
