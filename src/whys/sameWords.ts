import type { Why } from './analysis';

/** Whether nearly every word of the answer that carries meaning stands in the question. */
export function restates({ question, answer }: Pick<Why, 'question' | 'answer'>): boolean {
  const asked = new Set(contentWords(question));
  const said = contentWords(answer);
  return said.length >= 2 && said.filter((word) => asked.has(word)).length >= said.length * 0.8;
}

/**
 * Words of four letters and more, without the endings that turn a question into a statement; of scripts without spaces between
 * words, and of Korean, which writes its endings to them, each two neighbouring characters.
 */
export function contentWords(text: string): string[] {
  const lower = text.toLowerCase().normalize('NFC');
  const words =
    lower
      .replace(UNSPACED, ' ')
      .replace(HIRAGANA, ' ')
      .match(/[\p{L}\p{N}_]{4,}/gu) ?? [];
  const spaced = words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.replace(ENDING, ''));
  const runs = lower.replace(EMPTY_UNSPACED, ' ').match(UNSPACED) ?? [];
  return spaced.concat(runs.flatMap(pairs));
}

/** It writes the grammar, not what a sentence is about. */
const HIRAGANA = /\p{Script=Hiragana}+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}]+/gu;

function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

const ENDING = /(?:ing|ed|es|s)$/;

const EMPTY_WORDS = new Set(
  (
    'because that this there does with from were been have when ' +
    'weil warum wieso dass wird wurde pourquoi parce porque perché perchè waarom omdat dlaczego ponieważ почему потому eftersom varför'
  ).split(' '),
);

/** What a question or a reason is made with. */
const EMPTY_UNSPACED =
  /为什么|為什麼|为何|因为|因為|由于|由於|所以|导致|原因|理由|왜|때문|입니다|습니다|합니까|니까|했다|한다|เพราะ|ทำไม/gu;
