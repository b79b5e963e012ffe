import {
  byteAt,
  CAPITAL_T,
  CAPITAL_Z,
  COLON,
  DIGIT_0,
  DOT,
  HYPHEN,
  is,
  isDigit,
  Kind,
  PLUS,
  QUOTE,
} from './bytes';
import { NOWHERE } from './strings';

/** The time that was read last: since 1970. */
export let seconds: i64 = 0;
export let nanos: i32 = 0;

/** Reads `"2025-09-12T04:00:02.085101Z"`, or with the offset of a zone, and returns where it ends; any other form takes a parser. */
export function readTime(start: usize): usize {
  if (byteAt(start) !== QUOTE) return readEpoch(start);
  let at = start + 1;
  const year = digits(at, 4);
  const month = digits(at + 5, 2);
  const day = digits(at + 8, 2);
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  const second = digits(at + 17, 2);
  if (byteAt(at + 4) !== HYPHEN || byteAt(at + 7) !== HYPHEN || byteAt(at + 10) !== CAPITAL_T) return NOWHERE;
  if (byteAt(at + 13) !== COLON || byteAt(at + 16) !== COLON) return NOWHERE;
  if ((year | month | day | hour | minute | second) < 0) return NOWHERE;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return NOWHERE;
  at += 19;
  let fraction = 0;
  if (byteAt(at) === DOT) {
    const first = at + 1;
    let scale = 100_000_000;
    for (at = first; scale > 0 && isDigit(byteAt(at)); at++, scale /= 10) {
      fraction += (byteAt(at) - DIGIT_0) * scale;
    }
    if (at === first) return NOWHERE;
  }
  let offset = 0;
  const zone = byteAt(at);
  if (zone === CAPITAL_Z) at++;
  else if (zone === PLUS || zone === HYPHEN) {
    const minutesAt = byteAt(at + 3) === COLON ? at + 4 : at + 3;
    const hours = digits(at + 1, 2);
    const minutes = digits(minutesAt, 2);
    if ((hours | minutes) < 0) return NOWHERE;
    offset = hours * 3600 + minutes * 60;
    if (zone === HYPHEN) offset = -offset;
    at = minutesAt + 2;
  }
  if (byteAt(at) !== QUOTE) return NOWHERE;
  seconds = <i64>daysFrom1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
  nanos = fraction;
  return at + 1;
}

/** Milliseconds since 1970, as pino has them; any other number takes a parser. */
function readEpoch(start: usize): usize {
  let ms: i64 = 0;
  let at = start;
  for (; isDigit(byteAt(at)) && at - start <= EPOCH_DIGITS; at++) ms = ms * 10 + (byteAt(at) - DIGIT_0);
  if (at - start !== EPOCH_DIGITS || is(byteAt(at), Kind.ofLiteral)) return NOWHERE;
  seconds = ms / 1000;
  nanos = <i32>(ms % 1000) * 1_000_000;
  return at;
}

const EPOCH_DIGITS: usize = 13;

/** Decimal digits as a number; negative where there are others. */
function digits(start: usize, count: i32): i32 {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const byte = byteAt(start + i);
    if (!isDigit(byte)) return -1;
    value = value * 10 + (byte - DIGIT_0);
  }
  return value;
}

/** Of the Gregorian calendar: https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysFrom1970(year: i32, month: i32, day: i32): i32 {
  const shifted = month <= 2 ? year - 1 : year;
  // No year before 0 can be written in four digits, but the January of year 0 is of the era before.
  const era = shifted < 0 ? -1 : shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
