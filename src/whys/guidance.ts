import type { Problem, Why } from './analysis';
import type { NewWhy } from './change';
import { childrenOf, depthOf, parentOf, parseLabel, pathTo } from './labels';

/** A thought for the person at a why; it asks and never decides. */
export interface Hint {
  readonly id: 'blame' | 'restates' | 'no-evidence' | 'deep';
  readonly message: string;
}

/** What to ask at a new why: about the answer above, or about the problem itself. One line. */
export function suggestedQuestion(problem: Problem, where: NewWhy): string {
  const above = whyAbove(problem.whys, where);
  if (above) return questionAbout(above.answer);
  if (where.kind === 'detection' || isDetection(where)) return NOT_CAUGHT_QUESTION;
  return problem.title ? `Why does “${problem.title}” happen?` : 'Why did it happen?';
}

/**
 * The chain from a why's answer up to the problem, to be read with “…, therefore …” between its links: the answers of
 * `pathTo` from its end, empty where there is none yet, then the problem itself.
 */
export function readBack(problem: Problem, label: string): string[] {
  const answers = pathTo(problem.whys, label).map(
    (above) => problem.whys.find((why) => why.label === above)?.answer ?? '',
  );
  const end = parseLabel(label)?.branch === 'detection' ? NOT_CAUGHT : problem.title;
  return [...answers.reverse(), end];
}

/** What is worth a second thought at that why; empty when nothing is. */
export function hints(problem: Problem, label: string): Hint[] {
  const why = problem.whys.find((other) => other.label === label);
  if (!why) return [];
  const found: Hint[] = [];
  if (BLAME.test(why.answer)) found.push({ id: 'blame', message: BLAME_MESSAGE });
  if (restates(why)) found.push({ id: 'restates', message: RESTATES_MESSAGE });
  if (why.state === 'confirmed' && why.evidence.length === 0) {
    found.push({ id: 'no-evidence', message: NO_EVIDENCE_MESSAGE });
  }
  if (isDeepEnd(problem, why)) found.push({ id: 'deep', message: DEEP_MESSAGE });
  return found;
}

const NOT_CAUGHT = 'It was not caught before it reached staging';
const NOT_CAUGHT_QUESTION = 'Why was it not caught before it reached staging?';
const BLAME_MESSAGE = 'This names what a person did. What in the system allowed it, or made it likely?';
const RESTATES_MESSAGE = 'This says what the question already says. What made it so?';
const NO_EVIDENCE_MESSAGE = 'This is confirmed, but nothing shows it yet. Which log line, code or test does?';
const DEEP_MESSAGE =
  'Five is a suggestion. Can your team act on this, and would that have prevented it? Then it is a root cause.';

/** Words that put a cause into a person. */
const BLAME =
  /\b(?:forgot(?:ten)?|forget|careless(?:ly|ness)?|negligen(?:t|ce)|lazy|lazily|sloppy|incompeten(?:t|ce)|human error|user error|operator error|(?:developer|engineer|programmer)(?:'s|s)? (?:error|mistake|fault)|(?:should|could|ought to) have (?:known|checked|tested|noticed|seen|reviewed|read|asked)|did(?:n['’]t| not) (?:pay attention|think|bother|care)|overlooked|fault of)\b/i;

/** A sentence with one of these has a subject and a verb, as far as a page of rules can tell. */
const CLAUSE =
  /\b(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|hasn't|haven't|does|do|did|doesn't|don't|didn't|can|cannot|can't|could|couldn't|may|might|must|will|won't|would|wouldn't|should|shouldn't)\b/i;
const CLAUSE_START = /^(?:the|an?|it|this|that|these|those|there|nobody|nothing|no one|our|we|its|they)\s/i;

/** First words that are no name, so that they need no capital inside a sentence. */
const FUNCTION_WORD =
  /^(?:the|an?|it|its|this|that|these|those|there|no|nobody|nothing|our|we|they|in|on|at|when|while|after|before|if|every|each|all|some|any|most|only|both|one|two|three)\b/i;

const QUESTION_LENGTH = 160;

function questionAbout(answer: string): string {
  const statement = firstSentence(answer);
  if (!statement) return 'Why is that so?';
  const isClause = CLAUSE.test(statement) || CLAUSE_START.test(statement);
  if (!isClause) return `Why: ${statement}?`;
  return `Why is it that ${FUNCTION_WORD.test(statement) ? lowerFirst(statement) : statement}?`;
}

/** The first line's first sentence without “Because” and its full stop; shortened between words. */
function firstSentence(answer: string): string {
  const line = answer.split('\n', 1)[0] ?? '';
  const sentence = line.replace(/^because\s+/i, '').replace(/[.!?]\s+\p{Lu}.*$/u, '');
  const short =
    sentence.length > QUESTION_LENGTH
      ? `${sentence.slice(0, QUESTION_LENGTH).replace(/\s+\S*$/, '')}…`
      : sentence;
  return short.replace(/[\s.!?:;,]+$/, '');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function whyAbove(whys: readonly Why[], where: NewWhy): Why | undefined {
  const label = labelAbove(whys, where);
  return label === undefined ? undefined : whys.find((why) => why.label === label);
}

function labelAbove(whys: readonly Why[], where: NewWhy): string | undefined {
  if (where.kind === 'deeper') return where.of;
  if (where.kind === 'beside') return parentOf(whys, where.of);
  return whys.findLast(({ label }) => parseLabel(label)?.branch === 'detection')?.label;
}

function isDetection(where: NewWhy): boolean {
  return where.kind === 'beside' && parseLabel(where.of)?.branch === 'detection';
}

/** Whether nearly every word of the answer that carries meaning stands in the question. */
function restates({ question, answer }: Why): boolean {
  const asked = new Set(contentWords(question));
  const said = contentWords(answer);
  return said.length >= 2 && said.filter((word) => asked.has(word)).length >= said.length * 0.8;
}

/** Words of four letters and more, without the endings that turn a question into a statement. */
function contentWords(text: string): string[] {
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

/** Five deep, nothing below, and no root cause said yet. */
function isDeepEnd(problem: Problem, { label, answer }: Why): boolean {
  return (
    depthOf(label) >= 5 &&
    answer !== '' &&
    childrenOf(problem.whys, label).length === 0 &&
    !problem.rootCauses.some((cause) => cause.why === label)
  );
}
