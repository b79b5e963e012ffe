import { MASK } from './opaque';

/** How many parts of one text are tried. */
const MAX_PARTS = 2;
/** How many other parts have to say something. */
const LEAST_PARTS = 2;

/**
 * The texts that a masked message may also stand for: each with one of the parts between spaces that hold a variable part
 * being just that. `to LOCAL(<*>), stratum <*>` may be a case of `to <*>, stratum <*>`. Parts with `=` say what
 * their variable part is, and are left.
 */
export function simplerTexts(text: string): string[] {
  const texts: string[] = [];
  for (let at = text.indexOf(MASK); at >= 0 && texts.length < MAX_PARTS;) {
    const start = text.lastIndexOf(' ', at) + 1;
    const space = text.indexOf(' ', at);
    const end = endOfPart(text, at, space < 0 ? text.length : space);
    const part = text.slice(start, end);
    const before = text.slice(0, start);
    const after = text.slice(end);
    if (part !== MASK && !part.includes('=') && saysEnough(before + after)) texts.push(before + MASK + after);
    at = text.indexOf(MASK, end);
  }
  return texts;
}

/** Whether there are words besides the part, by which the text is known. */
function saysEnough(rest: string): boolean {
  return rest.split(' ').filter((part) => /\p{L}/u.test(part)).length >= LEAST_PARTS;
}

/** Without the punctuation behind it. */
function endOfPart(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && '.,:;!?'.includes(text.charAt(to - 1))) to--;
  return to;
}
