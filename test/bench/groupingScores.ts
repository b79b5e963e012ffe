/** How well groups agree with the truth; both from 0 to 1. */
export interface GroupingScores {
  /** Grouping accuracy: the share of entries whose group is exactly a true group. */
  readonly accuracy: number;
  /** F1 over groups: those that are exactly true groups, among those found and among those there are. */
  readonly f1: number;
}

/**
 * Holds groups against the truth, each entry's in the order of the log.
 * Source: GA by Zhu et al., "Tools and Benchmarks for Automated Log Parsing" (ICSE-SEIP 2019); FGA by Jiang et al.,
 * "A Large-Scale Evaluation for Log Parsing Techniques" (ISSTA 2024).
 */
export function groupingScores(truth: ArrayLike<number>, groups: readonly string[]): GroupingScores {
  const sizes = new Map<number, number>();
  const found = new Map<string, { size: number; readonly truth: number; isMixed: boolean }>();
  groups.forEach((name, at) => {
    const kind = truth[at] ?? -1;
    sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
    const group = found.get(name) ?? { size: 0, truth: kind, isMixed: false };
    found.set(name, group);
    group.size++;
    group.isMixed ||= group.truth !== kind;
  });
  const exact = [...found.values()].filter(
    (group) => !group.isMixed && group.size === sizes.get(group.truth),
  );
  return {
    accuracy: exact.reduce((sum, { size }) => sum + size, 0) / groups.length,
    f1: (2 * exact.length) / (found.size + sizes.size),
  };
}
