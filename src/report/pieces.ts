import { isBlankLine, nextLine, type Range } from './lines';

/**
 * The text in pieces, each of whole lines, such that no block spans two, but for fenced code and HTML that is still open where a
 * piece ends. A piece begins behind a blank line with what continues no list and no footnote: with text at the start of the line
 * that is no item; or with a footnote behind another.
 */
export function piecesOf(text: string): Range[] {
  const pieces: Range[] = [];
  let start = 0;
  let isFootnote = FOOTNOTE.test(text.slice(0, LONGEST_MARKER));
  for (let line = nextLine(text, 0), isBehindBlank = isBlankLine(text, 0); line < text.length;) {
    const lead = text.slice(line, line + LONGEST_MARKER);
    const begins = (isFootnote && FOOTNOTE.test(lead)) || (isBehindBlank && !CONTINUES.test(lead));
    if (begins) {
      pieces.push({ start, end: line });
      start = line;
      isFootnote = FOOTNOTE.test(lead);
    } else isFootnote &&= IN_FOOTNOTE.test(lead);
    isBehindBlank = isBlankLine(text, line);
    line = nextLine(text, line);
  }
  if (start < text.length) pieces.push({ start, end: text.length });
  return pieces;
}

const LONGEST_MARKER = 100;
/** A line that goes on with a footnote, whatever it says. */
const IN_FOOTNOTE = /^(?: {4}|\t|[ \t]*(?:[\r\n]|$))/;
const FOOTNOTE = /^\[\^[\w-]{1,80}\]:/;

/** A blank line, an indented one, an item of a list; or a byte order mark, which the parser would pass over at the start of a piece. */
const CONTINUES = /^(?:[ \t\r\n\uFEFF]|[*+-](?:[ \t\r\n]|$)|\d{1,9}[.)](?:[ \t\r\n]|$))/;
