/** A kind of text that does not belong into a repository. */
export type Rule = Kind & (ByPattern | BySearch);

interface Kind {
  /** Stands in the replacement: `[redacted-jwt]`. Lower case, digits and hyphens. */
  readonly kind: string;
  /** With its article, in a sentence: `a JSON Web Token`. */
  readonly name: string;
}

interface ByPattern {
  /**
   * Matches in linear time: it begins with something rare or at the start of a word, and every repetition has a bound.
   * The group `secret` is what goes, where the rest only shows what it is; flags `g` and `d`.
   */
  readonly pattern: RegExp;
  /** Whether a match is one after all; it gets the text that would go and what stands around it. */
  readonly accepts?: (secret: string, around: Around) => boolean;
}

/** A rule of the user's. */
interface BySearch {
  /** In linear time; places ascend and do not overlap. */
  readonly find: (text: string) => readonly { readonly start: number; readonly end: number }[];
}

/** What stands on both sides of a match, at most 40 characters each, and the match with its name. */
export interface Around {
  readonly before: string;
  readonly whole: string;
  readonly after: string;
}
