import type { Action, Analysis, Evidence, Field, FollowUp, Problem, RootCause, Why } from './analysis';
import { EVIDENCE_KINDS, WHY_STATES } from './analysis';
import { parseLabel } from './labels';
import { isRootCauseName, isWhyName, namesFiveWhys } from './words';

/** Text of several lines as the file can hold it: LF, no control characters, blank lines empty, no space around it. */
export function cleanText(text: string): string {
  return normalize(text).trim();
}

/** Text of one line: white space collapsed. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[ \t\n]+/g, ' ');
}

/** Plain text that was seen somewhere: keeps the indentation of its first line when there are several. */
export function cleanExcerpt(text: string): string {
  const excerpt = normalize(text).replace(/^\n+/, '').trimEnd();
  return excerpt.includes('\n') ? excerpt : excerpt.trim();
}

/** The name of a field; empty for one that the file would read as something else. */
export function cleanName(name: string): string {
  const clean = cleanLine(name.replace(/[*:：]/g, ' '));
  const means = /^why\b/i.test(clean) || isWhyName(clean) || isRootCauseName(clean) || namesFiveWhys(clean);
  return means ? '' : clean;
}

export function cleanAnalysis(analysis: Analysis): Analysis {
  return {
    title: cleanLine(analysis.title),
    header: cleanFields(analysis.header),
    summary: cleanText(analysis.summary),
    problems: analysis.problems.map(cleanProblem),
    ...cleanLists(analysis),
  };
}

/** The lists of a report that stand outside of its problems; one that is empty is left out. */
export function cleanLists(
  lists: Pick<Analysis, 'criteria' | 'followUps'>,
): Pick<Analysis, 'criteria' | 'followUps'> {
  const criteria = (lists.criteria ?? [])
    .map(({ text, isMet }) => ({ text: cleanLine(text), isMet }))
    .filter(({ text }) => text);
  const followUps = (lists.followUps ?? []).flatMap((followUp) => cleanFollowUp(followUp) ?? []);
  return {
    ...(criteria.length > 0 ? { criteria } : {}),
    ...(followUps.length > 0 ? { followUps } : {}),
  };
}

/** Undefined for one without a date. */
export function cleanFollowUp({ date, title, text }: FollowUp): FollowUp | undefined {
  const day = cleanLine(date);
  return /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? { date: day, title: cleanLine(title).replace(/^[-–—:,\s]+/, ''), text: cleanText(text) }
    : undefined;
}

export function cleanProblem(problem: Problem): Problem {
  const source = problem.source && cleanLine(problem.source);
  return {
    title: cleanLine(problem.title),
    patterns: problem.patterns.flatMap((key) => cleanLine(key).split(' ')).filter(Boolean),
    ...(source ? { source } : {}),
    facts: cleanFields(problem.facts),
    whys: cleanWhys(problem.whys),
    rootCauses: problem.rootCauses.map(cleanRootCause).filter(({ text }) => text),
    actions: problem.actions.map(cleanAction),
    verification: cleanText(problem.verification),
  };
}

/** What an answer would show as the member of a why; an empty text is left out. */
export function cleanWouldShow(text = ''): Pick<Why, 'wouldShow'> {
  const wouldShow = cleanText(text);
  return wouldShow ? { wouldShow } : {};
}

export function cleanEvidence(evidence: Evidence): Evidence {
  const excerpt = cleanExcerpt(evidence.excerpt ?? '');
  const kind = EVIDENCE_KINDS.includes(evidence.kind) ? evidence.kind : 'note';
  return { kind, text: cleanLine(evidence.text), ...(excerpt ? { excerpt } : {}) };
}

export function cleanAction(action: Action): Action {
  return {
    priority: cleanCell(action.priority),
    type: cleanCell(action.type),
    action: cleanCell(action.action),
    location: cleanCell(action.location),
    owner: cleanCell(action.owner),
    due: cleanCell(action.due),
    state: cleanCell(action.state),
    verifiedBy: cleanCell(action.verifiedBy),
  };
}

/** A table's cell escapes every pipe, so that an escape of the user's own says nothing. */
export function cleanCell(text: string): string {
  return cleanLine(text).replace(/\\+\|/g, '|');
}

function cleanFields(fields: readonly Field[]): Field[] {
  return fields
    .map(({ name, value }) => ({ name: cleanName(name), value: cleanLine(value) }))
    .filter(({ name }) => name);
}

function cleanWhys(whys: readonly Why[]): Why[] {
  const seen = new Set<string>();
  return whys.filter(isNew).map((why) => ({
    label: why.label,
    and: why.and,
    question: cleanLine(why.question),
    answer: cleanText(why.answer),
    state: WHY_STATES.includes(why.state) ? why.state : 'possible',
    evidence: why.evidence.map(cleanEvidence),
    ...cleanWouldShow(why.wouldShow),
  }));

  function isNew({ label }: Why): boolean {
    if (!parseLabel(label) || seen.has(label)) return false;
    seen.add(label);
    return true;
  }
}

function cleanRootCause({ why, text }: RootCause): RootCause {
  return { ...(why !== undefined && parseLabel(why) ? { why } : {}), text: cleanLine(text) };
}

function normalize(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/^[ \t]+$/gm, '');
}
