import type { Frame } from './frames/frame';

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
  'fiveWhys.closeLogs': [];
  'fiveWhys.openPattern': [pattern: PatternRef];
  'fiveWhys.copyPattern': [pattern: PatternRef];
  'fiveWhys.showPattern': [pattern?: PatternRef | PatternRefs | Resource];
  'fiveWhys.openFrame': [frame: Frame];
  'fiveWhys.newReport': [from?: PatternRef | Resource, title?: string];
  'fiveWhys.openReport': [report: Resource | ReportRef];
  'fiveWhys.openInEditor': [file?: Resource];
  'fiveWhys.openAsText': [report?: Resource | ReportRef];
  'fiveWhys.commitReport': [report?: Resource | ReportRef, message?: string];
  'fiveWhys.openWalkthrough': [];
  'fiveWhys.showOutput': [];
}

/** A pattern by its key and, if meant, one of its events by id. */
export interface PatternRef {
  readonly pattern: string;
  readonly event?: string;
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

export const PATTERN_ORDERS = ['count', 'recency', 'severity'] as const;
export type PatternOrder = (typeof PATTERN_ORDERS)[number];
