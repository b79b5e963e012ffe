/**
 * Runs git in one repository's top folder, with a list of arguments and never through a shell, and gives what it prints.
 * Rejects with git's own words where it fails, and with an `AbortError` once the signal asks for it.
 */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

export interface GitOptions {
  readonly signal?: AbortSignal | undefined;
  /** What git reads from its standard input. */
  readonly input?: string;
}
