/** A point in time as two numbers, since a million of them are compared. */
export interface Moment {
  /** Since 1970; `NaN` where the time is unknown. */
  readonly seconds: number;
  readonly nanos: number;
}

/** A number by which moments can be ordered, to a tenth of a microsecond; an unknown one comes first. */
export function orderOf({ seconds, nanos }: Moment): number {
  return Number.isNaN(seconds) ? Number.NEGATIVE_INFINITY : seconds + nanos / 1e9;
}

/** The moment of an RFC 3339 time in UTC, as entries have it; `NaN` of the empty one. */
export function momentOf(timestamp: string): Moment {
  const ms = Date.parse(timestamp);
  if (Number.isNaN(ms)) return { seconds: Number.NaN, nanos: 0 };
  const dot = timestamp.indexOf('.');
  const fraction = dot < 0 ? '' : timestamp.slice(dot + 1).replace(/\D.*$/, '');
  return { seconds: Math.floor(ms / 1000), nanos: Number(fraction.padEnd(9, '0').slice(0, 9)) };
}

/** Orders moments; an unknown one comes first. */
export function compareMoments(a: Moment, b: Moment): number {
  if (a.seconds === b.seconds) return a.nanos - b.nanos;
  if (Number.isNaN(a.seconds)) return Number.isNaN(b.seconds) ? 0 : -1;
  if (Number.isNaN(b.seconds)) return 1;
  return a.seconds - b.seconds;
}

/** A moment as RFC 3339 in UTC, with as many digits as it takes; empty where it is unknown. */
export function timestampOf({ seconds, nanos }: Moment): string {
  if (Number.isNaN(seconds)) return '';
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
  const fraction = String(Math.round(nanos))
    .padStart(9, '0')
    .replace(/(?:000){1,3}$/, '');
  return fraction === '' ? `${whole}Z` : `${whole}.${fraction}Z`;
}
