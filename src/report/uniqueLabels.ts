/** Labels of one problem, where each is unique: the second `3` of a file that someone wrote by hand becomes a `3b`. */
export class UniqueLabels {
  private readonly taken = new Set<string>();
  /** By a label without its letters, those that were given last. */
  private readonly lastLetters = new Map<string, string>();

  /** Adds a label and gives back what it became. */
  add(wanted: string): string {
    const label = this.taken.has(wanted) ? this.next(wanted.replace(/[a-z]+$/, '')) : wanted;
    this.taken.add(label);
    return label;
  }

  private next(stem: string): string {
    let letters = this.lastLetters.get(stem) ?? 'a';
    do letters = after(letters);
    while (this.taken.has(stem + letters));
    this.lastLetters.set(stem, letters);
    return stem + letters;
  }
}

/** `b` behind `a`, and `za` behind `z`. */
function after(letters: string): string {
  if (letters.endsWith('z')) return `${letters}a`;
  return letters.slice(0, -1) + String.fromCodePoint((letters.codePointAt(letters.length - 1) ?? 97) + 1);
}
