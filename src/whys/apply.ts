import type { Analysis, Criterion, Field, FollowUp, Problem, Why } from './analysis';
import type { Change, NewWhy, WhyPlace } from './change';
import {
  cleanAction,
  cleanCell,
  cleanEvidence,
  cleanFollowUp,
  cleanLine,
  cleanLists,
  cleanName,
  cleanProblem,
  cleanText,
  cleanWouldShow,
} from './clean';
import { withBox } from './criteria';
import { newLabel, subtreeOf } from './labels';
import { movedWhys } from './moveWhy';
import { renamedIn, sharedAfter, type Renamed } from './sameAs';

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
      return addWhy(analysis, change.problem, change.where, change.question);
    case 'removeWhy':
      return inProblem(analysis, change, (problem) => removeWhy(problem, change.why));
    case 'moveWhy':
      return moveWhy(analysis, change.problem, change.why, change.to);
    case 'setAnd':
      return inWhy(analysis, change, (why) => ({ ...why, and: change.and }));
    case 'setQuestion':
      return inWhy(analysis, change, (why) => ({ ...why, question: cleanLine(change.question) }));
    case 'setAnswer':
      return inWhy(analysis, change, (why) => ({ ...why, answer: cleanText(change.answer) }));
    case 'setState':
      return inWhy(analysis, change, (why) => ({ ...why, state: change.state }));
    case 'setWouldShow':
      return inWhy(analysis, change, ({ label, and, question, answer, state, evidence }) => ({
        label,
        and,
        question,
        answer,
        state,
        evidence,
        ...cleanWouldShow(change.wouldShow),
      }));
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
    case 'setVerification':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        verification: cleanText(change.verification),
      }));
    case 'tickProblem':
      return inProblem(analysis, change, (problem) => ({
        ...problem,
        verification: withBox(problem.verification, change.criterion, change.isMet),
      }));
    case 'tick':
      return withCriteria(
        analysis,
        replaceAt(analysis.criteria ?? [], change.criterion, (criterion) => ({
          ...criterion,
          isMet: change.isMet,
        })),
      );
    case 'addCriterion':
      return withCriteria(analysis, [...(analysis.criteria ?? []), { text: change.text, isMet: false }]);
    case 'setCriterion':
      return withCriteria(
        analysis,
        replaceAt(analysis.criteria ?? [], change.criterion, (criterion) => ({
          ...criterion,
          text: change.text,
        })),
      );
    case 'addFollowUp':
      return withFollowUps(analysis, [...(analysis.followUps ?? []), change.followUp]);
    case 'setFollowUp':
      return cleanFollowUp(change.followUp)
        ? withFollowUps(
            analysis,
            replaceAt(analysis.followUps ?? [], change.index, () => change.followUp),
          )
        : analysis;
    case 'removeFollowUp':
      return withFollowUps(analysis, without(analysis.followUps ?? [], change.index));
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

function addWhy(analysis: Analysis, index: number, where: NewWhy, question: string): Analysis {
  const problem = analysis.problems[index];
  const placement = problem && newLabel(problem.whys, where);
  if (!placement) return analysis;
  const { label, renamed } = placement;
  const why: Why = {
    label,
    and: where.kind === 'beside' && where.and,
    question: cleanLine(question),
    answer: '',
    state: 'possible',
    evidence: [],
  };
  const whys = problem.whys.map((old) => (old.label === renamed?.from ? { ...old, label: renamed.to } : old));
  return withWhys(
    analysis,
    index,
    whys.toSpliced(placement.index, 0, why),
    new Map(renamed ? [[renamed.from, renamed.to]] : []),
  );
}

function moveWhy(analysis: Analysis, index: number, why: string, to: WhyPlace): Analysis {
  const moved = movedWhys(analysis.problems[index]?.whys ?? [], why, to);
  return moved ? withWhys(analysis, index, moved.whys, moved.renamed) : analysis;
}

/** The analysis with other whys in a problem; what names those that have another label follows. */
function withWhys(analysis: Analysis, index: number, whys: readonly Why[], renamed: Renamed): Analysis {
  const problems = replaceAt(analysis.problems, index, (problem) => ({
    ...renamedIn(problem, renamed),
    whys,
  }));
  return { ...analysis, problems: renamed.size > 0 ? sharedAfter(problems, index, renamed) : problems };
}

function withCriteria(analysis: Analysis, criteria: readonly Criterion[]): Analysis {
  return withLists(analysis, criteria, analysis.followUps ?? []);
}

function withFollowUps(analysis: Analysis, followUps: readonly FollowUp[]): Analysis {
  return withLists(analysis, analysis.criteria ?? [], followUps);
}

function withLists(
  { title, header, summary, problems }: Analysis,
  criteria: readonly Criterion[],
  followUps: readonly FollowUp[],
): Analysis {
  return { title, header, summary, problems, ...cleanLists({ criteria, followUps }) };
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
