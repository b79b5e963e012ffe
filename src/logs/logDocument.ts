import type { Frame } from '../frames/frame';
import type { LogEvent } from './event';
import type { Pattern } from './pattern';

/** The text of a log document and what stands where in it. Lines count from 1, columns are UTF-16 offsets from 0. */
export interface LogDocument {
  readonly text: string;
  /** In the order of the text, newest first. */
  readonly events: readonly EventLines[];
  readonly frames: readonly FrameSpan[];
}

export interface EventLines {
  readonly event: LogEvent;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Where a frame is written; a frame never spans lines here. */
export interface FrameSpan {
  readonly event: LogEvent;
  readonly frame: Frame;
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** Every event starts with a line that starts so; the grammar in `syntaxes` knows it too. */
const EVENT_MARK = '── ';

/** A pattern as a document: what it is, then its newest events. */
export function renderPattern(pattern: Pattern, sources: readonly string[]): LogDocument {
  const lines = [
    pattern.title,
    '',
    ...facts(pattern, sources).map(([name, value]) => `${name.padEnd(10)} ${value}`),
  ];
  const events: EventLines[] = [];
  const frames: FrameSpan[] = [];
  for (const event of pattern.newest) {
    lines.push('', EVENT_MARK + eventHeader(event));
    const firstLine = lines.length;
    frames.push(...spans(event, firstLine));
    lines.push(...event.text.split('\n'));
    events.push({ event, firstLine, lastLine: lines.length });
  }
  return { text: `${lines.join('\n')}\n`, events, frames };
}

function facts(pattern: Pattern, sources: readonly string[]): [name: string, value: string][] {
  const shown = pattern.newest.length;
  const services = pattern.services.join(', ');
  const all: [string, string][] = [
    [
      'Seen',
      `${times(pattern.count)}, ${pattern.firstSeen || 'time unknown'} to ${pattern.lastSeen || 'time unknown'}`,
    ],
    ['Severity', pattern.severity],
    ['Service', pattern.environment && services ? `${services} in ${pattern.environment}` : services],
    ['Revision', pattern.revisions.map(revisionText).join(', ')],
    ['Grouped', `because ${pattern.because}`],
    ['Source', sources.join(', ')],
    ['Shown', shown < pattern.count ? `the newest ${shown} of ${pattern.count}` : 'all, newest first'],
  ];
  return all.filter(([, value]) => value !== '');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function revisionText(revision: Pattern['revisions'][number]): string {
  const commit = revision.commit ? ` at ${revision.commit.slice(0, 7)}` : '';
  return `${revision.name}${commit} (${revision.count})`;
}

function eventHeader(event: LogEvent): string {
  const id = event.entries[0]?.insertId;
  return [event.timestamp || 'no time', event.severity, event.revision, id].filter(Boolean).join('  ');
}

/** The frames of an event, when the event's header stands on `headerLine`. */
function spans(event: LogEvent, headerLine: number): FrameSpan[] {
  const found: FrameSpan[] = [];
  let line = headerLine + 1;
  let lineStart = 0;
  for (const frame of event.frames) {
    for (let next = event.text.indexOf('\n', lineStart); next >= 0 && next < frame.start;) {
      lineStart = next + 1;
      line++;
      next = event.text.indexOf('\n', lineStart);
    }
    const lineEnd = event.text.indexOf('\n', lineStart);
    const end = lineEnd < 0 ? frame.end : Math.min(frame.end, lineEnd);
    found.push({ event, frame, line, startColumn: frame.start - lineStart, endColumn: end - lineStart });
  }
  return found;
}
