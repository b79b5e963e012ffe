import { asksWhyOfItself, isBareWhy, startsWithWhy, withoutWhyAtEnd } from '../whys/words';
import type { Range } from './lines';
import type { FoundWhy } from './otherWhy';
import type { Slot } from './ranges';

/**
 * A chain of lines that ask and answer in turn: `It broke. Why?`, `The disk was full. Why?`, or questions each with its answer
 * on the line below. A line that only asks why, or is an arrow, belongs to the one above. Fewer than two are no chain.
 */
export function readWhyLines(markdown: string, lines: readonly Range[]): FoundWhy[] {
  const whys: FoundWhy[] = [];
  let open: { readonly question: Slot | undefined; readonly whole: Range } | undefined;
  let last: Range | undefined;
  let asked = 0;
  for (const line of lines) {
    const text = markdown.slice(line.start, line.end);
    const words = text.replace(ARROWS, '').trim();
    if (words === '') continue;
    if (isBareWhy(words)) {
      asked++;
      open ??= last && { question: whys.length === 0 ? slot(markdown, last) : undefined, whole: last };
      continue;
    }
    const asksItself = asksWhyOfItself(text);
    const again = asksItself ? undefined : questionAtEnd(text);
    if (open && again !== undefined) {
      const end = line.start + again;
      whys.push({
        named: undefined,
        ...open,
        answer: slot(markdown, line, text.slice(0, again)),
        whole: line,
      });
      open = { question: slot(markdown, { start: end, end: line.end }), whole: line };
      asked++;
      last = line;
      continue;
    }
    const isQuestion = asksItself || /[?？؟][*_]{0,3}$/.test(text);
    const statement = asksItself ? withoutWhyAtEnd(text) : text;
    if (open && (asksItself || !isQuestion)) {
      whys.push({ named: undefined, ...open, answer: slot(markdown, line, statement), whole: line });
      open = undefined;
    }
    if (isQuestion) {
      asked++;
      if (open) whys.push({ named: undefined, ...open });
      const isAnswerToo = whys.at(-1)?.whole === line;
      open = { question: isAnswerToo ? undefined : slot(markdown, line), whole: line };
    }
    last = line;
  }
  if (open && (open.question || asked > whys.length)) whys.push({ named: undefined, ...open });
  return asked < 2 ? [] : whys;
}

/** Where the question begins that a statement ends with: `It changed. Why did we not know?` */
function questionAtEnd(text: string): number | undefined {
  if (!/[?？؟][*_)]{0,3}$/.test(text)) return undefined;
  const behind = Math.max(...['. ', '! ', '; ', '。'].map((mark) => text.lastIndexOf(mark) + mark.length));
  const sentence = text.slice(behind).trimStart();
  return behind > 2 && startsWithWhy(sentence) ? text.length - sentence.length : undefined;
}

/** What leads from one line to the next. */
const ARROWS = /^[\s>*•·→⇒↓⬇▼|│└├─↳+-]{0,40}/;

/** The line without what leads to it, or the beginning of it that says `statement`. */
function slot(markdown: string, line: Range, statement?: string): Slot | undefined {
  const text = statement ?? markdown.slice(line.start, line.end);
  const lead = ARROWS.exec(text)?.[0].length ?? 0;
  const said = text.slice(lead).trimEnd();
  const start = line.start + lead;
  return said ? { range: { start, end: start + said.length }, text: said } : undefined;
}
