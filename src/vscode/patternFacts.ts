import type * as vscode from 'vscode';
import { thrownAt } from '../frames/thrownAt';
import type { Frame } from '../frames/frame';
import type { LogEvent } from '../logs/event';
import type { Pattern } from '../logs/pattern';
import { inlineCode } from '../report/markdown';
import type { PatternFacts } from '../report/newReport';
import { frameLink, logEvidence } from './evidence';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import { withoutSecrets } from './withoutSecrets';

/** What a report says of a pattern, without secrets, and with links relative to that report. */
export async function patternFacts(
  pattern: Pattern,
  report: vscode.Uri,
  logs: PulledLogs,
  places: Places,
): Promise<PatternFacts> {
  const newest = pattern.newest[0];
  const frame = newest && (await ownFrame(newest, places));
  const commit = newest?.commit ? ` at ${inlineCode(newest.commit.slice(0, 7))}` : '';
  return {
    key: pattern.key,
    source: logs.sourceIds.join(' '),
    title: withoutSecrets(pattern.title),
    error: withoutSecrets(newest?.title ?? pattern.title),
    severity: pattern.severity,
    count: pattern.count,
    isExact: pattern.isExact,
    ...windowOf(logs),
    firstSeen: pattern.firstSeen,
    lastSeen: pattern.lastSeen,
    services: pattern.services,
    revisions: pattern.revisions,
    ...(pattern.environment ? { environment: pattern.environment } : {}),
    ...(frame ? { location: `${await frameLink(report, frame, newest, places)}${commit}` } : {}),
    evidence: newest ? [logEvidence(newest, logs)] : [],
  };
}

/** How long the logs are that the counts are from. */
function windowOf({ lastPull }: PulledLogs): { windowHours?: number } {
  const times = lastPull?.sources.flatMap(({ firstTime, lastTime }) => [
    Date.parse(firstTime),
    Date.parse(lastTime),
  ]);
  const known = times?.filter((time) => !Number.isNaN(time)) ?? [];
  if (known.length === 0) return {};
  return { windowHours: Math.max(1, Math.round((Math.max(...known) - Math.min(...known)) / 3_600_000)) };
}

/** The frame nearest to where the error was thrown that is code of this workspace; else the nearest of no library. */
async function ownFrame(event: LogEvent, places: Places): Promise<Frame | undefined> {
  const frames = thrownAt(event.text, event.frames);
  for (const frame of frames) {
    if (await places.sure(frame, event)) return frame;
  }
  return frames.find((frame) => !frame.library);
}
