import { UserError } from '../errors';

/** A failure to read a source, in words. */
export function inWords(label: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  return new UserError(
    `${label} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );
}
