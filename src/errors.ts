/** A failure in words for the person who can mend it: one sentence that says what happened and what to do. */
export class UserError extends Error {
  /** The way out as a button, where a command can take it. */
  readonly wayOut: WayOut | undefined;

  constructor(message: string, options: { readonly cause?: unknown; readonly wayOut?: WayOut } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.wayOut = options.wayOut;
  }
}

export interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}
