import { counted, countText } from '../logs/countText';
import type { Search } from './source';

/** How far a search has come, in words: "searched back to 03:12, 4,000 entries, 6 of 20 calls". */
export function searchText(
  { callCount, callLimit, entryCount, reached, wait }: Search,
  nowMs: number,
): string {
  const facts = [
    reached !== undefined && `searched back to ${timeText(reached, nowMs)}`,
    counted(entryCount, 'entry', 'entries'),
    `${countText(callCount)} of ${counted(callLimit, 'call')}`,
    wait && `${wait.why}: waiting ${Math.ceil(wait.ms / 1000)} s`,
  ];
  return facts.filter(Boolean).join(', ');
}

/** How long ago a time was, in words: "just now", "5 min ago", "3 h ago", "2 days ago". */
export function ageText(atMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** The time of an RFC 3339 text in UTC, with its day where that is not today. */
function timeText(time: string, nowMs: number): string {
  const isToday = time.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10);
  return isToday ? time.slice(11, 16) : time.slice(0, 16).replace('T', ' ');
}
