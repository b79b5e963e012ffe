import { countText } from '../logs/countText';
import type { Severity } from '../logs/entry';
import { shortTime } from '../logs/shortTime';
import type { PullResult } from './pull';

/** What the view says of the last pull: source, time range, entries, and how many were left out and why. */
export function pullSummary({ sources, patterns, cancelled }: PullResult, minimumSeverity: Severity): string {
  const sum = (count: (source: PullResult['sources'][number]) => number) =>
    sources.reduce((total, source) => total + count(source), 0);
  const times = sources
    .flatMap(({ firstTime, lastTime }) => [firstTime, lastTime])
    .filter(Boolean)
    .sort();
  const range =
    times.length > 0 ? `${shortTime(times[0] ?? '')} to ${shortTime(times.at(-1) ?? '')} UTC` : '';
  const read = sum((source) => source.entryCount);
  const leftOut = sum((source) => source.leftOutCount);
  const bad = sum((source) => source.badCount);
  const facts = [
    sources.map((source) => source.label).join(', '),
    range,
    `${countText(read)} ${read === 1 ? 'entry' : 'entries'} read`,
    leftOut > 0 && `${countText(leftOut)} below ${minimumSeverity} left out`,
    bad > 0 && `${countText(bad)} unreadable (Show Unreadable Records)`,
    patterns.unlistedCount > 0 &&
      `${countText(patterns.unlistedCount)} in too many different errors to be listed`,
  ];
  const nothing = patterns.eventCount === 0 ? 'No errors in this log. ' : '';
  const cut = cancelled ? 'Stopped before the end. ' : '';
  return nothing + cut + facts.filter(Boolean).join(' · ');
}
