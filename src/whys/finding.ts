import type { Change } from './change';

/** The checks of a report, by the ids that stand in settings, in Problems and in CHECKS.md. */
export const CHECK_IDS = [
  'no-evidence',
  'unproven-root-cause',
  'no-root-cause',
  'symptom',
  'restates',
  'blame',
  'single-candidate',
  'no-detection',
  'incomplete-action',
  'early-tick',
  'unverified-resolution',
  'contradicting-counts',
  'shares-over-100',
  'location',
  'expired-log',
  'secret',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** A weakness of a report; plain data, for the page as for the editor's list of problems. */
export interface Finding {
  readonly id: CheckId;
  readonly severity: 'warning' | 'information';
  /** One or two sentences of plain text that say what is weak and what would mend it. */
  readonly message: string;
  /** UTF-16 offsets into the report; the end is excluded. */
  readonly start: number;
  readonly end: number;
  /** Counted from 0; left out where it is about the report. */
  readonly problem?: number;
  /** The label of the why that it is about. */
  readonly why?: string;
  readonly fix?: Fix;
  /** Other places of the same weakness, where many have it. */
  readonly related?: readonly Related[];
}

/** A place that a finding is about as well; offsets as there. */
export interface Related {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Counted from 0; left out where it is about the report. */
  readonly problem?: number;
  /** What stands there, in short. */
  readonly excerpt: string;
  readonly fix?: Fix;
}

/** What mends a finding, after a click. */
export type Fix = {
  /** An imperative, such as `Ask what allowed it`. */
  readonly title: string;
} & (
  | { readonly change: Change }
  /** Ascending edits that do not overlap. */
  | { readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[] }
);
