/** Where a text with wildcards was found; the end is excluded. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds a text in which `#` stands for a digit, `?` for a letter or digit and one `*` for anything up to white space or a quote, at
 * most 200 characters. What stands before and behind the `*` is looked up once each, so that no such text takes more than
 * linear time, which a regular expression with a `*` in its middle could not keep.
 */
export function wildcard(text: string): (searched: string) => Place[] {
  const [before = '', behind] = text.split('*');
  const heads = everywhere(before);
  if (behind === undefined) {
    return (searched) => apart(heads(searched).map(({ start, end }) => ({ start, end })));
  }
  const tails = everywhere(behind);
  return (searched) => {
    const ends = tails(searched);
    const stops = [...searched.matchAll(STOP)].map(({ index }) => index);
    return apart(
      heads(searched).flatMap(({ start, end: from }) => {
        const stop = stops[lastUpTo(stops.length, (at) => (stops[at] ?? 0) < from) + 1] ?? searched.length;
        const furthest = Math.min(from + LONGEST_RUN, stop);
        const last = ends[lastUpTo(ends.length, (at) => (ends[at]?.start ?? 0) <= furthest)];
        return last && last.start >= from ? [{ start, end: last.end }] : [];
      }),
    );
  };
}

const LONGEST_RUN = 200;

/** Where a run ends. */
const STOP = /[\s"'`<>]/g;

/** Each place where a text without `*` begins, also those that overlap. */
function everywhere(text: string): (searched: string) => Place[] {
  const source = Array.from(text)
    .map((character) => {
      if (character === '#') return '\\d';
      if (character === '?') return '[\\p{L}\\p{N}]';
      return character.replace(/[\\^$.|+()[\]{}/]/g, (sign) => `\\${sign}`);
    })
    .join('');
  const pattern = new RegExp(`(?=(${source}))`, 'gu');
  return (searched) =>
    [...searched.matchAll(pattern)].map(({ index, 1: found = '' }) => ({
      start: index,
      end: index + found.length,
    }));
}

/** The last of so many, in ascending order, that a limit holds; -1 for none. */
function lastUpTo(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Those that begin behind the end of the one before. */
function apart(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places) {
    if (place.end > place.start && place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place);
  }
  return kept;
}
