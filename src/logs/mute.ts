import type { Pattern, Revision } from './pattern';
import { compareTimestamps } from './timestamp';

/** A pattern that the user does not want to see, and why. */
export interface Mute {
  /** One of the pattern's keys. */
  readonly pattern: string;
  readonly reason: string;
  /** The day on which it is shown again, such as `2026-12-01`, in UTC so that it is the same day for a whole team. */
  readonly until?: string;
  /** The newest revision in which the pattern was seen when it was muted. */
  readonly revision?: string;
  /** As it was when it was muted, for those who read the file. */
  readonly title?: string;
}

/** A mute that holds for a pattern. One that was seen in a newer revision is shown all the same, and says so. */
export interface Muting {
  readonly mute: Mute;
  /** The newer revision; undefined while the pattern stays hidden. */
  readonly changedIn?: string;
}

/** What is muted, found by any key that a pattern carries. */
export class Mutes {
  readonly #byKey: ReadonlyMap<string, Mute>;

  constructor(mutes: readonly Mute[]) {
    this.#byKey = new Map(mutes.map((mute) => [mute.pattern, mute]));
  }

  /**
   * @param today such as `2026-11-23`, in UTC
   * @returns undefined where the pattern is not muted, or was until before today
   */
  of(pattern: Pattern, today: string): Muting | undefined {
    for (const key of pattern.keys) {
      const mute = this.#byKey.get(key);
      if (!mute || (mute.until !== undefined && mute.until <= today)) continue;
      const changedIn = mute.revision === undefined ? undefined : newerRevision(pattern, mute.revision);
      return changedIn === undefined ? { mute } : { mute, changedIn };
    }
    return undefined;
  }
}

/** The revision to note when a pattern is muted: the one that came last. */
export function newestRevision(revisions: readonly Revision[]): string | undefined {
  return revisions.reduce<Revision | undefined>(
    (newest, revision) => (newest && !isNewer(revision, newest) ? newest : revision),
    undefined,
  )?.name;
}

/** The newest revision of a pattern that came after the noted one; any other where the log knows nothing of that. */
function newerRevision(pattern: Pattern, noted: string): string | undefined {
  const known = pattern.revisions.find(({ name }) => name === noted);
  const newer = pattern.revisions.filter((revision) => {
    if (revision.name === noted) return false;
    return known ? isNewer(revision, known) : (byNumber(revision.name, noted) ?? 1) > 0;
  });
  return newestRevision(newer);
}

function isNewer(a: Revision, b: Revision): boolean {
  return (byNumber(a.name, b.name) ?? compareTimestamps(a.firstSeen, b.firstSeen)) > 0;
}

/**
 * Cloud Run counts the revisions of a service in their names, `shop-00042-abc`: later names have higher numbers.
 * @returns undefined for names of another form, or of two services
 */
function byNumber(a: string, b: string): number | undefined {
  const one = NUMBERED.exec(a);
  const other = NUMBERED.exec(b);
  if (!one || !other || one[1] !== other[1]) return undefined;
  return Number(one[2]) - Number(other[2]);
}

const NUMBERED = /^(.{1,200})-(\d{5})-[a-z0-9]{3}$/;
