import assert from 'node:assert/strict';
import fc from 'fast-check';
import { edit } from '../../../src/report/edit';
import { lineEnd, lineStart, type Range } from '../../../src/report/lines';
import type { Ranges } from '../../../src/report/ranges';
import { read } from '../../../src/report/read';
import { applyEdits, type TextEdit } from '../../../src/report/textEdit';
import { write } from '../../../src/report/write';
import type { Analysis } from '../../../src/whys/analysis';
import { applyChange } from '../../../src/whys/apply';
import type { Change } from '../../../src/whys/change';
import { anyAnalysis, anyChange } from '../whys/analyses';
import { AUDIT, DEEP_DIVE, FINDINGS, FIX_PLAN, PATTERNS, REVIEW } from './foreignReports';
import { undone } from './undone';

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 25) };

describe('edit, whatever a report holds', () => {
  const changes = () => fc.array(fc.tuple(fc.nat(), anyChange()), { minLength: 1, maxLength: 5 });

  it('says the same as the change of the analysis, and leaves what it does not understand', () => {
    fc.assert(
      fc.property(
        anyAnalysis(),
        fc.array(fc.tuple(fc.nat(), fc.nat())),
        changes(),
        (analysis, foreign, steps) => {
          let markdown = withForeignBlocks(write(analysis), foreign);
          const kept = foreignLines(markdown);
          for (const [number, change] of steps)
            markdown = changed(markdown, onto(read(markdown).analysis, change, number));
          assert.deepEqual(foreignLines(markdown), kept);
        },
      ),
      RUNS,
    );
  });

  it('keeps CRLF', () => {
    fc.assert(
      fc.property(anyAnalysis(), changes(), (analysis, steps) => {
        let markdown = write(analysis).replaceAll('\n', '\r\n');
        for (const [number, change] of steps)
          markdown = changed(markdown, onto(read(markdown).analysis, change, number));
        assert.doesNotMatch(markdown, /(?<!\r)\n/);
      }),
      RUNS,
    );
  });

  it('makes the change in the forms of others, or none', () => {
    const reports = fc.constantFrom(AUDIT, DEEP_DIVE, FINDINGS, FIX_PLAN, PATTERNS, REVIEW);
    fc.assert(
      fc.property(reports, changes(), (report, steps) => {
        let markdown: string = report;
        for (const [number, change] of steps) {
          const { analysis } = read(markdown);
          const step = onto(analysis, change, number);
          const edits = checked(markdown, edit(markdown, step));
          if (edits.length === 0) continue;
          const after = applyEdits(markdown, edits);
          const wanted = applyChange(analysis, step);
          assert.deepEqual(read(after).analysis, wanted, `${JSON.stringify(step)}\n${after}`);
          assert.equal(undone(markdown, after, edits), markdown);
          markdown = after;
        }
      }),
      RUNS,
    );
  });

  it('reads any text without failing, and makes edits that apply to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anyChange(), (text, change) => {
        applyEdits(text, checked(text, edit(text, change)));
      }),
      RUNS,
    );
  });
});

function changed(markdown: string, change: Change): string {
  const before = read(markdown).analysis;
  const edits = checked(markdown, edit(markdown, change));
  const after = applyEdits(markdown, edits);
  const wanted = applyChange(before, change);
  assert.deepEqual(
    read(after).analysis,
    wanted,
    `${JSON.stringify(change)}\n--- before\n${markdown}\n--- after\n${after}`,
  );
  if (JSON.stringify(before) === JSON.stringify(wanted)) assert.deepEqual(edits, [], JSON.stringify(change));
  assert.equal(undone(markdown, after, edits), markdown);
  for (const { start, end } of edits) assertNamed(markdown, { start, end }, change);
  return after;
}

/** What an edit takes out stands on lines of what the change names, but for blank lines. */
function assertNamed(markdown: string, taken: Range, change: Change): void {
  const text = markdown.slice(taken.start, taken.end);
  if (!text.trim()) return;
  const start = taken.start + text.length - text.trimStart().length;
  const end = taken.start + text.trimEnd().length;
  const named = namedBy(read(markdown).ranges, change).map((range) => ({
    start: lineStart(markdown, range.start),
    end: lineEnd(markdown, range.end),
  }));
  const from = named.some((range) => range.start <= start && start <= range.end);
  const to = named.some((range) => range.start <= end && end <= range.end);
  assert.ok(from && to, `${JSON.stringify(change)} took out ${JSON.stringify(text)}`);
}

function namedBy(ranges: Ranges, change: Change): Range[] {
  const { outline, header, problems, footnotes, criteria, followUps } = ranges;
  const problem =
    'problem' in change && typeof change.problem === 'number' ? problems[change.problem] : undefined;
  const whys = problem?.whys ?? [];
  const causes = (problem?.rootCauses ?? []).map(({ label, text }) => ({
    start: label.start,
    end: text.end,
  }));
  const table = problem?.actions;
  switch (change.type) {
    case 'setTitle':
      return outline.title ? [outline.title] : [];
    case 'setHeader':
      return header.map(({ whole }) => whole);
    case 'setSummary':
      return outline.summary?.body.slice() ?? [];
    case 'setProblemTitle':
      return problem ? [problem.section.heading] : [];
    case 'setFact':
      return (problem?.facts ?? []).map(({ whole }) => whole);
    case 'setRootCause':
      return causes;
    case 'addWhy':
    case 'moveWhy':
      // What is the same as a why names it in every problem.
      return problems.flatMap(({ whys, rootCauses }) => [
        ...whys.map(({ whole }) => whole),
        ...rootCauses.map(({ label, text }) => ({ start: label.start, end: text.end })),
      ]);
    case 'removeWhy':
      return [...whys.map(({ whole }) => whole), ...causes];
    case 'setQuestion':
    case 'setAnswer':
    case 'setState':
    case 'setWouldShow':
    case 'addEvidence':
    case 'setAnd':
      return whys.filter(({ label }) => label === change.why).map(({ whole }) => whole);
    case 'removeEvidence':
      return [
        ...whys.filter(({ label }) => label === change.why).map(({ whole }) => whole),
        ...footnotes.values(),
      ];
    case 'setAction':
    case 'removeAction':
      return table?.rows[change.action] ? [table.rows[change.action] as Range] : [];
    case 'setVerification':
    case 'tickProblem':
      return problem?.verification?.body.slice() ?? [];
    case 'tick':
    case 'setCriterion':
      return criteria[change.criterion]
        ? [(criteria[change.criterion] as Ranges['criteria'][number]).whole]
        : [];
    case 'setFollowUp':
    case 'removeFollowUp': {
      const section = followUps[change.index]?.section;
      return section ? [section.heading, ...section.body] : [];
    }
    case 'addProblem':
    case 'addAction':
    case 'addCriterion':
    case 'addFollowUp':
      return [];
    default:
      return change satisfies never;
  }
}

function checked(text: string, edits: TextEdit[]): TextEdit[] {
  let done = -1;
  for (const { start, end } of edits) {
    assert.ok(start > done && start <= end && end <= text.length, `${start} to ${end} behind ${done}`);
    done = end;
  }
  return edits;
}

/** Names problems, whys, evidence and actions that are there, most of the time. */
function onto({ problems }: Analysis, change: Change, number: number): Change {
  if (!('problem' in change) || typeof change.problem !== 'number' || number % 8 === 0) return change;
  const index = number % Math.max(problems.length, 1);
  const whys = problems[index]?.whys ?? [];
  const label = whys[(number >> 3) % Math.max(whys.length, 1)]?.label;
  const why = label !== undefined && 'why' in change ? { why: label } : {};
  const to =
    label !== undefined && change.type === 'moveWhy' && change.to.of !== undefined
      ? { to: { ...change.to, of: whys[(number >> 6) % whys.length]?.label ?? label } }
      : {};
  const where =
    label !== undefined && 'where' in change && 'of' in change.where
      ? { where: { ...change.where, of: label } }
      : {};
  return { ...change, problem: index, ...why, ...where, ...to } as Change;
}

const FOREIGN = [
  'Prose of someone else, FOREIGN with `code`\nand a second FOREIGN line.  ',
  '<!-- FOREIGN -->',
  '<div align="center">FOREIGN</div>',
  '| FOREIGN | a \\| b |\n|:--|--:|\n| 1 | FOREIGN |',
  '> FOREIGN quote',
  '```sh\n# FOREIGN\n```',
  '* FOREIGN item\n\n  **Why 9:** FOREIGN',
  '#### FOREIGN heading',
  'FOREIGN\n-------'.replace('-------', '\\---'),
];

/** Puts blocks of others between those of the report, where they are no part of a text of it. */
function withForeignBlocks(markdown: string, foreign: readonly (readonly [number, number])[]): string {
  const { outline, problems } = read(markdown).ranges;
  const heads = new Set(problems.flatMap(({ whys }) => whys.map(({ whole }) => whole.start)));
  const texts = [
    outline.summary,
    outline.criteria,
    outline.followUps,
    ...problems.map(({ section }) => lastSection(section)),
  ];
  const places = outline.blocks.filter(
    ({ start, end, type }) =>
      ['paragraph', 'list', 'table'].includes(type) &&
      !heads.has(start) &&
      !texts.some((text) => text && start >= text.heading.start && end <= (text.body.at(-1)?.end ?? 0)),
  );
  const edits = new Map<number, TextEdit>();
  for (const [place, kind] of foreign) {
    const at = places[place % Math.max(places.length, 1)]?.end;
    if (at === undefined) continue;
    const end = at + (/^[ \t]*/.exec(markdown.slice(at))?.[0].length ?? 0);
    edits.set(end, { start: end, end, text: `\n\n${FOREIGN[kind % FOREIGN.length]}` });
  }
  return applyEdits(
    markdown,
    [...edits.values()].sort((a, b) => a.start - b.start),
  );

  function lastSection({ body }: (typeof outline.problems)[number]) {
    const heading = body.findLast(({ type, depth }) => type === 'heading' && depth === 3);
    const isVerification = heading && markdown.slice(heading.start, heading.end) === '### Verification';
    return isVerification ? { heading, body: body.slice(body.indexOf(heading)) } : undefined;
  }
}

function foreignLines(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.includes('FOREIGN'));
}
