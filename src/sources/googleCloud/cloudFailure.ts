import { UserError, type WayOut } from '../../errors';
import type { FailureKind } from './failure';

/** A pull, a tail or a connection that failed, in words, with what is needed to go on. */
export class CloudFailure extends UserError {
  readonly kind: FailureKind;
  /** Goes on behind the pages that were delivered (`LogQuery.resume`). */
  readonly resume: string | undefined;
  /** Where the filter cannot be read. */
  readonly place: FilterPlace | undefined;

  constructor(
    message: string,
    facts: {
      readonly kind: FailureKind;
      readonly cause?: unknown;
      readonly wayOut?: WayOut;
      readonly resume?: string | undefined;
      readonly place?: FilterPlace | undefined;
    },
  ) {
    super(message, { cause: facts.cause, ...(facts.wayOut && { wayOut: facts.wayOut }) });
    this.name = 'CloudFailure';
    this.kind = facts.kind;
    this.resume = facts.resume;
    this.place = facts.place;
  }
}

/** A place in a filter's text; line and column count from 1. */
export interface FilterPlace {
  readonly line: number;
  readonly column: number;
}
