import { isFields } from './fields';

/**
 * A time in any of the forms that loggers write, as RFC 3339 in UTC with all its digits of a second. A time without a
 * zone is taken as UTC, which is what containers log. Undefined when the value is no time.
 */
export function readTimestamp(value: unknown): string | undefined {
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'number') return fromEpoch(value);
  if (!isFields(value)) return undefined;
  const { $date: date } = value;
  if (typeof date === 'string' || typeof date === 'number') return readTimestamp(date);
  const { seconds = value['epochSecond'], nanos = value['nanoOfSecond'], timestamp } = value;
  if (typeof timestamp === 'number') return fromEpoch(timestamp);
  if (typeof seconds !== 'number' && typeof seconds !== 'string') return undefined;
  const hasNanos = typeof nanos === 'number' && Number.isInteger(nanos) && nanos >= 0 && nanos < 1e9;
  return fromSeconds(Number(seconds), hasNanos ? String(nanos).padStart(9, '0') : '');
}

/** Orders RFC 3339 times in UTC by all their digits; the empty time comes first. */
export function compareTimestamps(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length === b.length) return a < b ? -1 : 1;
  return a.slice(0, -1) < b.slice(0, -1) ? -1 : 1;
}

const IN_UTC =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-6]\d(?:\.\d{1,9})?Z$/;
const WITH_DATE =
  /^(\d{4})[-/.](0[1-9]|1[0-2])[-/.](0[1-9]|[12]\d|3[01])[T _]([01]\d|2[0-3]):([0-5]\d):([0-6]\d)(?:[.,:](\d{1,9}))? ?(?:Z|UTC|([+-])(\d\d):?(\d\d))?$/;
const NUMERIC = /^\d{10,19}(?:\.\d{1,9})?$/;

function fromText(text: string): string | undefined {
  if (IN_UTC.test(text)) return text;
  if (NUMERIC.test(text)) return fromEpoch(Number(text));
  const match = WITH_DATE.exec(text) ?? WITH_DATE.exec(yearFirst(text));
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, hours, minutes] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (!sign) return `${local}${fraction && `.${fraction}`}Z`;
  const offsetSeconds = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  return fromSeconds(Date.parse(`${local}Z`) / 1000 - offsetSeconds, fraction);
}

/**
 * A date that ends with the year, written with the year first: the month of `1/7/2025` comes first as in the United States,
 * unless it is none; that of `7.1.2025` second.
 */
function yearFirst(text: string): string {
  const match = YEAR_LAST.exec(text);
  if (!match) return '';
  const [, one = '', mark, two = '', year, hour = '', rest, half] = match;
  const isDayFirst = mark === '.' || Number(one) > 12;
  const [month, day] = isDayFirst ? [two, one] : [one, two];
  const hours = half ? hourOfDay(hour, half) : twoDigits(hour);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${hours}:${rest}`;
}

const YEAR_LAST =
  /^(\d{1,2})([/.])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d:\d\d(?:[.,]\d{1,9})?)(?:[ \u202f]([AP])M)?$/;

/** An hour of the twelve-hour clock, whose half is `A` or `P`, in two digits of the other. */
export function hourOfDay(hour = '', half = ''): string {
  return twoDigits(String((Number(hour) % 12) + (half === 'P' ? 12 : 0)));
}

/** A number of a date or a time as it is written. */
export function twoDigits(number: string): string {
  return number.padStart(2, '0');
}

/** Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by size; below 1973 it is a duration. */
function fromEpoch(value: number): string | undefined {
  if (!(value >= 1e8)) return undefined;
  if (value < 1e11) return fromMilliseconds(value * 1000);
  if (value < 1e14) return fromMilliseconds(value);
  return fromMilliseconds(value < 1e17 ? value / 1000 : value / 1e6);
}

function fromMilliseconds(ms: number): string | undefined {
  return Number.isFinite(ms) && ms < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

function fromSeconds(seconds: number, fraction: string): string | undefined {
  const whole =
    Number.isFinite(seconds) && Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000) : undefined;
  return whole && `${whole.toISOString().slice(0, -5)}${fraction && `.${fraction}`}Z`;
}
