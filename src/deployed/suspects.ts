import type { Pattern, Revision } from '../logs/pattern';

/**
 * The revisions that ran before a pattern's first one, the latest first: in the last of them the error had not happened yet. They
 * are known from the other patterns of the same logs; those of other services are left out.
 */
export function revisionsBefore(pattern: Pattern, all: readonly Pattern[]): Revision[] {
  const first = firstRevision(pattern);
  if (!first) return [];
  const own = new Set(pattern.revisions.map(({ name }) => name));
  const service = first.sample?.service;
  const before = new Map<string, Revision>();
  for (const revision of all.flatMap(({ revisions }) => revisions)) {
    const isOther = service !== undefined && revision.sample?.service !== service;
    if (own.has(revision.name) || isOther || !isEarlier(revision, first)) continue;
    const known = before.get(revision.name);
    if (!known || isEarlier(revision, known)) before.set(revision.name, revision);
  }
  return [...before.values()].sort((a, b) => b.firstSeen.localeCompare(a.firstSeen));
}

/** The revision in which a pattern was seen first. */
export function firstRevision({ revisions }: Pattern): Revision | undefined {
  return revisions.reduce<Revision | undefined>(
    (first, revision) => (first && !isEarlier(revision, first) ? first : revision),
    undefined,
  );
}

/** Times are RFC 3339 in UTC, which sort as texts do; one without a time is never earlier. */
function isEarlier(a: Revision, b: Revision): boolean {
  return a.firstSeen !== '' && (b.firstSeen === '' || a.firstSeen < b.firstSeen);
}
