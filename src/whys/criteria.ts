import type { Criterion } from './analysis';

/** A criterion in a text, and where the sign in its box stands: an offset. */
export interface BoxedCriterion extends Criterion {
  readonly box: number;
}

/** The check boxes of a Markdown text, `- [ ] No error for 24 h`, but for those in fenced code; in the text's order. */
export function criteriaIn(text: string): BoxedCriterion[] {
  const found: BoxedCriterion[] = [];
  let fence: string | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const mark = /^ {0,40}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const box = fence === undefined ? BOX.exec(line) : null;
    const [all = '', lead = '', sign = ''] = box ?? [];
    if (box) {
      found.push({
        text: line.slice(all.length).trim(),
        isMet: sign !== ' ',
        box: offset + lead.length,
      });
    }
    offset += line.length + 1;
  }
  return found;
}

/** The text with the tick of one of its criteria set or taken; the same text where there is no such one. */
export function withBox(text: string, criterion: number, isMet: boolean): string {
  const found = criteriaIn(text)[criterion];
  if (!found || found.isMet === isMet) return text;
  return `${text.slice(0, found.box)}${isMet ? 'x' : ' '}${text.slice(found.box + 1)}`;
}

const BOX = /^([ \t]{0,40}(?:[*+-]|\d{1,9}[.)])[ \t]{1,4}\[)([ xX])\](?=[ \t])/;
