/** Whether a text puts a cause into a person: what someone did or forgot, where a system let it happen. */
export function blames(text: string): boolean {
  return BLAME.test(text);
}

/** Words that put a cause into a person. */
const BLAME =
  /\b(?:forgot(?:ten)?|forget|careless(?:ly|ness)?|negligen(?:t|ce)|lazy|lazily|sloppy|incompeten(?:t|ce)|human error|user error|operator error|(?:developer|engineer|programmer)(?:'s|s)? (?:error|mistake|fault)|(?:should|could|ought to) have (?:known|checked|tested|noticed|seen|reviewed|read|asked)|did(?:n['’]t| not) (?:pay attention|think|bother|care)|overlooked|fault of)\b/i;
