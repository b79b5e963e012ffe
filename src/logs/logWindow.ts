import type { LogEvent } from './event';
import { SAMPLES } from './pattern';

/** Where an event stands among those of its pattern, which are ordered by time and then by id. */
export interface EventMark {
  readonly timestamp: string;
  readonly id: string;
}

/** Which events of a pattern a log document shows, `SAMPLES` at most: those next to a mark. Without one, the newest. */
export type LogWindow = { readonly before: EventMark } | { readonly after: EventMark };

/** Events of a pattern, newest first, as far as a document shows them. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  /** Undefined for the newest. */
  readonly window?: LogWindow;
}

/** What follows a page towards older events; undefined where nothing does. `count` is that of the whole pattern. */
export function olderThan({ events, window }: LogPage, count: number): LogWindow | undefined {
  const last = events.at(-1);
  if (!last) return undefined;
  const isMore = window ? 'after' in window || events.length >= SAMPLES : events.length < count;
  return isMore ? { before: markOf(last) } : undefined;
}

/** What follows a page towards newer events; undefined at the newest. */
export function newerThan({ events, window }: LogPage): LogWindow | undefined {
  const [first] = events;
  if (!first || !window) return undefined;
  return 'before' in window || events.length >= SAMPLES ? { after: markOf(first) } : undefined;
}

/** The query of a log document's URI: the pattern's key, and the window that the document shows. */
export function writeLogQuery(key: string, window?: LogWindow): string {
  if (!window) return key;
  const [side, { timestamp, id }] =
    'before' in window ? (['before', window.before] as const) : (['after', window.after] as const);
  return `${key}&${String(
    new URLSearchParams([
      [side, timestamp],
      ['id', id],
    ]),
  )}`;
}

/** What a URI's query says; whatever else it holds, as links may, is passed over. */
export function readLogQuery(query: string): { readonly key: string; readonly window?: LogWindow } {
  const [key = ''] = query.split('&', 1);
  const members = new URLSearchParams(query.slice(key.length));
  const id = members.get('id') ?? '';
  const before = members.get('before');
  const after = members.get('after');
  if (before !== null) return { key, window: { before: { timestamp: before, id } } };
  if (after !== null) return { key, window: { after: { timestamp: after, id } } };
  return { key };
}

function markOf({ timestamp, id }: LogEvent): EventMark {
  return { timestamp, id };
}
