import { BLAME_WORDS, UNSPACED_BLAME_WORDS } from './blameWords';

/**
 * Whether a text puts a cause into a person: what someone did, forgot or is like, where a system let it happen. Words that speak of
 * software as well (lazy loading, fire and forget, a segmentation fault) count only beside a person, and
 * what a page says or code is called does not count. English is read best; of other languages the words in blameWords.ts.
 */
export function blames(text: string): boolean {
  const said = text.normalize('NFC').replaceAll('’', "'").replace(CODE, ' ').replace(SHOWN_TEXT, ' ');
  if (NAMED.test(said) || BLAME.some((words) => words.test(said))) return true;
  const lower = said.toLowerCase().replaceAll('i\u0307', 'i'); // Turkish İ
  return BLAME_ABROAD.test(lower.replace(HARMLESS_ABROAD, ' '));
}

const CODE = /`[^`]{0,500}`/g;

/** A quotation beside a word that says where it is shown: a button, a message. */
const SHOWN_TEXT =
  /\b(?:button|label|page|message|text|tooltip|placeholder|banner|toast|link|title|heading|string|copy|log|error|screen|dialog|modal|field|says?|shows?|reads?|prints?|printed|displays?|rend?ers?|named|called|titled|worded)\b[^"“”«»\n]{0,20}(?:"[^"\n]{0,200}"|“[^”\n]{0,200}”|«[^»\n]{0,200}»)|(?:"[^"\n]{0,200}"|“[^”\n]{0,200}”|«[^»\n]{0,200}»)(?= (?:button|label|page|message|text|tooltip|banner|toast|link|string|screen|dialog|modal|field|endpoint|route)\b)/gi;

const BLAME_ABROAD = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${BLAME_WORDS.flatMap(({ blame }) => blame).join('|')})|${UNSPACED_BLAME_WORDS.flatMap(({ blame }) => blame).join('|')}`,
  'u',
);
const HARMLESS_ABROAD = new RegExp(
  [...BLAME_WORDS, ...UNSPACED_BLAME_WORDS].flatMap(({ harmless }) => harmless).join('|'),
  'gu',
);

const ROLE =
  '(?:(?:the|a|an|our|their|some|one|another|that|new|junior|senior|inexperienced|former|responsible) ){0,3}(?:developers?|devs?|engineers?|programmers?|coders?|colleagues?|admins?|administrators?|interns?|contractors?|reviewers?|authors?|testers?|managers?|employees?|maintainers?|team members?|team leads?|on-call(?: engineer)?|committers?)';
const PERSON = `(?:${ROLE}|he|she|someone|somebody|whoever|@[\\w-]{2,39})`;

/** A capitalised name before a verb that only people are the subject of. Case counts. */
const NAMED =
  /(?:^|[\s("“])(?:@[\w-]{2,39}|(?!(?:The|A|An|This|That|Our|Its) )\p{Lu}[\p{L}'’-]{1,30}) (?:forgot|overlooked|neglected|misunderstood|didn['’]t bother|did not bother|didn['’]t think|did not think|was careless|was tired|was sloppy|wasn['’]t paying attention|made a mistake|messed up|screwed up|mistyped)\b/u;

const BLAME: readonly RegExp[] = [
  /(?<!\b(?:and|&|n)[ -])(?<!set-and-)\b(?:forgot|forgotten to)\b(?![- /]?(?:(?:your|my|the|a|their)[- ])?(?:password|username|passcode|pin\b|email|login|credentials))/i,
  /\b(?:careless(?:ly|ness)?(?!-)|negligen(?:t|ce)|incompeten(?:t|ce)|inattenti(?:on|ve)|sloppiness|laziness)\b/i,
  /\bhuman (?:error|mistake|failure)s?\b(?! (?:handler|page|message|rate|budget))/i,
  /\b(?:user|operator) error\b(?![ -]?(?:handler|handling|page|pages|message|messages|code|codes|log|logs|rate|type|class|response|\w*::))/i,
  /\b(?:lack|want) of (?:attention|care|discipline|diligence)\b/i,
  /\b(?:did(?:n['’]t| not)) (?:pay attention|bother|care enough)\b/i,
  new RegExp(`\\b${ROLE}(?:['’]s?)? (?:error|mistake|fault|oversight)s?\\b`, 'i'),
  new RegExp(
    `\\b${PERSON} (?:simply |just |again |accidentally |mistakenly |carelessly ){0,2}(?:forgot|missed|overlooked|neglected|ignored|failed to|deleted|dropped|broke|mistyped|misconfigured|misread|introduced|pushed|merged|skipped|made a|made the|messed|screwed|did(?:n['’]t| not)|was(?:n['’]t| not)? (?:careless|lazy|sloppy|paying|aware|trained|tired)|used the wrong|should(?:n['’]t| not)? have|could have|ought to have)\\b`,
    'i',
  ),
  /\b(?:we|they|you|i|people|nobody|no one) (?:should|could|ought to) have (?:known|checked|tested|noticed|seen|reviewed|read|asked|thought|remembered)\b/i,
  /\b(?:he|she|they|developers?|engineers?|people|team|we) (?:was|were|is|are|got) (?:too )?(?:lazy|sloppy|careless|negligent)\b|\blazy (?:developer|engineer|programmer|admin|people|person)s?\b/i,
  /\b(?:his|her|someone['’]s|somebody['’]s) (?:fault|mistake|oversight|error)\b|\bfault of (?:the |a |our )?(?:developer|engineer|team|admin|author|reviewer|person)\b/i,
  /\b(?:was|were|been|got) (?:simply |just )?overlooked\b|\boverlooked by\b/i,
];
