import { NO_GROUPING, type Grouping } from '../logs/grouping';
import type { Mute } from '../logs/mute';
import type { RevisionRule } from './revisions';

/**
 * What a team decided about its error patterns. It is kept in `FILE`, which goes with the repository; each member here is
 * a member of that file, so that a new kind of decision is a new member, its reader and its part of the JSON schema.
 */
export interface Decisions extends Grouping {
  readonly muted: readonly Mute[];
  /** What deployments call the folders of this repository. */
  readonly mappings: readonly MappingRule[];
  /** Which file a frame's path means, where several fit. */
  readonly places: readonly ChosenPlace[];
  /** Which commits were deployed, where the logs do not tell. In the order of the file. */
  readonly revisions: readonly RevisionRule[];
}

/** A prefix of frame paths and what stands for it: `/app/` and `src/`. */
export interface MappingRule {
  readonly from: string;
  /** Relative to a workspace folder; empty for the folder itself. */
  readonly to: string;
  /** The name of the workspace folder; any where it is left out. */
  readonly folder?: string;
}

/** The file that the team chose for the path of a frame. */
export interface ChosenPlace {
  /** The path as traces write it. */
  readonly frame: string;
  /** Relative to a workspace folder, with `/`. */
  readonly file: string;
  /** The name of the workspace folder; any where it is left out. */
  readonly folder?: string;
}

export const NO_DECISIONS: Decisions = { ...NO_GROUPING, muted: [], mappings: [], places: [], revisions: [] };

/** Where the decisions are, below the workspace folder. */
export const FILE = '.vscode/five-whys.json';
