import type { Range } from '../report/lines';
import type { ProblemRanges } from '../report/ranges';
import type { Reading } from '../report/read';
import type { Found } from '../redact/redact';
import type { Analysis, Problem, Why } from '../whys/analysis';
import type { CheckId, Finding, Related, Fix } from '../whys/finding';
import type { Plan } from '../whys/plan';

/** What the checks cannot read in the report. */
export interface CheckFacts {
  /** RFC 3339; log links are old or not by it. */
  readonly now: string;
  /** How long logs are kept. */
  readonly retentionDays: number;
  /** Code locations of the report that lead nowhere, or to where the code no longer is. */
  readonly badLocations: readonly BadLocation[];
  /** Secrets and personal data in the text that nobody decided to keep. */
  readonly secrets: readonly Found[];
}

export interface BadLocation extends Range {
  /** A sentence, such as `app/cart.py is not in this workspace.` */
  readonly message: string;
  /** `information` where the code is still there, at another place. */
  readonly severity: Finding['severity'];
  readonly fix?: Fix;
}

/** A report with all that the checks look at. */
export interface CheckedReport {
  readonly markdown: string;
  readonly analysis: Analysis;
  readonly reading: Reading;
  readonly plan: Plan;
  readonly facts: CheckFacts;
}

/** A rule that reads a report and finds weaknesses. */
export interface Check {
  readonly id: CheckId;
  readonly severity: Finding['severity'];
  readonly find: (report: CheckedReport) => readonly Weakness[];
}

/** A finding before the check that found it is named; with a severity where that is not the check's. */
export type Weakness = Omit<Finding, 'id' | 'severity' | 'related'> &
  Partial<Pick<Finding, 'severity'>> & { readonly related?: readonly WeakPlace[] };

/** A related place before it is said what stands there. */
export type WeakPlace = Omit<Related, 'excerpt'>;

/** A problem with where it stands and its number from 0. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly ranges: ProblemRanges;
  readonly index: number;
}

export function placedProblems({ analysis, reading }: CheckedReport): PlacedProblem[] {
  return analysis.problems.flatMap((problem, index) => {
    const ranges = reading.ranges.problems[index];
    return ranges ? [{ problem, ranges, index }] : [];
  });
}

/** The line that a why begins with. */
export function atWhy(markdown: string, { ranges }: PlacedProblem, position: number): Range {
  const why = ranges.whys[position];
  if (!why) return firstLine(markdown, ranges.section.heading);
  if (why.form === 'own') return firstLine(markdown, why.whole);
  return firstLine(markdown, why.question?.range ?? why.answer?.range ?? why.whole);
}

/** The lines of an answer; the why's first line where that is not told apart. */
export function atAnswer(markdown: string, placed: PlacedProblem, position: number): Range {
  const why = placed.ranges.whys[position];
  const answer = why?.form === 'own' ? why.list?.answer?.whole : why?.answer?.range;
  return answer ? firstLine(markdown, answer) : atWhy(markdown, placed, position);
}

/** A range from its first visible character to the end of its first line. */
export function firstLine(markdown: string, { start, end }: Range): Range {
  const text = markdown.slice(start, end);
  const skipped = /^\s{0,200}/.exec(text)?.[0].length ?? 0;
  const line = text.slice(skipped).split(/\r?\n/, 1)[0]?.trimEnd() ?? '';
  return { start: start + skipped, end: start + skipped + line.length };
}

/** Whether a why belongs to an answer that was not ruled out, and is answered. */
export function counts({ answer, state }: Why): boolean {
  return answer !== '' && state !== 'ruled out';
}
