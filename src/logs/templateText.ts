import { MASK, endOfWord, isSeparator } from './opaque';

/** A text taken apart: its words, each as a number, and what is left of it without them. */
export interface TemplateText {
  /** At most `MAX_WORDS`; those further behind are part of the last gap. */
  readonly words: readonly number[];
  /** What stands before, between and behind the words: one more than there are words. */
  readonly gaps: readonly string[];
  /** How many of the words say something. */
  readonly literals: number;
}

/** The number of the word that stands for whatever varies. */
export const FREE = 0;
/** The number of a word that was never added. */
const UNKNOWN = -1;
const MAX_WORDS = 60;

/** The words of all texts, each with a number of its own. */
export class Vocabulary {
  readonly #numbers = new Map([[MASK, FREE]]);
  readonly #words: { readonly text: string; readonly isLiteral: boolean }[] = [
    { text: MASK, isLiteral: false },
  ];

  /** Takes a text apart, and adds its words. */
  read(text: string): TemplateText {
    return this.#takeApart(text, (word) => this.#numbers.get(word) ?? this.#add(word));
  }

  /** Takes a text apart, and adds nothing. */
  look(text: string): TemplateText {
    return this.#takeApart(text, (word) => this.#numbers.get(word) ?? UNKNOWN);
  }

  wordOf(number: number): string {
    return this.#words[number]?.text ?? '';
  }

  /** Whether a word says something: it has a letter, and is not the one that stands for whatever varies. */
  isLiteral(number: number): boolean {
    return this.#words[number]?.isLiteral ?? false;
  }

  #add(text: string): number {
    const number = this.#words.push({ text, isLiteral: /\p{L}/u.test(text) }) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  #takeApart(text: string, numberOf: (word: string) => number): TemplateText {
    const words: number[] = [];
    const gaps: string[] = [];
    let literals = 0;
    let gapStart = 0;
    for (let at = 0; at < text.length && words.length < MAX_WORDS;) {
      const isFree = text.startsWith(MASK, at);
      if (!isFree && isSeparator(text, at)) {
        at++;
        continue;
      }
      const end = isFree ? at + MASK.length : (endOfPhrase(text, at) ?? endOfWord(text, at));
      const word = numberOf(text.slice(at, end));
      if (this.isLiteral(word)) literals++;
      gaps.push(text.slice(gapStart, at));
      words.push(word);
      gapStart = at = end;
    }
    gaps.push(text.slice(gapStart));
    return { words, gaps, literals };
  }
}

/** What may begin a phrase, and what ends it. */
const PHRASE_ENDS = new Map([
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
]);
/** In characters. */
const MAX_PHRASE = 120;

/**
 * Where a phrase ends whose first word starts at an offset: several words in quotes, or the parts of a list in brackets.
 * It is one word, since names have as many words as they like. Undefined where none starts, or one with a part that varies.
 */
function endOfPhrase(text: string, at: number): number | undefined {
  const opener = text.charAt(at - 1);
  const closer = PHRASE_ENDS.get(opener);
  if (closer === undefined || (at > 1 && !isSeparator(text, at - 2))) return undefined;
  const end = text.slice(at, at + MAX_PHRASE).indexOf(closer) + at;
  if (end <= at || (end + 1 < text.length && !AFTER_PHRASE.includes(text.charAt(end + 1)))) return undefined;
  const phrase = text.slice(at, end);
  if (phrase.includes(MASK) || /["'`[\]{}]/.test(phrase)) return undefined;
  return opener !== '[' || /^[^\s,]+(?:, ?[^\s,]+)+$/.test(phrase) ? end : undefined;
}

const AFTER_PHRASE = ' .,:;!?)]}';
