import type { Mutable } from '../frames/mutable';
import type { Severity } from './entry';
import { readSeverity } from './severity';
import { readTimestamp } from './timestamp';

/** What stands before the message in a line of a text log. */
export interface Header {
  /** Undefined where the line has none, or one without a date that could not be completed. */
  readonly timestamp?: string;
  readonly severity?: Severity;
  /** Where the message starts in the line: a UTF-16 offset. */
  readonly end: number;
}

/**
 * Reads the time and the level at the start of a line, as loggers of all languages write them. Undefined when the line
 * starts with neither: such a line belongs to the one before it. `now` completes times without a year (syslog): the
 * latest year in which they have passed.
 */
export function readHeader(line: string, now?: Date): Header | undefined {
  const head = line.slice(0, HEAD_CHARS);
  const time = readTime(head, now);
  const level = readLevelWord(head, time?.end ?? 0, time !== undefined);
  if (!time && !level) return undefined;
  const end = skipSeparators(head, level?.end ?? time?.end ?? 0);
  const late = time?.timestamp ? undefined : readTime(head.slice(end), now);
  const timestamp = time?.timestamp ?? late?.timestamp;
  const header: Mutable<Header> = { end: late ? skipSeparators(head, end + late.end) : end };
  if (timestamp !== undefined) header.timestamp = timestamp;
  if (level) header.severity = level.severity;
  return header;
}

/** A header is short; what stands behind is not looked at. */
const HEAD_CHARS = 200;

interface TimeShape {
  readonly shape: RegExp;
  readonly read: (match: RegExpExecArray, now?: Date) => string | undefined;
}

/** The ways in which a line starts with a time, the most telling first. */
const TIME_SHAPES: readonly TimeShape[] = [
  // 2025-01-07T15:42:02.118Z   [2025-01-07 15:42:02,118]   2025/01/07 15:42:02   time="2025-01-07T15:42:02Z"
  {
    shape:
      /^(?:\[|\(|time=|ts=|timestamp=)?"?(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d)\b)?)[\])"]?/,
    read: (match) => readTimestamp(match[1]),
  },
  // [Tue Jan 07 15:42:02.118 2025]   (Apache)
  {
    shape: /^\[?[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?) (\d{4})\]?/,
    read: ([, month, day, time, year]) => dated(Number(year), monthNumber(month), day, time),
  },
  // Jan  7 15:42:02   (syslog)
  {
    shape: /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?= )/,
    read: ([, month, day, time], now) => passed(now, monthNumber(month), day, time),
  },
  // E0107 15:42:02.118000 1 server.go:12] message   (glog, klog)
  {
    shape: /^(?=[IWEF]\d{4} )[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{1,9})(?= )/,
    read: ([, month, day, time], now) => passed(now, month, day, time),
  },
  // 10.0.0.7 - - [07/Jan/2025:15:42:02 +0000] "GET /ws HTTP/1.1" 500 21   (access logs)
  {
    shape:
      /^[\w.:-]{1,60} \S{1,60} \S{1,60} \[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\]/,
    read: ([, day, month, year, time, zone]) => dated(Number(year), monthNumber(month), day, time, zone),
  },
  // 15:42:02.118 [main] ERROR …   (logback's default)
  { shape: /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?=\s)/, read: () => undefined },
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function readTime(head: string, now?: Date): { timestamp: string | undefined; end: number } | undefined {
  for (const { shape, read } of TIME_SHAPES) {
    const match = shape.exec(head);
    if (!match) continue;
    return { timestamp: read(match, now), end: match[0].length };
  }
  return undefined;
}

function monthNumber(name = ''): string {
  return String(MONTHS.indexOf(name) + 1);
}

function dated(year: number, month = '', day = '', time = '', zone = 'Z'): string | undefined {
  if (month === '0') return undefined;
  return readTimestamp(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}${zone}`);
}

/** A time without a year, in the latest year in which it has passed; a day is allowed for zones. */
function passed(now: Date | undefined, month = '', day = '', time = ''): string | undefined {
  if (!now) return undefined;
  const thisYear = dated(now.getUTCFullYear(), month, day, time);
  const isAhead = thisYear !== undefined && Date.parse(thisYear) > now.getTime() + 86_400_000;
  return isAhead ? dated(now.getUTCFullYear() - 1, month, day, time) : thisYear;
}

interface LevelWord {
  readonly severity: Severity;
  readonly end: number;
}

/** `ERROR:`, `[error]`, `error: `, `level=error`, at the start of a line without a time. */
const LEVEL_FIRST =
  /^(?:\[([A-Za-z]{3,11})\]|([A-Z]{3,11})(?=[:\s\]|])|(trace|debug|info|warn|warning|error|fatal|critical)(?=: )|level=([a-z]{4,8})\b)/;
const GLOG_LEVELS: Readonly<Record<string, Severity>> = {
  I: 'INFO',
  W: 'WARNING',
  E: 'ERROR',
  F: 'CRITICAL',
};

function readLevelWord(head: string, start: number, hasTime: boolean): LevelWord | undefined {
  if (!hasTime) {
    const match = LEVEL_FIRST.exec(head);
    const severity = readSeverity(match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4]);
    return match && severity ? { severity, end: match[0].length } : undefined;
  }
  const glog = /^[IWEF]\d{4} /.test(head) ? GLOG_LEVELS[head.charAt(0)] : undefined;
  if (glog) return { severity: glog, end: Math.max(start, head.indexOf('] ')) };
  return levelAmongNames(head, start);
}

/** How many names (logger, thread, host, process) may stand between the time and the level. */
const MAX_NAMES = 7;

/**
 * The level behind the time, past the names that loggers put before it: punctuation, `[thread]`, `app.module`, a name
 * between separators. Stops at the first word of a sentence, so that "Got ERROR from upstream" has no level.
 */
function levelAmongNames(head: string, start: number): LevelWord | undefined {
  const words = /[^\s|]+|\|/g;
  words.lastIndex = start;
  let separated = false;
  for (let names = 0; names < MAX_NAMES; names++) {
    const match = words.exec(head);
    if (!match) return undefined;
    const word = match[0];
    const level = /^[[<(]?(?:level=)?([A-Za-z]{3,11})[\]>):,]*$/.exec(word)?.[1];
    const loud = level !== undefined && (level === level.toUpperCase() || /^[[<(]|^level=/.test(word));
    const severity = loud || separated || names === 0 ? readSeverity(level) : undefined;
    if (severity) return { severity, end: words.lastIndex };
    const isSeparator = /^[-–—|:]+$/.test(word);
    if (!isSeparator && !separated && !isName(word)) return undefined;
    separated = isSeparator;
  }
  return undefined;
}

/** Whether a word is rather a logger, thread, process or file than prose. */
function isName(word: string): boolean {
  return /^[[(<{]|[\])>}]$|^\d+$|[\w\]][.:/_[-]\w/.test(word);
}

function skipSeparators(head: string, start: number): number {
  let end = start;
  while (end < head.length && ' \t:|-–—]'.includes(head.charAt(end))) end++;
  return end;
}
