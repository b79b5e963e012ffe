import type { Problem, RootCause } from './analysis';

/** A cause that another problem has as well: its text begins with `Same as 1: Why 3`. */
export interface SameAs {
  /** Index of the problem, from 0; the file counts from 1. */
  readonly problem: number;
  /** Label of the why in it; undefined where only the problem is named. */
  readonly why?: string;
}

/** What the text of a root cause or of an answer says that it shares; undefined for one of its own. */
export function sameAs(text: string): SameAs | undefined {
  const match = SAME_AS.exec(text);
  const { number = '', caught, label } = match?.groups ?? {};
  if (!match) return undefined;
  const problem = Number(number) - 1;
  return label === undefined
    ? { problem }
    : { problem, why: `${caught ? 'caught ' : ''}${label.toLowerCase()}` };
}

/** The beginning of such a text: `Same as 1: Why 3`. */
export function writeSameAs({ problem, why }: SameAs): string {
  return `Same as ${problem + 1}${why === undefined ? '' : `: ${nameOf(why)}`}`;
}

/** Where in a text the why is named that it shares; undefined where none is. */
export function sharedWhyIn(text: string): { readonly start: number; readonly end: number } | undefined {
  const match = SAME_AS.exec(text);
  const name = match?.groups?.['name'];
  return match && name !== undefined
    ? { start: match[0].length - name.length, end: match[0].length }
    : undefined;
}

/** The problem after some of its whys were given other labels: root causes that name them follow. */
export function renamedIn(problem: Problem, renamed: Renamed): Problem {
  const rootCauses = problem.rootCauses.map((cause): RootCause =>
    cause.why === undefined ? cause : { ...cause, why: renamed.get(cause.why) ?? cause.why },
  );
  return { ...problem, rootCauses };
}

/**
 * The problems after some whys of one of them were given other labels: what is the same as one of those follows.
 * @param index of the problem whose whys they are
 */
export function sharedAfter(problems: readonly Problem[], index: number, renamed: Renamed): Problem[] {
  const follow = (text: string) => followed(text, index, renamed);
  return problems.map((problem) => ({
    ...problem,
    whys: problem.whys.map((why) => ({ ...why, answer: follow(why.answer) })),
    rootCauses: problem.rootCauses.map((cause) => ({ ...cause, text: follow(cause.text) })),
  }));
}

/** From a label before to the label after. */
export type Renamed = ReadonlyMap<string, string>;

function followed(text: string, index: number, renamed: Renamed): string {
  const same = sameAs(text);
  const at = sharedWhyIn(text);
  const to = same?.problem === index && same.why !== undefined ? renamed.get(same.why) : undefined;
  return at && to !== undefined ? text.slice(0, at.start) + nameOf(to) + text.slice(at.end) : text;
}

const SAME_AS =
  /^same (?:(?:root )?cause )?as (?:in )?(?:the )?(?:(?:error )?(?:pattern|problem|issue|finding|incident) )?#?(?<number>\d{1,3})(?![\p{L}\d])(?: ?[:,] ?(?<name>why (?<caught>was it not caught )?(?<label>[1-9]\d{0,2}[a-z]*))(?![\p{L}\d]))?/iu;

function nameOf(label: string): string {
  return `${label.startsWith('caught ') ? 'Why was it not ' : 'Why '}${label}`;
}
