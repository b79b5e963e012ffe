import { counted } from './countText';
import type { Entry } from './entry';
import { type FrameSpan, spansOf } from './logDocument';
import { readEvent } from './readEvent';
import { compareTimestamps } from './timestamp';

/** What was logged around an entry, to be shown as a document. */
export interface Surroundings {
  readonly title: string;
  /** Where it was asked. */
  readonly source: string;
  /** RFC 3339: the time in the middle. */
  readonly at: string;
  /** The entry's own insert id, where it has one. */
  readonly id?: string | undefined;
  /** In any order. */
  readonly entries: readonly Entry[];
}

/** The text of such a document. Lines count from 1. */
export interface SurroundingsDocument {
  readonly text: string;
  /** Where the entry itself stands; undefined where it is not among those that came. */
  readonly ownLine: number | undefined;
  /** Where the first entry stands. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly frames: readonly FrameSpan[];
}

/** Entries oldest first, one below the other, with the one in question marked; the log's own order helps to read a cause. */
export function renderSurroundings({ title, source, at, id, entries }: Surroundings): SurroundingsDocument {
  const ordered = [...entries].sort((a, b) => compareTimestamps(a.timestamp ?? '', b.timestamp ?? ''));
  const lines = [
    title,
    '',
    `Source     ${source}`,
    `Shown      ${counted(ordered.length, 'entry', 'entries')} around ${at}`,
    '',
  ];
  const firstLine = lines.length + 1;
  const frames: FrameSpan[] = [];
  let ownLine: number | undefined;
  for (const entry of ordered) {
    const isOwn = id === undefined ? entry.timestamp === at : entry.insertId === id;
    if (isOwn) ownLine ??= lines.length + 1;
    const event = readEvent([entry]);
    const shown = event.text.slice(0, MOST_TEXT).trimEnd();
    const [first = '', ...more] = shown.split('\n');
    const head = `${isOwn ? '▶' : ' '} ${entry.timestamp ?? 'no time'}  ${event.severity}  `;
    for (const span of spansOf(event, event.frames, lines.length, shown.length)) {
      const indent = span.line === lines.length + 1 ? head.length : INDENT.length;
      const [startColumn, endColumn] = [span.startColumn + indent, span.endColumn + indent];
      frames.push({ ...span, startColumn, endColumn });
    }
    lines.push(head + first);
    for (const line of more) lines.push(INDENT + line);
  }
  if (ordered.length === 0) lines.push('There are no entries here.');
  return { text: `${lines.join('\n')}\n`, ownLine, firstLine, lastLine: lines.length, frames };
}

const INDENT = '    ';
/** How much of one entry is shown, in characters. */
const MOST_TEXT = 10_000;
