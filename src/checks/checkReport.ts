import { readPlan } from '../report/readPlan';
import { read } from '../report/read';
import type { CheckId, Finding, Related } from '../whys/finding';
import { ACTION_CHECKS } from './actionChecks';
import { CAUSE_CHECKS } from './causeChecks';
import type { Check, CheckedReport, CheckFacts, WeakPlace } from './checked';
import { COUNT_CHECKS } from './countChecks';
import { excerpt } from './excerpt';
import { PLAN_CHECKS } from './planChecks';
import { SOURCE_CHECKS } from './sourceChecks';
import { WHY_CHECKS } from './whyChecks';

const CHECKS: readonly Check[] = [
  ...WHY_CHECKS,
  ...CAUSE_CHECKS,
  ...ACTION_CHECKS,
  ...PLAN_CHECKS,
  ...COUNT_CHECKS,
  ...SOURCE_CHECKS,
];

/**
 * The weaknesses of a report, in its order. None in a broken one.
 * @param off checks that are turned off
 * @param reading of this very text, where it was read already
 */
export function checkReport(
  markdown: string,
  facts: CheckFacts,
  off: ReadonlySet<CheckId> = new Set(),
  reading = read(markdown),
): Finding[] {
  if (reading.broken !== undefined) return [];
  const { analysis, ranges } = reading;
  const report: CheckedReport = { markdown, analysis, reading, facts, plan: readPlan(markdown, ranges) };
  const findings: Finding[] = [];
  const withExcerpt = (place: WeakPlace): Related =>
    Object.assign({}, place, { excerpt: excerpt(markdown, place.start, place.end) });
  for (const { id, severity, find } of CHECKS) {
    if (off.has(id)) continue;
    for (const { related, ...weakness } of find(report)) {
      findings.push({ id, severity, ...weakness, ...(related && { related: related.map(withExcerpt) }) });
    }
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}
