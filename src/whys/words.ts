import { formatLabel, parseLabel } from './labels';

/** What the name of a why says: `Why 3b (and)`, `WHY #3`, `3rd Why`, `Warum 3`, `なぜ3`. */
export interface WhyName {
  /** As in `labels.ts`. */
  readonly label: string;
  readonly and: boolean;
  /** How many characters of the text the name takes. */
  readonly length: number;
  /** Where in the text its number and letter stand; undefined where the number is a word. */
  readonly number: { readonly start: number; readonly end: number } | undefined;
}

/** What a label below a why announces. */
export type PartKind = 'question' | 'answer' | 'state' | 'would show' | 'evidence' | 'cause' | 'root cause';

/** Reads the name of a why that a text begins with; undefined for another text. Never needs more than its first words. */
export function readWhyName(text: string): WhyName | undefined {
  const start = withoutHardSpaces(text.slice(0, LONGEST_NAME));
  if (COUNTED_ALL.test(start)) return undefined;
  const own = OWN_NAME.exec(start) ?? COUNTED_BEHIND.exec(start);
  const found = own ?? COUNTED_BEFORE.exec(start);
  const { caught, number = '', letter = '', and } = found?.groups ?? {};
  const depth = ORDINALS.indexOf(number.toLowerCase()) + 1 || digitOf(number);
  const parsed = parseLabel(`${caught ? 'caught ' : ''}${depth}${letter.toLowerCase()}`);
  if (!found || !parsed) return undefined;
  const at = /^\d/.test(number) ? found[0].search(/\d/) : -1;
  return {
    label: formatLabel(parsed),
    and: and !== undefined,
    length: found[0].length,
    number: at < 0 ? undefined : { start: at, end: at + number.length + letter.length },
  };
}

/** Whether a text is the name of a why and nothing else. */
export function isWhyName(text: string): boolean {
  return readWhyName(text)?.length === text.length;
}

/** Whether a label announces what lies at the bottom of a problem: `Root Cause`, `FUNDAMENTAL ROOT CAUSE`, `Cause racine`. */
export function isRootCauseName(name: string): boolean {
  const names = withoutHardSpaces(name).slice(0, LONGEST_NAME).split('/');
  return names.some((one) => ROOT_CAUSE.test(one.replace(LEADING_SIGNS, '').trim()));
}

/** Whether a label says what else would be seen if an answer were true: `Would also show`, `Prediction`. */
export function isWouldShowName(name: string): boolean {
  return WOULD_SHOW.test(name.trim().toLowerCase());
}

/** What a label below a why announces; undefined for a label of something else. */
export function partKind(name: string): PartKind | undefined {
  const plain = withoutHardSpaces(name)
    .replace(LEADING_SIGNS, '')
    .trim()
    .toLowerCase()
    .slice(0, LONGEST_NAME);
  if (isRootCauseName(plain)) return 'root cause';
  if (QUESTION.test(plain)) return 'question';
  return PARTS.find(([, names]) => names.test(plain))?.[0];
}

/** Whether a text asks only why, in any of the languages: `Why?`, `Warum?`. */
export function isBareWhy(text: string): boolean {
  return BARE_WHY.test(text.trim().slice(0, LONGEST_NAME));
}

/** Whether a text begins by asking why: `Why did it break?`, `**Pourquoi …`. */
export function startsWithWhy(text: string): boolean {
  return WHY_AT_START.test(text.slice(0, LONGEST_NAME));
}

/** Whether a text ends by asking why of what it says: `It broke. Why?` */
export function asksWhyOfItself(text: string): boolean {
  return WHY_AT_END.test(text.trimEnd().slice(-LONGEST_NAME));
}

/** The text without the question that it ends with. */
export function withoutWhyAtEnd(text: string): string {
  const trimmed = text.trimEnd();
  const end = WHY_AT_END.exec(trimmed.slice(-LONGEST_NAME))?.[0].length ?? 0;
  return trimmed.slice(0, trimmed.length - end).trimEnd();
}

/** Whether a heading or the head of a column names the questions: `Why?`, `Question`, `Warum`. */
export function isQuestionName(name: string): boolean {
  return QUESTION.test(name.trim().toLowerCase()) || isBareWhy(name);
}

/** Whether a text announces an analysis by five whys: `Five Whys`, `5-Why-Analyse`, `Les 5 pourquoi`, `なぜなぜ分析`. */
export function namesFiveWhys(text: string): boolean {
  return FIVE_WHYS.test(text.slice(0, 300));
}

const LONGEST_NAME = 80;
/** An emoji or a number before a label. */
const LEADING_SIGNS = /^[^\p{L}]{1,12}(?=\p{L})/u;

/** Spaces that do not break, as ones that do: as long as it was. */
function withoutHardSpaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ');
}

/** Why, in the languages of people who write such reports; those that a script writes without spaces come last. */
const SPACED_WHY =
  'why|warum|wieso|weshalb|pourquoi|por qu[eéê]|porqu[eéê]|perch[eé]|waarom|varför|hvorfor|miksi|dlaczego|proč|prečo|miért|de ce|почему|чому|зачем|γιατί|neden|niçin|لماذا|למה|מדוע|tại sao|mengapa|kenapa|क्यों';
const WHY = `(?:${SPACED_WHY}|なぜ|何故|为什么|為什麼|为何|왜)`;
const FIRST_WORD = '(?:five|5|fünf|cinq|cinco|cinque|vijf|fem|pięć|пять|5つの|五つの|五个|五個|다섯)';

/** Our own form; what asks of three digits asks of a status: `Why 503?` */
const OWN_NAME =
  /^why (?<caught>was (?:it|this) not caught )?#?(?<number>\d{1,3})(?<letter>[a-z]{0,3})(?![\p{L}\d])(?!(?<=\d{3}) ?\?)(?<and> ?\(and\))?/iu;
const COUNTED_BEHIND = new RegExp(
  `^¿?${WHY} ?(?:#|№|n[°ºo]\\.? ?|nr\\.? ?|no\\. ?|\\(|\\[)?(?<number>\\d{1,3}|[①-⑩]|one|two|three|four|five)(?<letter>[a-z]?)(?![\\p{L}\\d])(?!(?<=\\d{3}) ?[?？؟])[)\\]]?(?<and> ?\\(and\\))?`,
  'iu',
);
const COUNTED_BEFORE = new RegExp(
  `^(?:第 ?)?(?<number>\\d{1,2}|[一二三四五六七]|first|second|third|fourth|fifth|sixth|seventh)(?:st|nd|rd|th|er|e|ème|º|ª|°|\\.|\\)|个|個|番目の|번째)? ?${WHY}(?![\\p{L}\\d'’])(?= ?(?:[?:：*_)–—-]|$))`,
  'iu',
);
/** `5 Why`, which is all of them and not the fifth. */
const COUNTED_ALL = new RegExp(`^(?:5|五[个個]?) ?${WHY}[\\s*_:：]*$`, 'iu');
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five'];
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';
const CHINESE = '一二三四五六七';

function digitOf(number: string): number {
  const word = NUMBER_WORDS.indexOf(number.toLowerCase()) + 1;
  const sign = number ? CIRCLED.indexOf(number) + 1 || CHINESE.indexOf(number) + 1 : 0;
  return word || sign || Number(number);
}

const ROOT_CAUSE =
  /^(?:(?:the|our|fundamental|ultimate|underlying|true|real|actual|primary|main|final|single|common|shared|confirmed|identified|likely|probable|core) ){0,2}root[ -]cause(?:s|\(s\))?(?: (?:identified|found|conclusion|statement))?$|^(?:underlying|fundamental|ultimate) causes?$|^(?:grundursachen?|kernursachen?|hauptursachen?|causes? racines?|causes? profondes?|causas? ra[ií]z|causas? radica(?:l|is)|cause radicali|caus[ae] principal[ei]|causa radice|grondoorza(?:ak|ken)|grundorsak|rotårsak|rotorsak|bakomliggande orsak|grundårsag|juurisyy|przyczyna źródłowa|kořenová příčina|корневая причина|первопричина|kök neden|根本原因|真因|根因|근본 원인)$/i;

const WOULD_SHOW =
  /^(?:(?:(?:we|it|this) )?would also (?:show|see|be seen|expect)|also expected|(?:testable )?predictions?|(?:what else )?would we (?:also )?see(?: if this (?:were|is|was) true)?\??|what else would we see(?: if this (?:were|is|was) true)?\??|if (?:this (?:is|were|was) )?true,? (?:we )?(?:would|should) (?:also )?see)$/;

const PARTS: readonly (readonly [PartKind, RegExp])[] = [
  [
    'answer',
    /^(?:answer|a|response|reply|because|reason|explanation|finding|antwort|weil|grund|begründung|réponse|raison|parce que|respuesta|porque|resposta|risposta|antwoord|omdat|svar|vastaus|odpowiedź|odpověď|válasz|ответ|потому что|cevap|yanıt|回答|答え|答|答案|답변|답|trả lời|jawaban|إجابة|תשובה) ?\d{0,2}$/,
  ],
  ['would show', WOULD_SHOW],
  ['state', /^(?:state|status|zustand|état|estado|stato|状態|状态)$/],
  [
    'evidence',
    /^(?:(?:supporting |our )?evidence(?: (?:from|of|for|in) .{1,40}| collected| found| analysis)?|proof|data|source|observation|observed|how we know|beleg|belege|beweis|beweise|nachweis|preuves?|éléments? de preuve|evidencias?|pruebas?|evidências?|provas?|evidenz[ae]|prov[ae]|bewijs|bevis|todiste|dowody?|důkazy?|bizonyíték|доказательств[оа]|kanıt|証拠|根拠|エビデンス|证据|證據|증거|근거|bằng chứng|bukti|دليل|ראיות) ?\d{0,2}$/,
  ],
  [
    'cause',
    /^(?:(?:specific |potential |possible |candidate |likely |probable |immediate |direct |proximate |technical |contributing |ursache|intermediate ){0,3}(?:root[ -])?(?:causes?|factors?)(?: candidates?| hypothes[ie]s)?|ursachen?|causas?|oorzaak|orsak|årsag|syy|przyczyna|příčina|ok|причина|原因|원인)$/,
  ],
];

const QUESTION =
  /^(?:questions?|q|q\d|frage|fragen|pregunta|pergunta|domanda|vraag|fråga|spørgsmål|kysymys|pytanie|otázka|kérdés|вопрос|soru|質問|問い|问题|問題|질문|why question|why statement)\??$/;
const BARE_WHY = new RegExp(`^[*_ ]{0,4}¿?${WHY}[*_ ]{0,4}[?？؟]?[*_ ]{0,4}$`, 'iu');
const WHY_AT_START = new RegExp(
  `^[\\s*_¿]{0,8}(?:(?:${SPACED_WHY})(?![\\p{L}\\d])|なぜ|何故|为什么|為什麼|为何|왜)`,
  'iu',
);
const WHY_AT_END = new RegExp(
  `(?:(?<=[.!?;:,…。–—>→*_)-]) {0,2}|^| \\()[*_(]{0,3}¿?${WHY} ?[?？؟][)*_]{0,4}$`,
  'iu',
);
const FIVE_WHYS = new RegExp(
  `(?<![\\p{L}\\d])${FIRST_WORD}[ ×x-]?-?(?:${SPACED_WHY}|なぜ|何故|为什么|為什麼|왜)s?(?![\\p{L}\\d])|(?<![\\p{L}\\d])(?:5|five)[ -]?(?:w|whys?)(?![\\p{L}\\d])|なぜなぜ|5回のなぜ|5 ?why`,
  'iu',
);
