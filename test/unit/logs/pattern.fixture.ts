import type { LogEvent } from '../../../src/logs/event';
import type { Pattern, Revision } from '../../../src/logs/pattern';

/** A pattern with what a test says of it; the rest is plain. */
export function pattern(of: Partial<Pattern> & Pick<Pattern, 'key'>): Pattern {
  const { key } = of;
  return {
    keys: [key],
    title: `Title of ${key}`,
    because: 'same message',
    severity: 'ERROR',
    count: 1,
    isExact: true,
    firstSeen: '2025-03-01T10:00:00Z',
    lastSeen: '2025-03-01T10:00:00Z',
    services: [],
    revisions: [],
    series: { startMs: 0, bucketMs: 1, counts: [] },
    requests: [],
    traces: [],
    newest: [],
    ...of,
  };
}

/** A revision that was first seen on one day of March 2025 and last on another. */
export function revision(name: string, firstDay: number, lastDay = firstDay, count = 1): Revision {
  return { name, count, firstSeen: timeOn(firstDay), lastSeen: timeOn(lastDay) };
}

export function timeOn(day: number): string {
  return `2025-03-${String(day).padStart(2, '0')}T10:00:00Z`;
}

/** An event with what a test says of it. */
export function event(of: Partial<LogEvent> & Pick<LogEvent, 'id'>): LogEvent {
  return {
    timestamp: timeOn(1),
    severity: 'ERROR',
    title: 'Failed',
    headline: 'Failed',
    text: 'Failed',
    frames: [],
    entries: [],
    ...of,
  };
}
