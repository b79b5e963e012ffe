import { NO_GROUPING, type Grouping } from '../logs/grouping';
import type { Mute } from '../logs/mute';

/**
 * What a team decided about its error patterns. It is kept in `FILE`, which goes with the repository; each member here is
 * a member of that file, so that a new kind of decision is a new member, its reader and its part of the JSON schema.
 */
export interface Decisions extends Grouping {
  readonly muted: readonly Mute[];
}

export const NO_DECISIONS: Decisions = { ...NO_GROUPING, muted: [] };

/** Where the decisions are, below the workspace folder. */
export const FILE = '.vscode/five-whys.json';
