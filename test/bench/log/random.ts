/**
 * Numbers that look random and are the same for the same seed: a log that is generated twice is the same log.
 * Source: xorshift with shifts 13, 17 and 5; G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003).
 */
export class Random {
  #state: number;

  /** `seed` is any whole number. */
  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  }

  /** A whole number from 0, less than `limit`, which is at most 2 ** 32. */
  below(limit: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return Math.floor(((Math.imul(state, 0x85ebca6b) >>> 0) / 2 ** 32) * limit);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError('There is nothing to pick from.');
    return picked;
  }

  hex(length: number): string {
    let digits = '';
    while (digits.length < length)
      digits += this.below(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return digits.slice(0, length);
  }

  letters(length: number): string {
    let word = '';
    while (word.length < length) word += LETTERS[this.below(LETTERS.length)];
    return word;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
