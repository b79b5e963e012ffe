import { namesOf } from '../redact/rules';
import type { Range } from '../report/lines';
import type { Evidence } from '../whys/analysis';
import {
  firstLine,
  placedProblems,
  type Check,
  type CheckedReport,
  type CheckFacts,
  type Weakness,
} from './checked';
import { fold } from './fold';
import { logLinksIn, newestTime } from './logLinks';

/** The checks that look at what a report leans on, and at what must not stand in it. */
export const SOURCE_CHECKS: readonly Check[] = [
  { id: 'location', severity: 'warning', find: ({ facts }) => facts.badLocations },
  { id: 'expired-log', severity: 'warning', find: expiredLogs },
  { id: 'secret', severity: 'warning', find: secrets },
];

const DAY_MS = 86_400_000;

/** Evidence at a why, and what else links to entries that nobody can read any more. */
function expiredLogs(report: CheckedReport): Weakness[] {
  const ofWhys = expiredEvidence(report);
  const { whys } = ofWhys;
  const others = expiredLinks(report).filter(
    ({ start }) => !whys.some((why) => start >= why.start && start < why.end),
  );
  return [
    ...ofWhys.found,
    ...(others.length > 1 ? [fold(others, manyExpired(others.length, report))] : others),
  ];
}

function expiredEvidence(report: CheckedReport): { found: Weakness[]; whys: Range[] } {
  const { markdown, facts } = report;
  const whys: Range[] = [];
  const found = placedProblems(report).flatMap(({ problem, ranges, index }) =>
    problem.whys.flatMap((why, position) => {
      const range = ranges.whys[position];
      if (!range) return [];
      whys.push(range.whole);
      const old = why.evidence.findIndex((evidence) => !evidence.excerpt && isOld(timeOf(evidence), facts));
      if (old < 0) return [];
      const slots = range.form === 'own' ? range.list?.evidence : range.evidence;
      const at = slots?.[old]?.whole ?? range.whole;
      return [{ ...firstLine(markdown, at), message: expired(facts), problem: index, why: why.label }];
    }),
  );
  return { found, whys };
}

/** When what is pinned was logged; undefined where it is of no log, or no time is named. */
function timeOf({ kind, text }: Evidence): number | undefined {
  const ofLinks = logLinksIn(text).flatMap(({ timeMs }) => timeMs ?? []);
  if (ofLinks.length > 0) return Math.max(...ofLinks);
  return kind === 'log' ? newestTime(text) : undefined;
}

/** Links outside code that no quotation of what they show follows. */
function expiredLinks({ markdown, facts, reading }: CheckedReport): Weakness[] {
  const { blocks } = reading.ranges.outline;
  return blocks.flatMap((block, index) => {
    if (block.type === 'code' || blocks[index + 1]?.type === 'code') return [];
    if (block.type === 'footnoteDefinition' || block.children.some(({ type }) => type === 'code')) return [];
    return logLinksIn(markdown.slice(block.start, block.end))
      .filter(({ timeMs }) => isOld(timeMs, facts))
      .map(({ start, end }) => ({
        start: block.start + start,
        end: block.start + end,
        message: expired(facts),
      }));
  });
}

function isOld(timeMs: number | undefined, { now, retentionDays }: CheckFacts): boolean {
  return timeMs !== undefined && Date.parse(now) - timeMs > retentionDays * DAY_MS;
}

function expired({ retentionDays }: CheckFacts): string {
  return `This entry is older than ${retentionDays} days and has no excerpt: where logs are kept so long, nobody can read it any more.`;
}

function manyExpired(count: number, { facts }: CheckedReport): string {
  return `${count} links lead to entries that are older than ${facts.retentionDays} days, and no excerpt says what was there: where logs are kept so long, nobody can read them any more.`;
}

function secrets({ facts }: CheckedReport): Weakness[] {
  return facts.secrets.map(({ start, end, kind, replacement }) => ({
    start,
    end,
    message: `This looks like ${namesOf(kind)}. Whoever reads the repository can read it.`,
    fix: { title: `Replace it by ${replacement}`, edits: [{ start, end, text: replacement }] },
  }));
}
