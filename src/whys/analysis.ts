/**
 * The analysis: what a report says, as plain immutable data. Texts are Markdown as the user wrote it, trimmed, with LF
 * between lines; all but summary, answers and what they would show, excerpts, verification and follow-ups are a single line.
 */
export interface Analysis {
  readonly title: string;
  /** Date, Environment, Service, Revision, Severity, Status and whatever else stands there, in the file's order. */
  readonly header: readonly Field[];
  readonly summary: string;
  readonly problems: readonly Problem[];
  /** What must hold for the problems to count as solved, as the report lists it outside of them; left out where it lists none. */
  readonly criteria?: readonly Criterion[];
  /** What was seen later, in the file's order; left out where there is none. */
  readonly followUps?: readonly FollowUp[];
}

/** Something that must hold; a problem's own stand in its verification, see `criteria.ts`. */
export interface Criterion {
  readonly text: string;
  /** Whether it is ticked. */
  readonly isMet: boolean;
}

/** A dated section that says what was seen later. */
export interface FollowUp {
  /** `2025-01-09`. */
  readonly date: string;
  /** What its heading says behind the date, such as `verified on 00214-abc`; empty where that is all. */
  readonly title: string;
  /** Markdown; a table in it says how each problem fares, see `followUps.ts`. */
  readonly text: string;
}

export interface Field {
  readonly name: string;
  readonly value: string;
}

/** One error under analysis, tied to zero or more patterns of the logs. */
export interface Problem {
  readonly title: string;
  /** Keys of the patterns it is about, such as `w1:8c1f…`. */
  readonly patterns: readonly string[];
  /** Id of the log source the patterns came from. */
  readonly source?: string;
  /** Error, Frequency, Impact, Location and whatever else stands there, in the file's order. */
  readonly facts: readonly Field[];
  /** In the file's order, which is depth first. */
  readonly whys: readonly Why[];
  readonly rootCauses: readonly RootCause[];
  readonly actions: readonly Action[];
  /** Commands, criteria, rollback and monitoring, as Markdown. */
  readonly verification: string;
}

/** A node of the problem's cause graph. */
export interface Why {
  /** As in the file, unique in the problem: `1`, `3a`, `3b`; on the detection branch `caught 1`. See `labels.ts`. */
  readonly label: string;
  /** Whether it was needed together with its sibling: `**Why 3b (and):**`. */
  readonly and: boolean;
  readonly question: string;
  readonly answer: string;
  readonly state: WhyState;
  readonly evidence: readonly Evidence[];
  /** What else would be seen if the answer were true, to be looked for; left out where nobody said. */
  readonly wouldShow?: string;
}

/** `possible` is where every answer starts and what a report without a state line means. */
export const WHY_STATES = ['possible', 'confirmed', 'ruled out'] as const;
export type WhyState = (typeof WHY_STATES)[number];

export const EVIDENCE_KINDS = ['log', 'code', 'command', 'test', 'link', 'note'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Something pinned to a why. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** One line of Markdown: time and id of an entry, a link to code `at` a commit, a link, a remark. */
  readonly text: string;
  /** What was seen there, as plain text of one or more lines; it outlives the log. A footnote in the file. */
  readonly excerpt?: string;
}

/** A cause at which the team can act. */
export interface RootCause {
  /** The label of the why that it is. */
  readonly why?: string;
  readonly text: string;
}

/** A row of the table of next steps; each cell is one line of Markdown. */
export interface Action {
  readonly priority: string;
  readonly type: string;
  readonly action: string;
  readonly location: string;
  readonly owner: string;
  readonly due: string;
  readonly state: string;
  readonly verifiedBy: string;
}
