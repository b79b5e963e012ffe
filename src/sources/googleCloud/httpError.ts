/** An answer over HTTP that is not the one that was asked for. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    /** Parsed, where it was JSON. */
    readonly body: unknown,
    text: string,
  ) {
    super(`HTTP ${status}: ${text.slice(0, MAX_TEXT)}`);
    this.name = 'HttpError';
  }
}

const MAX_TEXT = 500;
