import type { Action } from '../whys/analysis';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import type { Labelled } from './labelled';
import type { Range } from './lines';
import type { Outline, Section } from './outline';

/** Where in the file stands what was read from it: the same shape as the analysis. Offsets. */
export interface Ranges {
  readonly outline: Outline;
  readonly header: readonly FieldRange[];
  readonly problems: readonly ProblemRanges[];
  readonly footnotes: ReadonlyMap<string, Footnote>;
}

export interface ProblemRanges {
  readonly section: Section;
  /** The comment that names the problem's patterns. */
  readonly comment: Block | undefined;
  readonly facts: readonly FieldRange[];
  readonly whysHeading: Block | undefined;
  readonly whys: readonly WhyRange[];
  readonly rootCauses: readonly RootCauseRange[];
  readonly actionsHeading: Block | undefined;
  readonly actions: ActionTable | undefined;
  readonly verificationHeading: Block | undefined;
}

/** A field: a labelled line, or a labelled item of a list. */
export interface FieldRange extends Labelled {
  /** All that goes with the field. */
  readonly whole: Range;
}

export interface WhyRange {
  readonly label: string;
  /** `**Why 3b (and):** question`. */
  readonly head: Labelled;
  /** `3b` in it. */
  readonly number: Range;
  /** Undefined where the why is one line alone, a question or a statement. */
  readonly list: WhyList | undefined;
  readonly whole: Range;
}

/** The list below a why; items that say something else are not in it. */
export interface WhyList extends Range {
  readonly items: number;
  /** What stands before an item's text, such as `- `. */
  readonly marker: string;
  readonly answer: WhyItem | undefined;
  readonly state: WhyItem | undefined;
  readonly evidence: readonly EvidenceItem[];
}

export interface WhyItem extends Labelled {
  readonly whole: Range;
  /** How far its further lines are indented, in columns. */
  readonly indent: number;
}

export interface EvidenceItem extends WhyItem {
  /** The identifier of its footnote. */
  readonly footnote: string | undefined;
}

export interface RootCauseRange extends Labelled {
  readonly why: string | undefined;
  /** The label of the why in it, such as `5b`. */
  readonly number: Range | undefined;
}

export interface ActionTable extends Range {
  readonly header: Block;
  readonly rows: readonly Block[];
  /** Which column holds which cell, from 0. */
  readonly columns: ReadonlyMap<keyof Action, number>;
}
