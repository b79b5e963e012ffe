import { remembering } from '../frames/remembering';
import { MASK, maskOpaque } from './opaque';
import { maskVarying } from './varying';

/**
 * A message with the parts that vary from one time to the next masked: first the opaque words (see `maskOpaque`), then by
 * the text that is left alone paths, hosts, hexadecimal words, dates in words, units of amounts, the further parts of a
 * list. Other words stay, quoted ones too, since `'execute'` and `'get'` are different errors: `Templates` finds those
 * that are names. Linear in the message; masking twice is masking once.
 */
export function mask(message: string): string {
  const text = maskOpaque(message);
  return text.length > LONGEST_REMEMBERED ? maskVarying(text) : varying(text);
}

/** A route with the segments that name one thing masked: `/api/threads/1f3a/messages` is `/api/threads/<*>/messages`. */
export function maskRoute(route: string): string {
  return route
    .split('/')
    .map((segment) => (/^v\d{1,3}$/i.test(segment) || !isVariable(segment) ? segment : MASK))
    .join('/');
}

/** Messages that differ in opaque words alone come again and again. */
const varying = remembering(maskVarying, 2_000);
/** In characters. */
const LONGEST_REMEMBERED = 1_000;

/** A segment is one word, whatever separators of other words are in it. */
function isVariable(segment: string): boolean {
  return /[0-9]|.@/.test(segment) || mask(segment) !== segment;
}
