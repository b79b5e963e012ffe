import { lineEnd, linesIn, trimEnd, type Range } from './lines';

/** A line that begins with a bold label, `**Name:** text`, and the lines of its paragraph that go on with it. */
export interface Labelled {
  /** Without the colon. */
  readonly name: string;
  /** The label with its asterisks. */
  readonly label: Range;
  /** From behind the label to the end of the text, without white space at its end. */
  readonly text: Range;
}

/** The labelled lines of a paragraph; lines before the first label are left out. */
export function labelledLines(markdown: string, paragraph: Range): Labelled[] {
  const found: Labelled[] = [];
  for (const line of linesIn(markdown, paragraph)) {
    const labelled = labelAt(markdown, line);
    const last = found.at(-1);
    if (labelled) found.push(labelled);
    else if (last)
      found[found.length - 1] = { ...last, text: trimEnd(markdown, { ...last.text, end: line.end }) };
  }
  return found;
}

/**
 * The label that a block begins with, and the rest of the block; the colon stands before or behind the asterisks, or behind an aside in parentheses.
 */
export function labelAt(markdown: string, { start, end }: Range): Labelled | undefined {
  const firstLine = markdown.slice(start, Math.min(lineEnd(markdown, start), end));
  const match = /^ {0,3}\*\*([^*:：]+)(?:[:：][ \t]*\*\*|\*\*(?: ?\([^()]{0,80}\))?[ \t]*[:：])/.exec(
    firstLine,
  );
  const name = match?.[1]?.trim();
  if (!match || !name) return undefined;
  const labelEnd = start + match[0].length;
  return {
    name,
    label: { start: start + match[0].indexOf('*'), end: labelEnd },
    text: trimEnd(markdown, { start: labelEnd, end: Math.max(end, labelEnd) }),
  };
}
