import type { Analysis, Field, Problem, Why } from './analysis';
import type { Change, NewWhy } from './change';
import {
  cleanAction,
  cleanCell,
  cleanEvidence,
  cleanLine,
  cleanName,
  cleanProblem,
  cleanText,
} from './clean';
import { newLabel, subtreeOf } from './labels';

/**
 * The analysis after a change. Texts are cleaned as the file holds them; a change that names a problem, why, evidence
 * or action that is not there leaves the analysis as it is.
 */
export function applyChange(analysis: Analysis, change: Change): Analysis {
  switch (change.type) {
    case 'setTitle':
      return { ...analysis, title: cleanLine(change.title) };
    case 'setHeader':
      return { ...analysis, header: setField(analysis.header, change.name, change.value) };
    case 'setSummary':
      return { ...analysis, summary: cleanText(change.summary) };
    case 'addProblem':
      return { ...analysis, problems: [...analysis.problems, cleanProblem(change.problem)] };
    case 'setProblemTitle':
      return inProblem(analysis, change, (problem) => ({ ...problem, title: cleanLine(change.title) }));
    case 'setFact':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        facts: setField(problem.facts, change.name, change.value),
      }));
    case 'addWhy':
      return inProblem(analysis, change, (problem) => addWhy(problem, change.where, change.question));
    case 'removeWhy':
      return inProblem(analysis, change, (problem) => removeWhy(problem, change.why));
    case 'setQuestion':
      return inWhy(analysis, change, (why) => ({ ...why, question: cleanLine(change.question) }));
    case 'setAnswer':
      return inWhy(analysis, change, (why) => ({ ...why, answer: cleanText(change.answer) }));
    case 'setState':
      return inWhy(analysis, change, (why) => ({ ...why, state: change.state }));
    case 'addEvidence':
      return inWhy(analysis, change, (why) => ({
        ...why,
        evidence: [...why.evidence, cleanEvidence(change.evidence)],
      }));
    case 'removeEvidence':
      return inWhy(analysis, change, (why) => ({ ...why, evidence: without(why.evidence, change.evidence) }));
    case 'setRootCause':
      return inProblem(analysis, change, (problem) =>
        setRootCause(problem, change.why, cleanLine(change.text)),
      );
    case 'addAction':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        actions: [...problem.actions, cleanAction(change.action)],
      }));
    case 'setAction':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        actions: replaceAt(problem.actions, change.action, (action) => ({
          ...action,
          [change.cell]: cleanCell(change.value),
        })),
      }));
    case 'removeAction':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        actions: without(problem.actions, change.action),
      }));
    default:
      return change satisfies never;
  }
}

/** Whether two names are of the same field: case says nothing. */
export function sameName(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function setField(fields: readonly Field[], rawName: string, rawValue: string): readonly Field[] {
  const name = cleanName(rawName);
  const value = cleanLine(rawValue);
  const index = fields.findIndex((field) => sameName(field.name, name));
  if (!name || (index < 0 && !value)) return fields;
  if (index < 0) return [...fields, { name, value }];
  return value ? replaceAt(fields, index, (field) => ({ ...field, value })) : without(fields, index);
}

function addWhy(problem: Problem, where: NewWhy, question: string): Problem {
  const placement = newLabel(problem.whys, where);
  if (!placement) return problem;
  const { label, index, renamed } = placement;
  const rename = (old: string): string => (old === renamed?.from ? renamed.to : old);
  const why: Why = {
    label,
    and: where.kind === 'beside' && where.and,
    question: cleanLine(question),
    answer: '',
    state: 'possible',
    evidence: [],
  };
  return {
    ...problem,
    whys: problem.whys.map((old) => ({ ...old, label: rename(old.label) })).toSpliced(index, 0, why),
    rootCauses: problem.rootCauses.map((cause) =>
      cause.why === undefined ? cause : { ...cause, why: rename(cause.why) },
    ),
  };
}

function removeWhy(problem: Problem, label: string): Problem {
  if (!problem.whys.some((why) => why.label === label)) return problem;
  const removed = subtreeOf(problem.whys, label);
  return {
    ...problem,
    whys: problem.whys.filter((why) => !removed.has(why.label)),
    rootCauses: problem.rootCauses.filter(({ why }) => why === undefined || !removed.has(why)),
  };
}

function setRootCause(problem: Problem, why: string, text: string): Problem {
  const index = problem.rootCauses.findIndex((cause) => cause.why === why);
  if (index >= 0) {
    const rootCauses = text
      ? replaceAt(problem.rootCauses, index, () => ({ why, text }))
      : without(problem.rootCauses, index);
    return { ...problem, rootCauses };
  }
  const known = problem.whys.some(({ label }) => label === why);
  return known && text ? { ...problem, rootCauses: [...problem.rootCauses, { why, text }] } : problem;
}

function inProblem(
  analysis: Analysis,
  { problem: index }: { readonly problem: number },
  change: (problem: Problem) => Problem,
): Analysis {
  if (!analysis.problems[index]) return analysis;
  return { ...analysis, problems: replaceAt(analysis.problems, index, change) };
}

function inWhy(
  analysis: Analysis,
  at: { readonly problem: number; readonly why: string },
  change: (why: Why) => Why,
): Analysis {
  return inProblem(analysis, at, (problem) => ({
    ...problem,
    whys: problem.whys.map((why) => (why.label === at.why ? change(why) : why)),
  }));
}

function replaceAt<T>(items: readonly T[], index: number, change: (item: T) => T): T[] {
  return items.map((item, at) => (at === index ? change(item) : item));
}

function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, at) => at !== index);
}
