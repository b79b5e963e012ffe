import { FREE, type TemplateText, type Vocabulary } from './templateText';

/** How many different words a place has to have seen before they are taken for names rather than for what is said. */
const WORDS_NEEDED = 6;
/** The same where the words before it say that a name follows: `for user ana`, `on host 'blue'`. */
const NAMES_NEEDED = 3;
/** The same where little is said elsewhere, and at the start of a message, which mostly is what is said. */
const DOUBTFUL_NEEDED = 10;
/** How many words have to say something elsewhere; at the start of a message more, for the place to be like others. */
const LITERALS = 2;
const LITERALS_AFTER_START = 4;

/**
 * How many different words in one place of texts that agree elsewhere make it a free place; undefined where no number
 * would, since too little is said elsewhere.
 */
export function wordsNeeded(
  { words, gaps, literals }: TemplateText,
  place: number,
  vocabulary: Vocabulary,
): number | undefined {
  const elsewhere = literals - (vocabulary.isLiteral(words[place] ?? FREE) ? 1 : 0);
  if (place === 0) {
    if (elsewhere < LITERALS) return undefined;
    return elsewhere < LITERALS_AFTER_START ? DOUBTFUL_NEEDED : WORDS_NEEDED;
  }
  if (elsewhere < LITERALS) return elsewhere > 0 ? DOUBTFUL_NEEDED : undefined;
  const noun = vocabulary.wordOf(words[place - 1] ?? -1);
  const preposition = vocabulary.wordOf(words[place - 2] ?? -1);
  const isNamed = NOUNS.has(noun.toLowerCase()) && PREPOSITIONS.has(preposition.toLowerCase());
  return isNamed && /^[\s"'`(<[]*$/.test(gaps[place] ?? '') ? NAMES_NEEDED : WORDS_NEEDED;
}

/** What has a name. */
const NOUNS = new Set(
  [
    'user account customer tenant domain host hostname address node server client device interface file directory',
    'database table column topic queue bucket project region zone namespace pod container service state',
  ].flatMap((nouns) => nouns.split(' ')),
);
const PREPOSITIONS = new Set('for of on in to from by at with as into under via'.split(' '));
