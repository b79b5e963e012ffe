import type { Range } from '../report/lines';

/** A link to entries of Cloud Logging in a text. */
export interface LogLink extends Range {
  /** Milliseconds since 1970 of the newest time that it names; undefined where it names none. */
  readonly timeMs: number | undefined;
}

/** The links to the Logs Explorer, in the order of the text. What they name is in their path, encoded once or twice. */
export function logLinksIn(text: string): LogLink[] {
  return [...text.matchAll(LINK)].map(({ index, 0: link }) => ({
    start: index,
    end: index + link.length,
    timeMs: newestTime(link.replace(ENCODED, (_, code: string) => String.fromCharCode(parseInt(code, 16)))),
  }));
}

/** The newest time that a text names, in milliseconds since 1970. */
export function newestTime(text: string): number | undefined {
  const times = [...text.matchAll(TIME)].map(([time]) => Date.parse(time.replace(' ', 'T')));
  const known = times.filter((time) => !Number.isNaN(time));
  return known.length > 0 ? Math.max(...known) : undefined;
}

const ENCODED = /%(?:25)?([2-7][\dA-Fa-f])/g;
const LINK = /https:\/\/console\.cloud\.google\.com\/logs\/[^\s<>"'`)\]]{1,8000}/g;
const TIME = /(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?/g;
