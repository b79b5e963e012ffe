import type { Shape } from './shapes';

/** The source that stands below a frame, with its line number where that stands there. */
export interface Quoted {
  /** Counted from 1. */
  readonly line?: number;
  /** Trimmed. */
  readonly source: string;
}

/**
 * What a trace quotes below the frame that starts in column `formStart` (from 0) of line `index` (from 0); undefined where it
 * quotes nothing.
 */
export function quotedBelow(
  lines: readonly string[],
  index: number,
  { quotes, arrow }: Shape,
  formStart: number,
): Quoted | undefined {
  if (quotes) return indentedBelow(lines, index, formStart);
  return arrow ? atArrow(lines, index) : undefined;
}

/** What stands behind this in a line is not looked at, in characters. */
const lineLimit = 8_000;

/**
 * The source line that Python prints below a frame, indented deeper than the frame; none where the next line is a frame or the
 * exception. A log prefix on both lines (`[12:00:01] ERROR `) is passed over when it differs in digits alone.
 */
function indentedBelow(lines: readonly string[], index: number, frameAt: number): Quoted | undefined {
  const prefix = (lines[index] ?? '').slice(0, frameAt);
  const below = (lines[index + 1] ?? '').slice(0, lineLimit);
  const sameStart = below.startsWith(prefix) || masked(below.slice(0, frameAt)) === masked(prefix);
  if (!sameStart || !/^\s+\S/.test(below.slice(frameAt))) return undefined;
  const source = below.slice(frameAt).trim();
  return /^[~^ ]+$/.test(source) ? undefined : { source };
}

function masked(prefix: string): string {
  return prefix.replace(/\d/g, '0');
}

/** The line at which IPython's arrow points (`---> 12 code`), within the block below a frame. */
function atArrow(lines: readonly string[], index: number): Quoted | undefined {
  for (const line of lines.slice(index + 1, index + arrowBlockLines)) {
    const arrow = /^-+> ?(?<line>\d{1,7})\s(?<source>.*)$/.exec(line.slice(0, lineLimit));
    if (arrow)
      return { line: Number(arrow.groups?.['line']), source: (arrow.groups?.['source'] ?? '').trim() };
    if (/^\S/.test(line)) return undefined;
  }
  return undefined;
}

/** IPython shows five lines around the arrow by default; a statement of many lines shows more. */
const arrowBlockLines = 40;
