import { readFrames } from '../frames/read';
import type { Problem } from '../whys/analysis';
import type { PlannedAction } from '../whys/plan';
import { labelAndText, plain } from './details';
import { statusIn } from './finding';
import { linesIn } from './lines';
import { actionsUnder, announcesActions, labelledActions } from './plannedActions';
import type { ProblemRanges } from './ranges';
import { headingText, sections } from './sections';

/** What a problem's fields, heading and text tell beside its whys. */
export interface ProblemDetails {
  /** `RESOLVED`, `PARTIALLY RESOLVED`, `UNRESOLVED` or as it is written; empty where nothing says so. */
  readonly status: string;
  /** `CRITICAL`, `HIGH`, `WARNING`; empty where nothing says so. */
  readonly severity: string;
  /** Places in code, and those that are named in words, each once, in the file's order. */
  readonly locations: readonly string[];
  /** What the problem's own section says is to be done, but for its table of actions. */
  readonly actions: readonly PlannedAction[];
}

export function problemDetails(markdown: string, problem: Problem, ranges: ProblemRanges): ProblemDetails {
  const above = ranges.above
    .filter(({ depth }) => depth > 1)
    .map((heading) => headingText(markdown, heading));
  return {
    status: statusOf(problem),
    severity: severityOf(problem, above),
    locations: locationsOf(markdown, ranges),
    actions: once([...labelledActions(markdown, ranges.section.body), ...actionsWithin(markdown, ranges)]),
  };
}

/** Without those that stand where one did already. */
function once(actions: readonly PlannedAction[]): readonly PlannedAction[] {
  const at = new Map(actions.toReversed().map((action) => [action.at.start, action]));
  return actions.filter((action) => at.get(action.at.start) === action);
}

/** The actions below the headings inside the problem, but for its table. */
function actionsWithin(
  markdown: string,
  { implied, section, actions: table }: ProblemRanges,
): PlannedAction[] {
  if (implied) return [];
  return sections(section.body).flatMap((inner) => {
    const name = headingText(markdown, inner.heading);
    if (!announcesActions(name)) return [];
    return actionsUnder(markdown, inner, [name]).filter(
      ({ at }) => !table || at.end <= table.start || at.start >= table.end,
    );
  });
}

/** The status of a problem by its field or the end of its title; in upper case where the title says it. */
function statusOf({ title, facts }: Problem): string {
  // The status of a request is a number.
  const field = facts.find(
    ({ name, value }) => /^(?:status|current status)$/i.test(name) && !/^\W*\d{3}\b/.test(value),
  );
  return field?.value ?? statusIn(title) ?? '';
}

/** The severity of a problem by its field, its impact, or the headings above it. */
function severityOf({ facts }: Problem, above: readonly string[]): string {
  const field = facts.find(({ name }) => /^severity$/i.test(name));
  if (field) return field.value;
  const impact = facts.find(({ name }) => /\bimpact$/i.test(name));
  const inImpact = impact && /^\W{0,4}(CRITICAL|HIGH|MEDIUM|LOW)\b/.exec(impact.value)?.[1];
  if (inImpact) return inImpact;
  const heading = above.findLast((text) => SEVERITY.test(text));
  return heading ? (SEVERITY.exec(heading)?.[1]?.toUpperCase() ?? '') : '';
}

const SEVERITY = /\b(critical|high|medium|low|warning|major|minor)\b/i;

function locationsOf(markdown: string, { section }: ProblemRanges): string[] {
  const end = section.body.at(-1)?.end ?? section.heading.end;
  const text = markdown.slice(section.heading.end, end);
  const found: { readonly at: number; readonly text: string }[] = [];
  for (const line of linesIn(text, { start: 0, end: text.length })) {
    const said = text.slice(line.start, line.end).replace(/^\s{0,20}(?:[*+-]|\d{1,3}[.)])\s/, '');
    const { label, text: place } = labelAndText(said);
    if (/^(?:locations?|files?|where)$/i.test(label) && place)
      found.push({ at: line.start, text: bare(place) });
  }
  const lines = new Set(found.map(({ at }) => lineOf(text, at)));
  const add = (at: number, place: string) => {
    const line = lineOf(text, at);
    if (!lines.has(line)) found.push({ at, text: place });
    lines.add(line);
  };
  for (const frame of readFrames(text)) {
    add(frame.start, bare(text.slice(frame.start, frame.end)));
  }
  for (const { index, 1: code = '' } of text.matchAll(/`([^`\n]{2,200})`/g)) {
    if (SYMBOL.test(code)) add(index, code);
  }
  const texts = found.toSorted((a, b) => a.at - b.at).map((place) => place.text);
  return [...new Set(texts)];
}

/** `create_session()`, `BaseAgent.create()`, `app/core/agent.py`. */
const SYMBOL =
  /^(?:[A-Za-z_$][\w$]{0,80}(?:(?:\.|::|#|->)[A-Za-z_$][\w$]{0,80}){0,6}\(\)|\/?(?:[\w.@-]{1,80}\/){1,20}[\w.@-]{1,80}\.[A-Za-z]{1,6}\d?)$/;

function lineOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1);
}

function bare(text: string): string {
  return plain(text).replace(/^`([^`]*)`$/, '$1');
}
