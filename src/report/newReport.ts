import type { Analysis, Evidence, Field, Problem, Why } from '../whys/analysis';
import { cleanAnalysis, cleanProblem } from '../whys/clean';
import { suggestedQuestion } from '../whys/guidance';
import { newLabel } from '../whys/labels';
import { escapeText, inlineCode } from './markdown';

/** What a new problem says of a pattern of the logs. Texts are as logged, unless they are called Markdown. */
export interface PatternFacts {
  readonly key: string;
  /** Id of the log source. */
  readonly source: string;
  readonly title: string;
  /** The error message. */
  readonly error: string;
  readonly severity: string;
  readonly count: number;
  /** False where there may be more. */
  readonly isExact: boolean;
  /** RFC 3339; empty when unknown. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How far back the logs were pulled, in hours. */
  readonly windowHours?: number;
  readonly services: readonly string[];
  /** Newest first. */
  readonly revisions: readonly { readonly name: string; readonly commit?: string }[];
  readonly environment?: string;
  /** Markdown: a link relative to the report, at a commit. */
  readonly location?: string;
  /** For the first why, such as the newest entry. */
  readonly evidence: readonly Evidence[];
}

/** A report with one problem that is about a pattern. */
export function reportFromPattern(facts: PatternFacts, { date }: { readonly date: string }): Analysis {
  const [revision] = facts.revisions;
  const commit = revision?.commit ? ` at ${inlineCode(revision.commit.slice(0, COMMIT_LENGTH))}` : '';
  return cleanAnalysis({
    title: escapeText(facts.title),
    header: known([
      ['Date', date],
      ['Environment', escapeText(facts.environment ?? '')],
      ['Service', facts.services.map(escapeText).join(', ')],
      ['Revision', revision ? escapeText(revision.name) + commit : ''],
      ['Severity', escapeText(facts.severity)],
      ['Status', 'UNRESOLVED'],
    ]),
    summary: '',
    problems: [problemFromPattern(facts)],
  });
}

/** A problem that is about a pattern, with its first why asked. `Impact` is left for the user to fill in. */
function problemFromPattern(facts: PatternFacts): Problem {
  return asked(
    {
      title: escapeText(facts.title),
      patterns: [facts.key],
      source: facts.source,
      facts: [
        { name: 'Error', value: inlineCode(facts.error) },
        { name: 'Frequency', value: frequency(facts) },
        { name: 'Impact', value: '' },
        ...known([['Location', facts.location ?? '']]),
      ],
    },
    facts.evidence,
  );
}

/** A report on a problem in the user's words, which are Markdown. */
export function reportFromTitle(title: string, { date }: { readonly date: string }): Analysis {
  return cleanAnalysis({
    title,
    header: known([
      ['Date', date],
      ['Status', 'UNRESOLVED'],
    ]),
    summary: '',
    problems: [
      asked(
        { title, patterns: [], facts: ['Error', 'Frequency', 'Impact'].map((name) => ({ name, value: '' })) },
        [],
      ),
    ],
  });
}

/** As many characters of a commit as git shows by default in a repository of middling size. */
const COMMIT_LENGTH = 7;

/** The problem with its first why. */
function asked(
  problem: Pick<Problem, 'title' | 'patterns' | 'source' | 'facts'>,
  evidence: readonly Evidence[],
): Problem {
  const begun: Problem = { ...problem, whys: [], rootCauses: [], actions: [], verification: '' };
  const first = { kind: 'deeper' } as const;
  const why: Why = {
    label: newLabel([], first)?.label ?? '1',
    and: false,
    question: suggestedQuestion(begun, first),
    answer: '',
    state: 'possible',
    evidence,
  };
  return cleanProblem({ ...begun, whys: [why] });
}

/** Such as `27 in 48 h, 2025-01-07T15:42:00Z to 2025-01-07T15:42:02Z, revision 00209-zdn`. */
function frequency(facts: PatternFacts): string {
  const { count, isExact, windowHours, firstSeen, lastSeen, revisions } = facts;
  const said = isExact ? `${count}` : `at least ${count}`;
  const names = revisions.map(({ name }) => escapeText(name));
  const times = [...new Set([firstSeen, lastSeen].filter(Boolean).map(toTheSecond))];
  return [
    windowHours === undefined ? said : `${said} in ${windowHours} h`,
    times.join(' to '),
    names.length > 0 ? `${names.length > 1 ? 'revisions' : 'revision'} ${names.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Without the fraction that a log has of its seconds: the evidence has it, and nobody reads a span by it. */
function toTheSecond(time: string): string {
  return time.replace(/\.\d{1,9}(?=Z|[+-])/, '');
}

function known(fields: readonly (readonly [string, string])[]): Field[] {
  return fields.filter(([, value]) => value).map(([name, value]) => ({ name, value }));
}
