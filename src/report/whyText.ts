import { isBareWhy } from '../whys/words';
import { trimEnd, type Range } from './lines';

/** A question and its answer in one text; either may be missing. */
export interface WhyText {
  readonly question: Range | undefined;
  readonly answer: Range | undefined;
}

/**
 * Splits what one line or paragraph says of a why: `question → answer`, `question? Because answer`, `**question** answer`. Text
 * that is not two asks when it ends with a question mark, and answers otherwise.
 */
export function splitWhy(markdown: string, range: Range): WhyText {
  const text = markdown.slice(range.start, range.end);
  const at = arrow(text) ?? bold(text) ?? questionMark(text);
  const question = at && inside(markdown, { start: range.start, end: range.start + at.end });
  const answer =
    at && inside(markdown, withoutBareWhy(markdown, { start: range.start + at.next, end: range.end }));
  if (question && answer) return { question, answer };
  const whole = inside(markdown, range);
  if (!whole) return { question: undefined, answer: undefined };
  const asks = /[?？؟]$/.test(markdown.slice(whole.start, whole.end));
  return asks ? { question: whole, answer: undefined } : { question: undefined, answer: whole };
}

/** Behind an arrow the question may stand once more: `↳ **Why?** The disk was full.` */
function withoutBareWhy(markdown: string, { start, end }: Range): Range {
  const text = markdown.slice(start, Math.min(end, start + 40));
  const first = /^\s{0,8}[*_]{0,3}¿?[^\s*_?？]{2,14}\s?[?？][*_]{0,3}\s/.exec(text)?.[0];
  return first && isBareWhy(first) && start + first.length < end
    ? { start: start + first.length, end }
    : { start, end };
}

/** Where the question ends and what follows it begins, as offsets into the text. */
interface Split {
  readonly end: number;
  readonly next: number;
}

/** The first arrow outside code, also one whose UTF-8 someone read as Windows-1252 or Mac Roman. */
function arrow(text: string): Split | undefined {
  for (const { index, 0: found } of text.matchAll(
    /`[^`\n]*`|[→⇒➜➔⟶⟹⮕➡👉]|â[†‡]’|‚Üí|↳|<br ?\/?>|\n[ \t]{0,40}(?=[Bb]ecause )|(?<![-=<])[-=]>(?!>)|\n[ \t]{0,40}>[ \t]/gu,
  )) {
    if (!found.startsWith('`')) return { end: index, next: index + found.length };
  }
  return undefined;
}

/** Bold text at the start, and text behind it. */
function bold(text: string): Split | undefined {
  const match = /^\s{0,10}(\*\*|__)[^*_\n]/.exec(text);
  const closing = match?.[1] ? text.indexOf(match[1], match[0].length) : -1;
  if (!match || closing < 0) return undefined;
  const end = closing + 2;
  const gap = /^[ \t]{0,3}(?:[:：.–—-]{1,2}(?=\s))?/.exec(text.slice(end))?.[0].length ?? 0;
  const startsWithWord = /^[\s]/.test(text.slice(end + gap)) || gap > 0;
  return startsWithWord && text.slice(end + gap).trim() ? { end, next: end + gap } : undefined;
}

/** A question mark that a sentence follows. */
function questionMark(text: string): Split | undefined {
  const match = /[?？؟](?:[*_"”»)]{0,3})(?=\s|[—–])|[？]/.exec(text);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  const gap = /^[ \t]{0,3}(?:[:：–—-]{1,2}(?=\s))?/.exec(text.slice(end))?.[0].length ?? 0;
  return text.slice(end + gap).trim() ? { end, next: end + gap } : undefined;
}

/** The part without white space and emphasis around it; undefined where nothing is left. */
export function inside(markdown: string, range: Range): Range | undefined {
  let { start, end } = trimEnd(markdown, range);
  while (start < end && /\s/.test(markdown.charAt(start))) start++;
  for (const mark of ['**', '__', '*', '_']) {
    const isWrapped =
      end - start > 2 * mark.length &&
      markdown.startsWith(mark, start) &&
      markdown.startsWith(mark, end - mark.length) &&
      markdown.indexOf(mark, start + mark.length) === end - mark.length;
    if (isWrapped) return { start: start + mark.length, end: end - mark.length };
  }
  // What began to be bold before it ends here.
  const closing = ['**', '*'].find(
    (mark) =>
      end - start > mark.length && markdown.slice(start, end).indexOf(mark) === end - start - mark.length,
  );
  end -= closing?.length ?? 0;
  return start < end ? { start, end } : undefined;
}
