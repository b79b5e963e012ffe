/**
 * What a report says about the time after the analysis, and the lists and tables that it counts with: read from the text in
 * whatever form it has, and changed there. Offsets are UTF-16 offsets into the text.
 */
export interface Plan {
  readonly actions: readonly PlannedAction[];
  readonly criteria: readonly Criterion[];
  readonly thresholds: readonly Threshold[];
  /** What shows whether it works. */
  readonly commands: readonly VerifyCommand[];
  /** As Markdown; empty where nothing is said. */
  readonly rollback: string;
  readonly monitoring: string;
  readonly escalation: string;
  readonly followUps: readonly FollowUp[];
  readonly tables: readonly ReportTable[];
  /** Files and services that are affected, as they are listed. */
  readonly components: readonly Listed[];
  /** Routes that are listed. */
  readonly endpoints: readonly Listed[];
}

/** What the page shows of a plan and does not edit: all that the analysis does not hold. */
export interface ShownPlan extends Pick<
  Plan,
  'thresholds' | 'commands' | 'rollback' | 'monitoring' | 'escalation' | 'components' | 'endpoints'
> {
  readonly actions: readonly ShownAction[];
}

export interface ShownAction extends PlannedAction {
  /** The problem whose section it stands in, from 0; left out for one of the report. */
  readonly problem?: number;
}

/** Where something stands in the text; the end is excluded. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Listed {
  readonly text: string;
  readonly at: Place;
}

/** An action in any scheme: a row, an item below a priority or a time, a section of its own. Texts are a single line. */
export interface PlannedAction {
  /** `Fix #1`; empty where it has none. */
  readonly name: string;
  readonly title: string;
  /** `P0`, `Priority 1`, `CRITICAL`. */
  readonly priority: string;
  /** `This Week`, `0-2 hours`, `Immediate`. */
  readonly horizon: string;
  readonly location: string;
  readonly estimate: string;
  /** What it will change. */
  readonly effect: string;
  readonly owner: string;
  readonly due: string;
  /** `done`, `in progress`, `open` or as it is written; empty where nothing says so. */
  readonly state: string;
  readonly verifiedBy: string;
  readonly steps: readonly string[];
  readonly at: Place;
}

/** What must hold for the problems to count as solved. */
export interface Criterion {
  readonly text: string;
  /** Whether it is ticked. */
  readonly isMet: boolean;
  readonly at: Place;
}

/** At what value someone is to be told. */
export interface Threshold {
  readonly text: string;
  /** `API success rate`. */
  readonly metric: string;
  /** `<`, `>`, `≤`, `≥`; empty where any value counts. */
  readonly comparison: string;
  /** `90%`; empty where any value counts. */
  readonly value: string;
  readonly severity: string;
  readonly at: Place;
}

export interface VerifyCommand {
  /** `Test threads endpoint`; empty where nothing says so. */
  readonly name: string;
  readonly command: string;
  /** What must come out; empty where nothing says so. */
  readonly expected: string;
  readonly at: Place;
}

/** What was seen later: a dated section. */
export interface FollowUp {
  readonly date: string;
  readonly text: string;
  readonly at: Place;
}

export interface ReportTable {
  /** The heading that it stands below. */
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly at: Place;
}
