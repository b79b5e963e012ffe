import type { Deployment } from './deployed/deployment';
import type { Frame } from './frames/frame';
import type { SplitBy } from './logs/grouping';
import type { LogWindow } from './logs/logWindow';
import type { PatternGrouping, PatternOrder } from './logs/patternList';
import type { SavedSource } from './sources/savedSource';

/**
 * Every command and its arguments. They are plain data, so that a lens, a menu, a keybinding and a test can all call
 * them. Menus hand over the object they stand on, which is why an argument may come as a `Resource`.
 */
export interface Commands {
  'fiveWhys.pullLogs': [source?: string];
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
  'fiveWhys.openFrame': [of: FrameRef];
  'fiveWhys.openAsDeployed': [of?: FrameRef | FramePosition | Resource];
  'fiveWhys.compareWithDeployed': [of?: FrameRef | FramePosition | Resource];
  'fiveWhys.showSuspectCommits': [of?: FrameRef | FramePosition | PatternRef | Resource];
  'fiveWhys.editPathMappings': [member?: 'mappings' | 'revisions'];
  'fiveWhys.newReport': [from?: PatternRef | Resource, title?: string | Selection];
  'fiveWhys.openReport': [report: Resource | ReportRef];
  'fiveWhys.openInEditor': [file?: Resource];
  'fiveWhys.openAsText': [report?: Resource | ReportRef];
  'fiveWhys.pinEvidence': [of?: PatternRef | Resource];
  'fiveWhys.pinTerminal': [];
  'fiveWhys.copyReport': [report?: Resource | ReportRef];
  'fiveWhys.openBeside': [report?: Resource | ReportRef];
  'fiveWhys.commitReport': [report?: Resource | ReportRef, message?: string];
  'fiveWhys.cancelPull': [];
  'fiveWhys.chooseSource': [source?: string];
  'fiveWhys.cloud.connect': [source?: string, answers?: ConnectAnswers];
  'fiveWhys.cloud.pullAnew': [];
  'fiveWhys.cloud.loadOlder': [];
  'fiveWhys.cloud.startTail': [];
  'fiveWhys.cloud.stopTail': [];
  'fiveWhys.cloud.editFilter': [source?: string];
  'fiveWhys.cloud.resetFilter': [source?: string];
  'fiveWhys.cloud.openExplorer': [source?: string];
  'fiveWhys.cloud.showAround': [entry: PatternRef, kind?: AroundKind | Selection];
  'fiveWhys.cloud.openAround': [query: string];
  'fiveWhys.cloud.clearCache': [];
  'fiveWhys.cloud.runInTerminal': [commandLine: string];
  'fiveWhys.cloud.copyText': [text: string];
  'fiveWhys.openWalkthrough': [];
  'fiveWhys.showOutput': [];
}

/** A pattern by its key and, if meant, one of its events by id, or the part of its log to be shown. */
export interface PatternRef {
  readonly pattern: string;
  readonly event?: string;
  readonly window?: LogWindow;
}

/** A frame, and what its entry tells of the code that wrote it. */
export interface FrameRef {
  readonly frame: Frame;
  readonly from?: Deployment;
  /** The key of the pattern that has it. */
  readonly pattern?: string;
}

/** Where a frame is written: the name of a log document that is open, a line and a column from 1. */
export interface FramePosition {
  readonly document: string;
  readonly line: number;
  readonly column: number;
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

/** What *Connect to Google Cloud Logging* asks for; what is given is not asked. */
export type ConnectAnswers = Omit<SavedSource, 'name'> & { readonly target?: 'user' | 'workspace' };

/** What stands beside an entry: lines of the same service or instance, or those of the same request. */
export type AroundKind = 'service' | 'instance' | 'trace';

export interface ReportRef {
  readonly report: string;
}

/** A URI as text, or the editor's own `Uri`. */
export type Resource = string | { readonly scheme: string; toString(): string };
