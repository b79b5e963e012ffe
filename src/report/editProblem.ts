import type { Analysis } from '../whys/analysis';
import type { Change } from '../whys/change';
import { criteriaIn } from '../whys/criteria';
import { newLabel, subtreeOf } from '../whys/labels';
import { movedWhys } from '../whys/moveWhy';
import type { Block } from './blocks';
import { addAction, editAction, removeAction } from './editActions';
import { editContent } from './editContent';
import { editField } from './editFields';
import { addOtherWhy, editOtherWhy, removeOtherEvidence } from './editOtherWhys';
import { addWhy, editAnd, editRootCause, editWhy, removeEvidence, removeWhys } from './editWhys';
import type { NewFootnotes } from './footnotes';
import { writeHeading } from './heading';
import { blockAfter, endOf, replace } from './insert';
import { moveWhys } from './moveWhys';
import type { ProblemRanges } from './ranges';
import type { Reading } from './read';
import { renameWhys } from './renameWhys';
import { beforeHeading, contentOf, headingText, problemNumber } from './sections';
import { writeSection } from './sectionText';
import type { TextEdit } from './textEdit';

type ProblemChange = Extract<Change, { readonly problem: number }>;

/** Whether a change names a problem by its index. */
export function isProblemChange(change: Change): change is ProblemChange {
  return 'problem' in change && typeof change.problem === 'number';
}

/** The edits for a change of one problem. */
export function editProblem(
  markdown: string,
  reading: Reading,
  analysis: Analysis,
  change: ProblemChange,
  footnotes: NewFootnotes,
): TextEdit[] {
  const ranges = reading.ranges.problems[change.problem];
  const before = reading.analysis.problems[change.problem];
  const after = analysis.problems[change.problem];
  if (!ranges || !before || !after) return [];
  switch (change.type) {
    case 'setProblemTitle':
      return editProblemTitle(markdown, ranges.section.heading, after.title);
    case 'setFact':
      return editField(
        markdown,
        change.name,
        ranges.facts,
        after.facts,
        (ranges.comment ?? ranges.section.heading).end,
      );
    case 'addWhy': {
      const place = newLabel(before.whys, change.where);
      const why = place && after.whys[place.index];
      if (!place || !why) return [];
      const { index, renamed } = place;
      const added =
        addOtherWhy(markdown, ranges, index, why) ??
        addWhy(markdown, ranges, index, why, endOfPreamble(markdown, ranges), footnotes);
      const labels = new Map(renamed ? [[renamed.from, renamed.to]] : []);
      return [...added, ...renameWhys(markdown, reading, change.problem, labels)];
    }
    case 'moveWhy': {
      const moved = movedWhys(before.whys, change.why, change.to);
      if (!moved) return [];
      const { whys, renamed } = moved;
      const oldLabels = new Map([...renamed].map(([old, now]) => [now, old]));
      return moveWhys(
        markdown,
        ranges,
        subtreeOf(before.whys, change.why),
        whys.map(({ label }) => oldLabels.get(label) ?? label),
        renameWhys(markdown, reading, change.problem, renamed),
      );
    }
    case 'setAnd':
      return inWhy(change.why, (index) => {
        const range = ranges.whys[index];
        return range ? editAnd(markdown, range, change.and) : [];
      });
    case 'removeWhy': {
      const removed = subtreeOf(before.whys, change.why);
      return removeWhys(markdown, ranges, (label) => removed.has(label));
    }
    case 'setQuestion':
    case 'setAnswer':
    case 'setState':
    case 'setWouldShow':
    case 'addEvidence':
      return inWhy(change.why, (index) => {
        const [range, old, why] = [ranges.whys[index], before.whys[index], after.whys[index]];
        if (!range || !old || !why) return [];
        return range.form === 'own'
          ? editWhy(markdown, range, old, why, footnotes)
          : editOtherWhy(markdown, range, old, why, footnotes);
      });
    case 'removeEvidence':
      return inWhy(change.why, (index) => {
        const range = ranges.whys[index];
        if (range?.form === 'other') return removeOtherEvidence(markdown, range, change.evidence);
        return range?.list
          ? removeEvidence(markdown, range.list, change.evidence, reading.ranges.footnotes)
          : [];
      });
    case 'setRootCause':
      return editRootCause(markdown, ranges, change.why, after.rootCauses);
    case 'addAction': {
      const action = after.actions.at(-1);
      return action ? addAction(markdown, ranges, action, beforeVerification(markdown, ranges)) : [];
    }
    case 'setAction': {
      const action = after.actions[change.action];
      if (!ranges.actions || !action) return [];
      return editAction(markdown, ranges.actions, change.action, change.cell, action[change.cell]);
    }
    case 'removeAction':
      return ranges.actions ? removeAction(markdown, ranges.actions, change.action) : [];
    case 'setVerification':
      return editVerification(markdown, ranges, after.verification);
    case 'tickProblem':
      return (
        tickIn(markdown, ranges, before.verification, change.criterion, change.isMet) ??
        editVerification(markdown, ranges, after.verification)
      );
    default:
      return change satisfies never;
  }

  function inWhy(label: string, edits: (index: number) => TextEdit[]): TextEdit[] {
    return edits(before?.whys.findIndex((why) => why.label === label) ?? -1);
  }
}

function editVerification(
  markdown: string,
  { section, verification }: ProblemRanges,
  text: string,
): TextEdit[] {
  if (verification) return editContent(markdown, verification, text);
  const depth = section.heading.depth + 1;
  const behind = endOf(markdown, section.body) ?? section.heading.end;
  return [blockAfter(markdown, behind, `${'#'.repeat(depth)} Verification\n\n${writeSection(text, depth)}`)];
}

/** Sets the sign in a box; undefined where the file does not hold the boxes that were read from it. */
function tickIn(
  markdown: string,
  { verification }: ProblemRanges,
  read: string,
  criterion: number,
  isMet: boolean,
): TextEdit[] | undefined {
  const content = verification ? contentOf(verification) : [];
  const start = content[0]?.start ?? 0;
  const boxes = criteriaIn(markdown.slice(start, content.at(-1)?.end ?? start));
  const box = boxes[criterion];
  if (!box || boxes.length !== criteriaIn(read).length) return undefined;
  const at = start + box.box;
  return [replace({ start: at, end: at + 1 }, isMet ? 'x' : ' ')];
}

/** The number of the problem, or what else stands before its title, stays. */
function editProblemTitle(markdown: string, heading: Block, title: string): TextEdit[] {
  const number = problemNumber(headingText(markdown, heading))?.text.trimEnd() ?? '';
  const text = writeHeading(`${number} ${title}`.trim());
  return [replace(heading, `${'#'.repeat(heading.depth)} ${text}`.trimEnd())];
}

function endOfPreamble(markdown: string, { section }: ProblemRanges): number {
  return endOf(markdown, beforeHeading(section.body)) ?? section.heading.end;
}

/** Where next steps go: before the verification, else at the problem's end. */
function beforeVerification(markdown: string, { section, verification }: ProblemRanges): number {
  const index = verification ? section.body.indexOf(verification.heading) : section.body.length;
  return endOf(markdown, section.body.slice(0, index)) ?? section.heading.end;
}
