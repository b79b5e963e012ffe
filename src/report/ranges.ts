import type { Action, Evidence } from '../whys/analysis';
import type { Block } from './blocks';
import type { Footnote } from './footnotes';
import type { Labelled } from './labelled';
import type { Range } from './lines';
import type { Outline } from './outline';
import type { Section } from './sections';

/** Where in the file stands what was read from it: the same shape as the analysis. Offsets. */
export interface Ranges {
  readonly outline: Outline;
  /** The title in the YAML before a document that has no heading of its own. */
  readonly titleField: FieldRange | undefined;
  readonly header: readonly FieldRange[];
  readonly problems: readonly ProblemRanges[];
  readonly footnotes: ReadonlyMap<string, Footnote>;
  readonly criteria: readonly CriterionRange[];
  readonly followUps: readonly FollowUpRange[];
}

/** A criterion: an item of a list, or a line of a paragraph. */
export interface CriterionRange {
  /** The box or emoji before its text, with the space behind it; empty where there is none. */
  readonly mark: Range;
  readonly isBox: boolean;
  readonly isItem: boolean;
  readonly text: Range;
  readonly whole: Range;
}

export interface FollowUpRange {
  readonly section: Section;
}

export interface ProblemRanges {
  readonly section: Section;
  /** Whether the file gives the problem no heading of its own: it is what the file is about. */
  readonly implied: boolean;
  /** The headings that the problem stands below, outermost first. */
  readonly above: readonly Block[];
  /** The comment that names the problem's patterns. */
  readonly comment: Block | undefined;
  readonly facts: readonly FieldRange[];
  readonly whysHeading: Block | undefined;
  readonly whys: readonly WhyRange[];
  /** The whys in forms of others, by what has to be written anew for one of them to take our own. */
  readonly chains: readonly Chain[];
  readonly rootCauses: readonly RootCauseRange[];
  readonly actionsHeading: Block | undefined;
  readonly actions: ActionTable | undefined;
  readonly verification: Section | undefined;
}

/** A field: a labelled line, or a labelled item of a list. */
export interface FieldRange extends Labelled {
  /** All that goes with the field. */
  readonly whole: Range;
  /** How others wrote it: a row of a table, a line without bold, YAML before the document. Undefined for bold labels. */
  readonly form?: 'row' | 'plain' | 'matter';
}

/** A why in our own form, or in one of those that others write. */
export type WhyRange = OwnWhy | OtherWhy;

/** A why in our own form. */
export interface OwnWhy {
  readonly form: 'own';
  readonly label: string;
  /** `**Why 3b (and):** question`. */
  readonly head: Labelled;
  /** `3b` in it; undefined where a word counts. */
  readonly number: Range | undefined;
  /** Undefined where the why is one line alone, a question or a statement. */
  readonly list: WhyList | undefined;
  readonly whole: Range;
}

/** A why in a form of others: a heading, an item, a row, a line of a block. */
export interface OtherWhy {
  readonly form: 'other';
  readonly label: string;
  /** `3b` in its name; undefined where nothing of the kind stands there. */
  readonly number: Range | undefined;
  readonly question: Slot | undefined;
  readonly answer: Slot | undefined;
  readonly state: Slot | undefined;
  readonly wouldShow: Slot | undefined;
  readonly evidence: readonly EvidenceSlot[];
  readonly whole: Range;
  /** Where further items in our own form can stand; undefined where the form has no place for them. */
  readonly more: MoreItems | undefined;
  /** Of a why under a heading of its own: that heading. */
  readonly heading: Block | undefined;
}

/** A text of a why and where it stands. */
export interface Slot {
  readonly range: Range;
  readonly text: string;
  /** Of an item of our own form: how far its further lines are indented, in columns. */
  readonly indent?: number;
}

export interface EvidenceSlot {
  /** All that goes when it goes. */
  readonly whole: Range;
  readonly evidence: Evidence;
  readonly footnote: string | undefined;
}

/** Behind which offset items can be added, and how they begin. */
export interface MoreItems {
  readonly behind: number;
  readonly marker: string;
  /** Whether a list ends there; else a blank line comes first. */
  readonly inList: boolean;
}

/** Whys that only make sense together, such as the rows of a table, with what stands between them. */
export interface Chain {
  readonly whole: Range;
  /** Indexes into the problem's whys and root causes. */
  readonly whys: readonly number[];
  readonly rootCauses: readonly number[];
}

/** The list below a why; items that say something else are not in it. */
export interface WhyList extends Range {
  readonly items: number;
  /** What stands before an item's text, such as `- `. */
  readonly marker: string;
  readonly answer: WhyItem | undefined;
  readonly state: WhyItem | undefined;
  readonly wouldShow: WhyItem | undefined;
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
