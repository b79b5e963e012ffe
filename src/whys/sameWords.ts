import type { Why } from './analysis';

/** Whether nearly every word of the answer that carries meaning stands in the question. */
export function restates({ question, answer }: Pick<Why, 'question' | 'answer'>): boolean {
  const asked = new Set(contentWords(question));
  const said = contentWords(answer);
  return said.length >= 2 && said.filter((word) => asked.has(word)).length >= said.length * 0.8;
}

/** Words of four letters and more, without the endings that turn a question into a statement. */
export function contentWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]{4,}/gu) ?? [];
  return words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.replace(/(?:ing|ed|es|s)$/, ''));
}

const EMPTY_WORDS = new Set([
  'because',
  'that',
  'this',
  'there',
  'does',
  'with',
  'from',
  'were',
  'been',
  'have',
  'when',
]);
