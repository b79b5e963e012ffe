/** What the user decided about which events are one pattern. It holds on every later pull. */
export interface Grouping {
  /** Keys of patterns that are the same error; each list is one pattern. */
  readonly merged: readonly (readonly string[])[];
  /** What tells the events of a pattern apart, by the pattern's key. */
  readonly split: Readonly<Record<string, SplitBy>>;
}

/**
 * `message`: events of one stack with different messages are different patterns. `service`, `request`: so are those of
 * different services, or of different method and route. `words`: texts that were taken as one template are not.
 */
export const SPLITS = ['message', 'service', 'request', 'words'] as const;

export type SplitBy = (typeof SPLITS)[number];

/** The user decided nothing. */
export const NO_GROUPING: Grouping = { merged: [], split: {} };
