import type { Mutable } from '../frames/mutable';
import { remembering } from '../frames/remembering';
import type { Severity } from './entry';
import { readSeverity, readSeverityWord } from './severity';
import { readTimestamp } from './timestamp';
import { readTime } from './timeShapes';

/** What stands before the message in a line of a text log. */
export interface Header {
  /** Undefined where the line has none, or one without a date that could not be completed. */
  readonly timestamp?: string;
  readonly severity?: Severity;
  /** Whether it has a time at all, if only that of the day. */
  readonly isTimed: boolean;
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
  const paired = time?.timestamp === undefined ? pairedTime(line) : undefined;
  if (!time && !level && paired === undefined) return undefined;
  const separators = skipSeparators(head, level?.end ?? time?.end ?? 0);
  const end = separators + (SPRING.exec(head.slice(separators))?.[0].length ?? 0);
  const named = time ? end : end + (THREAD.exec(head.slice(end))?.[0].length ?? 0);
  const late = time?.timestamp ? undefined : readTime(head.slice(named), now);
  const timestamp = time?.timestamp ?? late?.timestamp ?? paired;
  const behind = late ? skipSeparators(head, named + late.end) : end;
  const header: Mutable<Header> = {
    isTimed: (time ?? late ?? paired) !== undefined,
    end: behind + (ORIGIN.exec(head.slice(behind))?.[0].length ?? 0),
  };
  if (timestamp !== undefined) header.timestamp = timestamp;
  if (level) header.severity = level.severity;
  return header;
}

/** What Spring Boot writes between the level and the message: `[app] 1 --- [thread] logger : `. */
const SPRING = /^(?:\[[^\]]{0,100}\] )?\S{1,20} --- (?:\[[^\]]{0,100}\] ?){1,3}\S{1,100} {0,40}:(?: |$)/;

/** The thread that Logback and log4j may write between the level and the time. */
const THREAD = /^\[[^\]]{1,100}\] {1,4}(?=\d)/;

/**
 * What stands before the message: of Lambda the request, a UUID in a column of its own; of Apache the process and the client,
 * `[pid 35:tid 9] [client 10.0.0.7:51234] `; of nginx the process and the connection, `31#31: *7 `; of Rust's env_logger the
 * module, whose bracket opened before the time.
 */
const ORIGIN =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\t|\[pid \d{1,10}(?::tid \d{1,20})?\] (?:\[(?:client|remote) [^\]\s]{1,100}\] )?|\d{1,10}#\d{1,10}: (?:\*\d{1,20} )?|[\w:]{1,100}\] )/;

/** A header is short; what stands behind is not looked at. */
const HEAD_CHARS = 200;

interface LevelWord {
  readonly severity: Severity;
  readonly end: number;
}

/** `ERROR:`, `[error]`, `##[error]`, `[ ERROR ]`, `ERRO[0003]`, `error: `, `level=error`, at the start of a line without a time. */
const LEVEL_FIRST =
  /^(?:(?:##)?\[ ?([A-Za-z]{3,11}) ?\]| {9,12}([A-Z]{4,8})(?= {1,5}\S)|([A-Z]{3,11})(?:\[[^\s\]]{1,20}\])?(?=[:\s\]|])|(trace|trce|debug|dbug|info|warn|warning|fail|error|crit|fatal|critical)(?=: )|level=([a-z]{4,8})\b)/;
/** A sign at the start of a line, as consola and Next.js print it. */
const SIGN_FIRST = /^ ?(\S)\uFE0F? /u;
const SIGNS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...['⨯', '✖', '✗', '✘', '❌', '🚨'].map((sign) => [sign, 'ERROR'] as const),
  ['⚠', 'WARNING'],
  ...['✓', '✔', '✅', 'ℹ', '○', '▲', '◐'].map((sign) => [sign, 'INFO'] as const),
]);
/** A letter, a tag and the process. */
const ANDROID_BRIEF = /^([VDIWEF])\/[\w.$-]{1,80} {0,9}\( {0,5}\d{1,7}\): /;
/** A letter, and the name of what logged behind it. */
const LETTER = /^\s{0,4}([DIWEF])(?= {1,4}(?:[[(<|]|\S{1,60}[:\]]\s))/;
/** Process, thread and a letter behind the time. */
const ANDROID = /^\d\d-\d\d \S{1,20} {1,5}\d{1,7} {1,5}\d{1,7} ([VDIWEF]) /;

/** Process and role before the time, and a mark behind it. */
const REDIS = /^\d{1,10}:[CMSX] \d{1,2} \w{3} \d{4} [\d:.]{8,15} ([.*#-]) /;
/** https://github.com/redis/redis/blob/unstable/src/server.c: the levels are debug, verbose, notice and warning. */
const MARKS: ReadonlyMap<string, Severity> = new Map([
  ['.', 'DEBUG'],
  ['-', 'DEBUG'],
  ['*', 'NOTICE'],
  ['#', 'WARNING'],
]);

function readLevelWord(head: string, start: number, hasTime: boolean): LevelWord | undefined {
  const written = readLogfmt(head, start) ?? readPhp(head, start);
  if (written) return written;
  if (!hasTime) {
    const brief = ANDROID_BRIEF.exec(head);
    if (brief) return { severity: readSeverityWord(brief[1]) ?? 'DEFAULT', end: brief[0].length };
    const sign = SIGN_FIRST.exec(head);
    const shown = SIGNS.get(sign?.[1] ?? '');
    if (sign && shown) return { severity: shown, end: sign[0].length };
    const match = LEVEL_FIRST.exec(head);
    const severity = readSeverity(match?.slice(1).find((level) => level !== undefined));
    return match && severity ? { severity, end: match[0].length } : undefined;
  }
  const glog = /^[IWEF]\d{4} /.test(head) ? readSeverityWord(head.charAt(0)) : undefined;
  if (glog) return { severity: glog, end: Math.max(start, head.indexOf('] ')) };
  const mark = REDIS.exec(head);
  const marked = MARKS.get(mark?.[1] ?? '');
  if (mark && marked) return { severity: marked, end: mark[0].length };
  const android = ANDROID.exec(head);
  const severity = android ? readSeverityWord(android[1]) : undefined;
  if (android && severity) return { severity, end: android[0].length };
  const letter = LETTER.exec(head.slice(start));
  const letterSeverity = readSeverityWord(letter?.[1]);
  if (letter && letterSeverity) return { severity: letterSeverity, end: start + letter[0].length };
  return levelAmongNames(head, start);
}

/** The level of a line of `name=value` pairs, which ends with the pairs that say no more than when and how bad. */
function readLogfmt(head: string, start: number): LevelWord | undefined {
  const pairs = skipSeparators(head, start);
  if (!LOGFMT.test(head.slice(pairs))) return undefined;
  const match = LOGFMT_LEVEL.exec(head.slice(pairs));
  const severity = readSeverity(match?.[1]);
  if (!match || !severity) return undefined;
  const isFirst = match.index === 0;
  return { severity, end: isFirst ? pairs + match[0].length : pairs };
}

/** What PHP writes before its errors, which belongs to the message: https://www.php.net/manual/en/errorfunc.constants.php */
function readPhp(head: string, start: number): LevelWord | undefined {
  const end = skipSeparators(head, start);
  const [, level = ''] = PHP.exec(head.slice(end)) ?? [];
  const severity = PHP_LEVELS.get(level);
  return severity && { severity, end };
}

const PHP = /^PHP ([A-Z][a-z]{3,11})(?: error| Standards)?: /;
const PHP_LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['Fatal', 'ERROR'],
  ['Parse', 'ERROR'],
  ['Warning', 'WARNING'],
  ['Notice', 'NOTICE'],
  ['Deprecated', 'NOTICE'],
  ['Strict', 'NOTICE'],
]);

/** The time of a line of pairs, wherever it stands among them. */
function pairedTime(line: string): string | undefined {
  if (!LOGFMT.test(line.slice(0, HEAD_CHARS))) return undefined;
  return readTimestamp(LOGFMT_TIME.exec(line.slice(0, PAIRS_CHARS))?.[1]);
}

/** How far the time is looked for. */
const PAIRS_CHARS = 1_000;
const LOGFMT_TIME =
  /(?<!\S)(?:time|ts|timestamp|@timestamp|t)="?(\d{4}-\d\d-\d\d[T ][\d:.,]{8,18}(?:Z|[+-]\d\d:?\d\d)?)"?(?!\S)/;

/** At least two pairs. */
const LOGFMT = /^[^\s="]{1,60}=(?:"[^"]{0,150}"|[^\s"]{0,150}) +[^\s="]{1,60}=/;
const LOGFMT_LEVEL = /(?<!\S)(?:level|lvl|severity|loglevel|at)="?([A-Za-z]{1,11})"?(?!\S)/;

/** How many names (logger, thread, host, process) may stand between the time and the level. */
const MAX_NAMES = 7;

/**
 * The level behind the time, past the names that loggers put before it: punctuation, `[thread]`, `app.module`, a name
 * between separators. Stops at the first word of a sentence, so that "Got ERROR from upstream" has no level.
 */
function levelAmongNames(head: string, start: number): LevelWord | undefined {
  const words = /(?:##)?\[[^\s[\]|]*\]:?|[^\s|]+|\|/g;
  words.lastIndex = start;
  let separated = false;
  let isNamed = false;
  for (let names = 0; names < MAX_NAMES; names++) {
    const match = words.exec(head);
    if (!match) return undefined;
    const word = readWord(match[0]);
    const isAnnounced = isNamed && match[0].endsWith(':');
    if (word.severity && (word.isLoud || separated || isAnnounced || names === 0)) {
      return { severity: word.severity, end: words.lastIndex };
    }
    if (!word.isSeparator && !separated && !word.isName) return undefined;
    separated = word.isSeparator;
    isNamed = match[0].endsWith(']');
  }
  return undefined;
}

/** What one word tells: the same few stand before every message. */
const readWord = remembering((word) => {
  const [, dotted, slashed] = LOUD_LEVEL.exec(word) ?? [];
  const loud = dotted ?? slashed;
  const [, level = loud] = LEVEL_WORD.exec(word) ?? [];
  return {
    severity:
      readSeverity(level) ??
      SIGNS.get(word.replace('\uFE0F', '')) ??
      (LEVEL_OF_DATABASE.test(word) ? 'INFO' : undefined),
    /** It is written as levels are, and as the words of a sentence are not. */
    isLoud: level !== undefined && (level === level.toUpperCase() || /^(?:##)?[[<(]|^level=/.test(word)),
    isSeparator: /^[-–—|:]+$/.test(word),
    /** It is rather a logger, thread, process, user or file than prose. */
    isName: /^[[(<{]|[\])>}]$|\d|.@|[\w\]][.:/_[=-]\w/.test(word),
  };
}, 1_000);

/** `ERROR`, `[error]`, `##[error]`, `[core:error]`, `level=error`. */
const LEVEL_WORD = /^(?:##)?(?:\[\w{1,40}:|[[<(]?(?:level=)?)([A-Za-z]{3,11})[\]>):,]*$/;
/** A level in capitals with the name of what logged: `app.ERROR:`, `ERROR/MainProcess]`. */
const LOUD_LEVEL = /^(?:[A-Za-z_]{1,40}\.([A-Z]{3,11}):|\[?([A-Z]{3,11})\/[^\s\]]{1,60}[\]:]?)$/;
/** What databases call that all is as it should be. */
const LEVEL_OF_DATABASE = /^(?:LOG:|\[(?:Note|NOTE|System)\])$/;

function skipSeparators(head: string, start: number): number {
  let end = start;
  while (end < head.length && ' \t:|-–—]'.includes(head.charAt(end))) end++;
  return end;
}
