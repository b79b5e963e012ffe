import type { Block } from './blocks';
import type { Range } from './lines';
import type { EvidenceSlot, MoreItems, Slot } from './ranges';
import type { WhyLabel } from './whyLabel';

/** A why as a form of others tells it, before it has a label of its own. */
export interface FoundWhy {
  /** Undefined where the form does not name it: it is the next one. */
  readonly named: WhyLabel | undefined;
  readonly number?: Range | undefined;
  readonly question?: Slot | undefined;
  readonly answer?: Slot | undefined;
  readonly state?: Slot | undefined;
  readonly wouldShow?: Slot | undefined;
  readonly evidence?: readonly EvidenceSlot[];
  readonly rootCause?: Slot | undefined;
  readonly whole: Range;
  readonly more?: MoreItems | undefined;
  readonly heading?: Block;
}

/** Whys of one form that stand together, and what has to be written anew for one of them to take our own form. */
export interface FoundChain {
  readonly whole: Range;
  readonly whys: readonly FoundWhy[];
  readonly rootCauses: readonly Slot[];
}
