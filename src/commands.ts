import type { Frame } from './frames/frame';
import type { SplitBy } from './logs/grouping';
import type { LogWindow } from './logs/logWindow';
import type { PatternGrouping, PatternOrder } from './logs/patternList';

/**
 * Every command and its arguments. They are plain data, so that a lens, a menu, a keybinding and a test can all call
 * them. Menus hand over the object they stand on, which is why an argument may come as a `Resource`.
 */
export interface Commands {
  'fiveWhys.pullLogs': [];
  'fiveWhys.openLogFile': [file?: Resource, selected?: readonly Resource[]];
  'fiveWhys.openSample': [];
  'fiveWhys.sortPatterns': [order?: PatternOrder];
  'fiveWhys.filterPatterns': [text?: string];
  'fiveWhys.clearFilter': [];
  'fiveWhys.groupPatterns': [by?: PatternGrouping];
  'fiveWhys.showMuted': [];
  'fiveWhys.hideMuted': [];
  'fiveWhys.closeLogs': [];
  'fiveWhys.openPattern': [pattern: PatternRef];
  'fiveWhys.copyPattern': [pattern: PatternRef];
  'fiveWhys.showPattern': [pattern?: PatternRef | PatternRefs | Resource];
  'fiveWhys.mergePatterns': [pattern?: PatternRef, selected?: readonly PatternRef[]];
  'fiveWhys.splitPattern': [pattern?: PatternRef, by?: SplitBy | Selection];
  'fiveWhys.mutePattern': [pattern?: PatternRef, muting?: MutingAnswers | Selection];
  'fiveWhys.unmutePattern': [pattern?: PatternRef];
  'fiveWhys.undoDecision': [];
  'fiveWhys.changeLogFormat': [file?: string, format?: string];
  'fiveWhys.showUnreadable': [];
  'fiveWhys.openFrame': [frame: Frame];
  'fiveWhys.newReport': [from?: PatternRef | Resource, title?: string | Selection];
  'fiveWhys.openReport': [report: Resource | ReportRef];
  'fiveWhys.openInEditor': [file?: Resource];
  'fiveWhys.openAsText': [report?: Resource | ReportRef];
  'fiveWhys.commitReport': [report?: Resource | ReportRef, message?: string];
  'fiveWhys.openWalkthrough': [];
  'fiveWhys.showOutput': [];
}

/** A pattern by its key and, if meant, one of its events by id, or the part of its log to be shown. */
export interface PatternRef {
  readonly pattern: string;
  readonly event?: string;
  readonly window?: LogWindow;
}

/** What a menu hands over after the object it stands on: all that is selected, that object among it. */
export type Selection = readonly unknown[];

/** What *Mute Pattern* asks for. */
export interface MutingAnswers {
  readonly reason: string;
  /** The day on which the pattern is shown again, such as `2026-12-01`. */
  readonly until?: string;
}

/** Several patterns, of which the user chooses one. */
export interface PatternRefs {
  readonly patterns: readonly PatternRef[];
}

export interface ReportRef {
  readonly report: string;
}

/** A URI as text, or the editor's own `Uri`. */
export type Resource = string | { readonly scheme: string; toString(): string };
