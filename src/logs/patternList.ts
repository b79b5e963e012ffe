import { SEVERITIES } from './entry';
import type { Pattern } from './pattern';
import { severityRank } from './severity';
import { compareTimestamps } from './timestamp';

/** `count`: the most frequent first; `recency`: the last seen first; `severity`: the most severe first. */
export const PATTERN_ORDERS = ['count', 'recency', 'severity'] as const;
export type PatternOrder = (typeof PATTERN_ORDERS)[number];

/** What patterns can be listed under. */
export const PATTERN_GROUPINGS = ['none', 'service', 'severity', 'revision'] as const;
export type PatternGrouping = (typeof PATTERN_GROUPINGS)[number];

/** Patterns under one head. A pattern of two services, or of two revisions, stands under both. */
export interface PatternGroup {
  /** The service, severity or revision; empty for the patterns that name none. */
  readonly name: string;
  readonly patterns: readonly Pattern[];
}

/** The patterns of which title, severity, services, revisions or the newest stack contain every word of the filter. */
export function matching(patterns: readonly Pattern[], filter: string): Pattern[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return patterns.filter((pattern) => {
    const text = words.length > 0 ? searchable(pattern) : '';
    return words.every((word) => text.includes(word));
  });
}

export function sorted(patterns: readonly Pattern[], order: PatternOrder): Pattern[] {
  return [...patterns].sort(COMPARE[order]);
}

/**
 * Patterns under their services, in the order of the patterns; under their severities, the most severe first; or under
 * their revisions, the last seen first. Those that name none come last.
 */
export function grouped(
  patterns: readonly Pattern[],
  by: Exclude<PatternGrouping, 'none'>,
): readonly PatternGroup[] {
  const groups = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const name of new Set(NAMES[by](pattern))) {
      const group = groups.get(name);
      if (group) group.push(pattern);
      else groups.set(name, [pattern]);
    }
  }
  const heads = Array.from(groups, ([name, members]) => ({ name, patterns: members }));
  return heads.sort((a, b) => Number(a.name === '') - Number(b.name === '') || BEFORE[by](a, b));
}

/** How often a pattern was seen in what a group stands for; undefined where only the whole is known. */
export function countIn(pattern: Pattern, by: PatternGrouping, name: string): number | undefined {
  if (by !== 'revision') return undefined;
  return pattern.revisions.find((revision) => revision.name === name)?.count;
}

const NAMES: Record<Exclude<PatternGrouping, 'none'>, (pattern: Pattern) => readonly string[]> = {
  service: ({ services }) => (services.length > 0 ? services : ['']),
  severity: ({ severity }) => [severity],
  revision: ({ revisions }) => (revisions.length > 0 ? revisions.map(({ name }) => name) : ['']),
};

const BEFORE: Record<Exclude<PatternGrouping, 'none'>, (a: PatternGroup, b: PatternGroup) => number> = {
  service: () => 0, // a Map keeps the order in which the names came
  severity: (a, b) => rankOf(b.name) - rankOf(a.name),
  revision: (a, b) => compareTimestamps(lastSeenIn(b), lastSeenIn(a)) || (a.name < b.name ? 1 : -1),
};

function rankOf(name: string): number {
  return SEVERITIES.findIndex((severity) => severity === name);
}

/** When the revision that a group stands for last had any of its patterns. */
function lastSeenIn({ name, patterns }: PatternGroup): string {
  return patterns
    .flatMap(({ revisions }) => revisions.find((revision) => revision.name === name)?.lastSeen ?? [])
    .reduce((latest, time) => (compareTimestamps(time, latest) > 0 ? time : latest), '');
}

const byRecency = (a: Pattern, b: Pattern) =>
  compareTimestamps(b.lastSeen, a.lastSeen) || (a.key < b.key ? -1 : Number(a.key > b.key));
const byCount = (a: Pattern, b: Pattern) => b.count - a.count || byRecency(a, b);

const COMPARE: Record<PatternOrder, (a: Pattern, b: Pattern) => number> = {
  count: byCount,
  recency: byRecency,
  severity: (a, b) => severityRank(b.severity) - severityRank(a.severity) || byCount(a, b),
};

function searchable(pattern: Pattern): string {
  const revisions = pattern.revisions.map((revision) => revision.name);
  const files = pattern.newest[0]?.frames.map((frame) => frame.path) ?? [];
  const routes = pattern.requests.map(({ method, route, status }) => `${method} ${route} ${status}`);
  return [pattern.title, pattern.severity, ...pattern.services, ...revisions, ...files, ...routes]
    .join('\n')
    .toLowerCase();
}
