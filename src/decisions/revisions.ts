/** Says which commit a revision was deployed from. */
export interface RevisionRule {
  /** The name of a revision, an image tag or a version, with `*` for any characters. */
  readonly revision: string;
  /** A commit, a tag or a branch. */
  readonly ref: string;
}

/** What the rules say of a revision: the one that names it as it is, else the first whose `*` cover the rest of the name. */
export function refOf(revision: string, rules: readonly RevisionRule[]): string | undefined {
  const rule =
    rules.find((candidate) => candidate.revision === revision) ??
    rules.find((candidate) => covers(candidate.revision, revision));
  return rule?.ref;
}

/** Whether a name has the parts between the `*` of a glob, in their order; takes linear time for each part. */
function covers(glob: string, name: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
