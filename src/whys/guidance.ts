import type { Problem, Why } from './analysis';
import { blames } from './blame';
import type { NewWhy } from './change';
import { childrenOf, depthOf, parentOf, parseLabel, pathTo } from './labels';
import { contentWords, restates } from './sameWords';

/** A thought for the person at a why; it asks and never decides. */
export interface Hint {
  readonly id: 'blame' | 'restates' | 'leap' | 'no-evidence' | 'look' | 'single' | 'early' | 'deep';
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
  const answers = pathTo(problem.whys, label).map((above) => saidTogether(problem.whys, above));
  const end = parseLabel(label)?.branch === 'detection' ? NOT_CAUGHT : problem.title;
  return [...answers.reverse(), end];
}

/** The answer of a why, with those of the branches that were needed as well: it is the cause of nothing without them. */
function saidTogether(whys: readonly Why[], label: string): string {
  const together = joined(whys, label).filter(({ answer, state }) => answer && state !== 'ruled out');
  const own = whys.find((why) => why.label === label);
  if (!own?.answer || !together.includes(own) || together.length === 1) return own?.answer ?? '';
  const [first = '', ...others] = together.map(({ answer }) => firstSentence(answer));
  return [first, ...others.map(inSentence)].join(', and ');
}

/** A why and the branches beside it that are joined with it by “and”, in their order. */
function joined(whys: readonly Why[], label: string): readonly Why[] {
  const parent = parentOf(whys, label);
  const branch = parseLabel(label)?.branch;
  let group: Why[] = [];
  for (const why of whys) {
    if (parentOf(whys, why.label) !== parent || parseLabel(why.label)?.branch !== branch) continue;
    if (!why.and && group.some((one) => one.label === label)) break;
    group = why.and ? [...group, why] : [why];
  }
  return group;
}

/** A step of the chain, to be read aloud and ticked when it holds: the one is why the other is so. */
export interface ReadBackLink {
  /** The why whose answer is the cause. */
  readonly why: string;
  readonly cause: string;
  readonly effect: string;
  /** `The disk was full, therefore the service stopped.` Plain text; empty while the cause is not answered. */
  readonly text: string;
}

/** The links from a why up to the problem, the deepest first. */
export function readBackLinks(problem: Problem, label: string): ReadBackLink[] {
  const said = readBack(problem, label);
  const whys = pathTo(problem.whys, label).reverse();
  return whys.map((why, index) => {
    const [cause = '', effect = ''] = said.slice(index, index + 2);
    const statement = upperFirst(firstSentence(cause));
    const text = statement && effect ? `${statement}, therefore ${inSentence(firstSentence(effect))}.` : '';
    return { why, cause, effect, text };
  });
}

/** What is worth a second thought at that why; empty when nothing is. */
export function hints(problem: Problem, label: string): Hint[] {
  const why = problem.whys.find((other) => other.label === label);
  if (!why) return [];
  const found: Hint[] = [];
  if (blames(why.answer)) found.push({ id: 'blame', message: BLAME_MESSAGE });
  if (restates(why)) found.push({ id: 'restates', message: RESTATES_MESSAGE });
  if (leaps(problem, why)) found.push({ id: 'leap', message: LEAP_MESSAGE });
  if (why.state === 'confirmed' && why.evidence.length === 0) {
    found.push({ id: 'no-evidence', message: NO_EVIDENCE_MESSAGE });
  }
  if (isToBeLookedFor(why)) found.push({ id: 'look', message: LOOK_MESSAGE });
  const isRootCause = problem.rootCauses.some((cause) => cause.why === label);
  if (isRootCause && hasSingleCandidate(problem)) found.push({ id: 'single', message: SINGLE_MESSAGE });
  if (isRootCause && depthOf(label) < EARLY_DEPTH && parseLabel(label)?.branch === 'cause') {
    found.push({ id: 'early', message: EARLY_MESSAGE });
  }
  if (isDeepEnd(problem, why)) found.push({ id: 'deep', message: DEEP_MESSAGE });
  return found;
}

const NOT_CAUGHT = 'It was not caught before it reached staging';
const NOT_CAUGHT_QUESTION = 'Why was it not caught before it reached staging?';
const BLAME_MESSAGE = 'This names what a person did. What in the system allowed it, or made it likely?';
const LEAP_MESSAGE =
  'This asks about something that the answer above does not speak of. Is a step missing between the two?';
const SINGLE_MESSAGE =
  'Nothing else was considered on the way here. What else could have caused it, and what rules that out?';
const EARLY_MESSAGE =
  'This is near the surface. Would it come back in another form if only this were mended? Then ask once more.';
const RESTATES_MESSAGE = 'This says what the question already says. What made it so?';
const NO_EVIDENCE_MESSAGE = 'This is confirmed, but nothing shows it yet. Which log line, code or test does?';
const LOOK_MESSAGE =
  'Go and look for what this would also show. Pin it if it is there; if it is not, the answer is likely ruled out.';
const DEEP_MESSAGE =
  'Five is a suggestion. Can your team act on this, and would that have prevented it? Then it is a root cause.';

/** A root cause above this depth is likely to be a symptom still. */
const EARLY_DEPTH = 3;

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
  return `Why is it that ${inSentence(statement)}?`;
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

function inSentence(statement: string): string {
  return FUNCTION_WORD.test(statement) ? lowerFirst(statement) : statement;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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

/** Whether a question has no word in common with the answer, the question or the title that it is asked of. */
function leaps({ whys, title }: Problem, { label, question }: Why): boolean {
  const parent = parentOf(whys, label);
  const above = parent === undefined ? undefined : whys.find((why) => why.label === parent);
  const asked = contentWords(question);
  if (!above?.answer || asked.length < 3) return false;
  const said = new Set([above.answer, above.question, title].flatMap(contentWords));
  return contentWords(above.answer).length >= 3 && !asked.some((word) => said.has(word));
}

/** Whether the chain never had an alternative: no branch, nothing ruled out, no answer that lists several. */
export function hasSingleCandidate({ whys }: Problem): boolean {
  const causes = whys.filter(({ label }) => parseLabel(label)?.branch === 'cause');
  const branches = causes.some(({ label }) => parseLabel(label)?.letter !== '');
  const ruledOut = causes.some(({ state }) => state === 'ruled out');
  const lists = causes.some(
    ({ answer }) => (answer.match(/^\s{0,3}(?:[-*+]|\d{1,2}[.)])\s/gm) ?? []).length >= 2,
  );
  return causes.length > 0 && !branches && !ruledOut && !lists;
}

/** Whether it is said what would be seen if the answer were true, and nobody has shown yet that it is. */
function isToBeLookedFor({ state, wouldShow, evidence }: Why): boolean {
  return state === 'possible' && wouldShow !== undefined && evidence.length === 0;
}

/** Five deep, nothing below, neither ruled out nor a root cause yet. */
function isDeepEnd(problem: Problem, { label, answer, state }: Why): boolean {
  return (
    depthOf(label) >= 5 &&
    state !== 'ruled out' &&
    answer !== '' &&
    childrenOf(problem.whys, label).length === 0 &&
    !problem.rootCauses.some((cause) => cause.why === label)
  );
}
