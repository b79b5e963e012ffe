import { hourOfDay, readTimestamp, twoDigits } from './timestamp';

/**
 * The time at the start of a line, and where it ends: a UTF-16 offset. Without a timestamp where the line has no date, or
 * one without a year and nobody says which (`now`). Undefined where the line starts with no time.
 */
export function readTime(
  head: string,
  now?: Date,
): { timestamp: string | undefined; end: number } | undefined {
  for (const { shape, read } of TIME_SHAPES) {
    const match = shape.exec(head);
    if (!match) continue;
    return { timestamp: read(match, now), end: match[0].length };
  }
  return undefined;
}

/** One way in which a line starts with a time. */
interface TimeShape {
  readonly shape: RegExp;
  readonly read: (match: RegExpExecArray, now?: Date) => string | undefined;
}

/** The ways in which a line starts with a time, the most telling first. */
const TIME_SHAPES: readonly TimeShape[] = [
  // 2025-01-07T15:42:02.118Z   [2025-01-07 15:42:02,118]   2025/01/07 15:42:02   time="2025-01-07T15:42:02Z"
  // 2025-01-07 15:42:02.118 CET [812]   (PostgreSQL; a zone by its letters is not known, and taken as UTC)
  // E, [2025-01-07T15:42:02.118546 #812] ERROR -- : message   (Ruby)
  {
    shape:
      /^ {0,4}(?:[DIWEFA], )?(?:\[|\(|@timestamp=|time=|ts=|timestamp=)?"?(\d{4}[-/.]\d\d[-/.]\d\d[T _]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d)\b)?)(?: [A-Z]{3,4}(?= \[))?(?: #\d{1,10})?[\])"]?/,
    read: (match) => readTimestamp(match[1]),
  },
  // [Tue Jan 07 15:42:02.118 2025]   (Apache)   Tue Jan  7 15:42:02 UTC 2025   (date)
  {
    shape:
      /^\[?[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: [A-Z]{3,4})? (\d{4})\]?/,
    read: ([, month, day, time, year]) => dated(year, monthNumber(month), day, time),
  },
  // Jan 07, 2025 3:42:02 PM   (java.util.logging)   Jan 7, 03:42:02 PM:
  {
    shape:
      /^\[?([A-Z][a-z]{2}) (\d{1,2}),(?: (\d{4}),?)? (\d{1,2}):(\d\d:\d\d(?:\.\d{1,9})?)[ \u202f]([AP])M\]?/,
    read: ([, month, day, year, hour, rest, half], now) => {
      const time = `${hourOfDay(hour, half)}:${rest}`;
      return year === undefined
        ? passed(now, monthNumber(month), day, time)
        : dated(year, monthNumber(month), day, time);
    },
  },
  // 1/7/2025 3:42:02 PM   01/07/2025 15:42:02   07.01.2025 15:42:02
  {
    shape:
      /^\[?((?:\d{1,2}\/\d{1,2}\/\d{4},?|\d{1,2}\.\d{1,2}\.\d{4}) \d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?:[ \u202f][AP]M)?)\]?(?=[\s|:;,-])/,
    read: (match) => readTimestamp(match[1]),
  },
  // [07/Jan/2025 15:42:02]   (Django)
  {
    shape: /^\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4})[ :](\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?\]/,
    read: ([, day, month, year, time, zone]) => dated(year, monthNumber(month), day, time, zone),
  },
  // Jan  7 15:42:02   (syslog)
  {
    shape: /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?= )/,
    read: ([, month, day, time], now) => passed(now, monthNumber(month), day, time),
  },
  // <34>1 2025-01-07T15:42:02.118Z host app 812 ID47 - message   (RFC 5424)
  {
    shape: /^<\d{1,3}>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?= )/,
    read: (match) => readTimestamp(match[1]),
  },
  // E0107 15:42:02.118000 1 server.go:12] message   (glog, klog)
  {
    shape: /^(?=[IWEF]\d{4} )[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{1,9})(?= )/,
    read: ([, month, day, time], now) => passed(now, month, day, time),
  },
  // 10.0.0.7 - - [07/Jan/2025:15:42:02 +0000] "GET /ws HTTP/1.1" 500 21   (access logs; Werkzeug's has a space and no zone)
  {
    shape:
      /^[\w.:-]{1,60} \S{1,60} \S{1,60} \[(\d\d)\/([A-Z][a-z]{2})\/(\d{4})[: ](\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?\]/,
    read: ([, day, month, year, time, zone]) => dated(year, monthNumber(month), day, time, zone),
  },
  // 07-Jan-2025 15:42:02.118   (Tomcat)   [07-Jan-2025 15:42:02 UTC]   (PHP)   1:M 07 Jan 2025 15:42:02.118 #   (Redis)
  {
    shape:
      /^(?:\d{1,10}:[A-Z] )?\[?(\d{1,2})[- /]([A-Z][a-z]{2})[- /](\d{4})[ :](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?: (?:UTC|[+-]\d{4}|[A-Z]\w{1,20}\/\w{1,30}))?\]?/,
    read: ([, day, month, year, time]) => dated(year, monthNumber(month), day, time),
  },
  // 01-07 15:42:02.118  1234  1250 E Tag: message   (Android)
  {
    shape: /^(\d\d)-(\d\d) (\d\d:\d\d:\d\d\.\d{1,9})(?= )/,
    read: ([, month, day, time], now) => passed(now, month, day, time),
  },
  // 20250107 15:42:02   20250107T154202.118Z   20250107-15:42:02:118|
  {
    shape:
      /^\[?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)[T _-]?(\d\d):?(\d\d):?(\d\d)(?:[.,:](\d{1,9}))?Z?\]?(?=[\s|])/,
    read: ([, year, month, day, hour, minute, second, fraction = '']) =>
      dated(year, month, day, `${hour}:${minute}:${second}${fraction && `.${fraction}`}`),
  },
  // 25/01/07 15:42:02   (Spark)   250107 154202 148   (HDFS)
  {
    shape:
      /^(\d\d)(?:\/(0[1-9]|1[0-2])\/|(0[1-9]|1[0-2]))([0-3]\d) (?:(\d\d:\d\d:\d\d)(?= )|(\d\d)(\d\d)(\d\d)(?= \d{1,9} [A-Z]))/,
    read: ([, year, slashed, plain, day, time, hour, minute, second]) =>
      dated(`20${year}`, slashed ?? plain, day, time ?? `${hour}:${minute}:${second}`),
  },
  // 1736264522.118   1736264522118   [1736264522]   1736264522 ERROR   (epoch; a bare number may be anything)
  {
    shape:
      /^(?:\[(1\d{9}(?:\.\d{1,9}|\d{3})?)\]|(1\d{9}(?:\.\d{1,9}|\d{3}))(?=\s)|(1\d{9})(?=\s[[<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|ERR|CRIT|FATAL|ALERT|EMERG)))/,
    read: ([, bracketed, fine, announced]) => readTimestamp(bracketed ?? fine ?? announced),
  },
  // 15:42:02.118 [main] ERROR …   (logback's default)   3:42PM ERR …   (15:42:02) ERROR: …   [   12.345678] usb 1-1: …   (the kernel's time since it started)
  {
    shape:
      /^[[(]?(?:\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{1,2}:\d\d(?::\d\d)? ?[AP]M)[\])]?(?=\s)|^\[ {0,6}\d{1,8}\.\d{6}\](?= )/,
    read: () => undefined,
  },
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function monthNumber(name = ''): string {
  return String(MONTHS.indexOf(name) + 1);
}

function dated(year = '', month = '', day = '', time = '', zone = 'Z'): string | undefined {
  if (month === '0') return undefined;
  return readTimestamp(`${year}-${twoDigits(month)}-${twoDigits(day)}T${time.replace(',', '.')}${zone}`);
}

/** A time without a year, in the latest year in which it has passed; a day is allowed for zones. */
function passed(now: Date | undefined, month = '', day = '', time = ''): string | undefined {
  if (!now) return undefined;
  const thisYear = dated(String(now.getUTCFullYear()), month, day, time);
  const isAhead = thisYear !== undefined && Date.parse(thisYear) > now.getTime() + 86_400_000;
  return isAhead ? dated(String(now.getUTCFullYear() - 1), month, day, time) : thisYear;
}
