import type { Frame } from '../frames/frame';
import { countText, counted } from './countText';
import type { LogEvent } from './event';
import { newerThan, olderThan, type LogPage, type LogWindow } from './logWindow';
import type { Pattern, PatternRequest } from './pattern';
import { sparkline, sparklineSpan } from './sparkline';

/** The text of a log document and what stands where in it. Lines count from 1, columns are UTF-16 offsets from 0. */
export interface LogDocument {
  readonly text: string;
  /** In the order of the text: those of the page, newest first, then single ones that are worth a look. */
  readonly events: readonly EventLines[];
  readonly frames: readonly FrameSpan[];
  /** Where the way to newer events is offered, and which they are. */
  readonly newer?: WindowLine;
  readonly older?: WindowLine;
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

export interface WindowLine {
  readonly line: number;
  readonly window: LogWindow;
}

/** Every event starts with a line that starts so; the grammar in `syntaxes` knows it too. */
const EVENT_MARK = '── ';

/** How much of one event is shown, in characters: a document of `SAMPLES` events stays one that an editor likes. */
const MOST_TEXT = 50_000;
/** How many revisions are named, and how many show an event of theirs. */
const MOST_REVISIONS = 20;
const MOST_REVISION_SAMPLES = 5;
const MOST_TRACES = 3;

/**
 * A pattern as a document: what it is, then a page of its events; the newest, unless another page is handed in.
 * @param framesOf the frames of an event's text, where they are known better than the event knows them
 */
export function renderPattern(
  pattern: Pattern,
  sources: readonly string[],
  page: LogPage = { events: pattern.newest },
  framesOf: (event: LogEvent) => readonly Frame[] = ({ frames }) => frames,
): LogDocument {
  const writing = new Writing(framesOf);
  writing.line(pattern.title);
  writing.line('');
  for (const [name, value] of facts(pattern, sources, page)) writing.line(`${name.padEnd(10)} ${value}`);
  const newerLine = writing.lineCount + 2; // the head of the first event, below an empty line
  for (const event of page.events) writing.event(event);
  if (page.events.length === 0) writing.line('', `There are no ${sideOf(page)} entries in these logs.`);
  const older = olderThan(page, pattern.isExact ? pattern.count : Infinity);
  const newer = newerThan(page);
  if (older) writing.line('', '…');
  const olderLine = writing.lineCount;
  for (const [event, why] of page.window ? [] : singles(pattern)) writing.event(event, why);
  return {
    ...writing.document(),
    ...(older && { older: { line: olderLine, window: older } }),
    ...(newer && { newer: { line: newerLine, window: newer } }),
  };
}

/** A document while it is written. */
class Writing {
  readonly #lines: string[] = [];
  readonly #events: EventLines[] = [];
  readonly #frames: FrameSpan[] = [];

  readonly #framesOf: (event: LogEvent) => readonly Frame[];

  constructor(framesOf: (event: LogEvent) => readonly Frame[]) {
    this.#framesOf = framesOf;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** @param why what is special about it */
  event(event: LogEvent, why = ''): void {
    this.line('', EVENT_MARK + eventHeader(event, why));
    const firstLine = this.lineCount;
    const text = shownText(event.text);
    this.#frames.push(...spansOf(event, this.#framesOf(event), firstLine, text.length));
    for (const line of text.split('\n')) this.#lines.push(line);
    if (text.length < event.text.length) {
      this.line(`… and ${counted(event.text.length - text.length, 'character')} more`);
    }
    this.#events.push({ event, firstLine, lastLine: this.lineCount });
  }

  document(): LogDocument {
    return { text: `${this.#lines.join('\n')}\n`, events: this.#events, frames: this.#frames };
  }
}

/** The start of a long text, up to the end of a line where there is one. */
function shownText(text: string): string {
  if (text.length <= MOST_TEXT) return text;
  const end = text.lastIndexOf('\n', MOST_TEXT);
  return text.slice(0, end > 0 ? end : MOST_TEXT);
}

/** Events that are not among the newest and worth a look all the same. */
function singles(pattern: Pattern): [LogEvent, why: string][] {
  const shown = new Set(pattern.newest.map(({ id }) => id));
  const found: [LogEvent, string][] = [];
  const offer = (event: LogEvent | undefined, why: string): void => {
    if (!event || shown.has(event.id)) return;
    shown.add(event.id);
    found.push([event, why]);
  };
  for (const { name, sample } of pattern.revisions) {
    if (found.length < MOST_REVISION_SAMPLES) offer(sample, `also in ${name}`);
  }
  offer(pattern.oldest, 'the oldest');
  return found;
}

function facts(pattern: Pattern, sources: readonly string[], page: LogPage): [name: string, value: string][] {
  const services = pattern.services.join(', ');
  const trend = sparkline(pattern.series);
  const all: [string, string][] = [
    [
      'Seen',
      `${times(pattern)}, ${pattern.firstSeen || 'time unknown'} to ${pattern.lastSeen || 'time unknown'}`,
    ],
    ['Trend', trend && `${trend}  ${sparklineSpan(pattern.series)}`],
    ['Severity', pattern.severity],
    ['Service', pattern.environment && services ? `${services} in ${pattern.environment}` : services],
    ['Revision', some(pattern.revisions.map(revisionText), MOST_REVISIONS)],
    ['Request', pattern.requests.map(requestText).join(', ')],
    ['Trace', some(pattern.traces.map(traceName), MOST_TRACES)],
    ['Grouped', `because ${pattern.because}`],
    ['Source', sources.join(', ')],
    ['Shown', shownFact(pattern, page)],
  ];
  return all.filter(([, value]) => value !== '');
}

/** A request and how it is known to belong to the pattern: `GET /ws → 500 (27), same trace`. */
export function requestText({ method, route, status, count, tie }: PatternRequest): string {
  const how = { own: '', trace: ', same trace', likely: ', likely' }[tie];
  return `${method} ${route} → ${status} (${countText(count)})${how}`;
}

/** A trace without the project that it is in: `projects/p/traces/4bf9…` is `4bf9…`. */
export function traceName(trace: string): string {
  return trace.slice(trace.lastIndexOf('/') + 1);
}

function some(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${countText(more)} more` : names.join(', ');
}

function times({ count, isExact }: Pattern): string {
  return count === 1 && isExact ? 'once' : `${countText(count, isExact)} times`;
}

function revisionText(revision: Pattern['revisions'][number]): string {
  const commit = revision.commit ? ` at ${revision.commit.slice(0, 7)}` : '';
  return `${revision.name}${commit} (${countText(revision.count)})`;
}

function shownFact(pattern: Pattern, { events, window }: LogPage): string {
  const of = countText(pattern.count, pattern.isExact);
  if (window) {
    const [side, { timestamp }] =
      'before' in window ? (['older', window.before] as const) : (['newer', window.after] as const);
    return `${countText(events.length)} of ${of}, ${side} than ${timestamp || 'the time that is unknown'}`;
  }
  if (pattern.isExact && events.length >= pattern.count) return 'all, newest first';
  return `the newest ${countText(events.length)} of ${of}`;
}

function sideOf({ window }: LogPage): string {
  return window ? ('before' in window ? 'older' : 'newer') : 'such';
}

function eventHeader(event: LogEvent, why: string): string {
  const id = event.entries[0]?.insertId;
  return [event.timestamp || 'no time', event.severity, event.revision, id, why].filter(Boolean).join('  ');
}

/** The frames in the first so many characters of an event whose header stands on `headerLine`. */
export function spansOf(
  event: LogEvent,
  frames: readonly Frame[],
  headerLine: number,
  shownLength: number,
): FrameSpan[] {
  const found: FrameSpan[] = [];
  let line = headerLine + 1;
  let lineStart = 0;
  for (const frame of frames) {
    if (frame.start >= shownLength) break;
    for (let next = event.text.indexOf('\n', lineStart); next >= 0 && next < frame.start;) {
      lineStart = next + 1;
      line++;
      next = event.text.indexOf('\n', lineStart);
    }
    const lineEnd = event.text.indexOf('\n', lineStart);
    const end = Math.min(frame.end, lineEnd < 0 ? shownLength : lineEnd);
    found.push({ event, frame, line, startColumn: frame.start - lineStart, endColumn: end - lineStart });
  }
  return found;
}
