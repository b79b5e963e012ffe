/** What the sign before a text says of it. */
export type Mark = 'done' | 'open' | 'in progress' | 'failed' | 'warning' | 'other';

/** The sign that a text begins with, an emoji or a check box, and how many characters it takes with the space behind it. */
export function markAt(text: string): { readonly mark: Mark; readonly length: number } | undefined {
  const box = /^\s{0,3}\[([ xX])\]\s{1,3}/.exec(text);
  if (box) return { mark: box[1] === ' ' ? 'open' : 'done', length: box[0].length };
  const emoji =
    /^\s{0,3}(?:\p{Extended_Pictographic}|[✓✔✗✘☐☑])[\uFE0F\u200D\p{Emoji_Modifier}]{0,4}\s{0,3}/u.exec(text);
  if (emoji) return { mark: meaning(emoji[0].trim()), length: emoji[0].length };
  const garbled = garbledAt(text);
  if (!garbled) return undefined;
  const space = /^\s{0,3}/.exec(text.slice(garbled.length))?.[0].length ?? 0;
  return { mark: meaning(garbled.emoji), length: garbled.length + space };
}

/** The text without the signs that it begins with. */
export function withoutMarks(text: string): string {
  let rest = text;
  for (let found = markAt(rest), times = 0; found && times < 3; found = markAt(rest), times++)
    rest = rest.slice(found.length);
  return rest;
}

function meaning(emoji: string): Mark {
  if (/^[✅✓✔☑]/u.test(emoji)) return 'done';
  if (/^[❌✗✘⛔🚫]/u.test(emoji)) return 'failed';
  if (/^(?:🔄|⏳|⌛|🚧|🔁)/u.test(emoji)) return 'in progress';
  if (/^[⚠🟡]/u.test(emoji)) return 'warning';
  return /^[☐⬜]/u.test(emoji) ? 'open' : 'other';
}

/** An emoji whose UTF-8 someone read as Mac Roman or Windows-1252: `‚úÖ` and `âœ…` for a check mark. */
function garbledAt(text: string): { readonly emoji: string; readonly length: number } | undefined {
  const first = text.charAt(0);
  for (const bytesOf of [MAC_ROMAN, WINDOWS_1252]) {
    const lead = bytesOf.get(first);
    const length = lead === 0xf0 ? 4 : lead === 0xe2 ? 3 : 0;
    if (length === 0) continue;
    const emoji = decoded(text.slice(0, length), bytesOf);
    if (!emoji || !/\p{Extended_Pictographic}|[✓✔✗✘]/u.test(emoji)) continue;
    const selector = decoded(text.slice(length, length + 3), bytesOf) === '\uFE0F' ? 3 : 0;
    return { emoji, length: length + selector };
  }
  return undefined;
}

function decoded(text: string, bytesOf: ReadonlyMap<string, number>): string | undefined {
  const bytes = Array.from(text, (character) => bytesOf.get(character) ?? 0);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/** Source: https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT */
const MAC_ROMAN = upperHalf(
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
);

/** Source: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT */
const WINDOWS_1252 = upperHalf(
  `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ${String.fromCodePoint(...Array.from({ length: 96 }, (_, at) => 0xa0 + at))}`,
);

function upperHalf(characters: string): ReadonlyMap<string, number> {
  return new Map(Array.from(characters, (character, index) => [character, 0x80 + index]));
}
