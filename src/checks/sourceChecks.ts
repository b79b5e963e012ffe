import { namesOf } from '../redact/rules';
import { firstLine, placedProblems, type Check, type CheckedReport, type Weakness } from './checked';

/** The checks that look at what a report leans on, and at what must not stand in it. */
export const SOURCE_CHECKS: readonly Check[] = [
  { id: 'location', severity: 'warning', find: ({ facts }) => facts.badLocations },
  { id: 'expired-log', severity: 'warning', find: expiredLogs },
  { id: 'secret', severity: 'warning', find: secrets },
];

const DAY_MS = 86_400_000;

function expiredLogs(report: CheckedReport): Weakness[] {
  const { markdown, facts } = report;
  return placedProblems(report).flatMap(({ problem, ranges, index }) =>
    problem.whys.flatMap((why, position) => {
      const range = ranges.whys[position];
      const old = why.evidence.findIndex(
        ({ kind, text, excerpt }) =>
          kind === 'log' && !excerpt && ageDays(text, facts.now) > facts.retentionDays,
      );
      if (!range || old < 0) return [];
      const slots = range.form === 'own' ? range.list?.evidence : range.evidence;
      const at = slots?.[old]?.whole ?? range.whole;
      return [
        {
          ...firstLine(markdown, at),
          message: `This entry is older than ${facts.retentionDays} days and has no excerpt: where logs are kept so long, nobody can read it any more.`,
          problem: index,
          why: why.label,
        },
      ];
    }),
  );
}

function ageDays(text: string, now: string): number {
  const time = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?/.exec(text)?.[0];
  return time === undefined ? 0 : (Date.parse(now) - Date.parse(time)) / DAY_MS;
}

function secrets({ facts }: CheckedReport): Weakness[] {
  return facts.secrets.map(({ start, end, kind, replacement }) => ({
    start,
    end,
    message: `This looks like ${namesOf(kind)}. Whoever reads the repository can read it.`,
    fix: { title: `Replace it by ${replacement}`, edits: [{ start, end, text: replacement }] },
  }));
}
