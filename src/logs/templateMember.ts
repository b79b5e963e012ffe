import { FREE, type TemplateText } from './templateText';

/** A text that belongs to a template, or the template itself: members that were merged have one root. */
export class Member implements TemplateText {
  readonly text: string;
  readonly words: readonly number[];
  readonly gaps: readonly string[];
  readonly literals: number;
  readonly #freePlaces: number;
  readonly #high: number;
  readonly #low: number;
  #parent: Member | undefined;
  /** Of a root: the most general of its members, of several the first in the order of their characters. */
  #template: Member = this;

  /** `shape`: a number for what is left of the text without its words. */
  constructor(text: string, { words, gaps, literals }: TemplateText, shape: number) {
    this.text = text;
    this.words = words;
    this.gaps = gaps;
    this.literals = literals;
    let high = mixHigh(shape, words.length);
    let low = mixLow(shape, words.length);
    let freePlaces = 0;
    words.forEach((word, place) => {
      high = (high + mixHigh(word, place)) | 0;
      low = (low + mixLow(word, place)) | 0;
      if (word === FREE) freePlaces++;
    });
    this.#high = high;
    this.#low = low;
    this.#freePlaces = freePlaces;
  }

  /** The text of the template that it belongs to as far as is known now. */
  get template(): string {
    return Member.#rootOf(this).#template.text;
  }

  /** Makes it and another members of one template. */
  merge(other: Member): void {
    const root = Member.#rootOf(this);
    const added = Member.#rootOf(other);
    if (root === added) return;
    added.#parent = root;
    if (added.#template.#isBefore(root.#template)) root.#template = added.#template;
  }

  /** A number for all but the words in some places: the same for texts that agree elsewhere, hardly ever for others. */
  hashWithout(places: readonly number[]): number {
    let high = this.#high;
    let low = this.#low;
    for (const place of places) {
      const word = this.words[place] ?? FREE;
      high = (high - mixHigh(word, place) + mixHigh(BLANK, place)) | 0;
      low = (low - mixLow(word, place) + mixLow(BLANK, place)) | 0;
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }

  /** Whether two texts have the same words and gaps, save for the words in some places. */
  agreesWithout(places: readonly number[], other: Member): boolean {
    const { words, gaps } = other;
    return (
      this.words.length === words.length &&
      this.words.every((word, i) => word === words[i] || places.includes(i)) &&
      this.gaps.every((gap, i) => gap === gaps[i])
    );
  }

  #isBefore(other: Member): boolean {
    if (this.#freePlaces !== other.#freePlaces) return this.#freePlaces > other.#freePlaces;
    return this.text < other.text;
  }

  static #rootOf(member: Member): Member {
    let root = member;
    for (let parent = root.#parent; parent; parent = root.#parent) {
      if (parent.#parent) root.#parent = parent.#parent;
      root = parent;
    }
    return root;
  }
}

/** Stands in a hash for a word that does not count. */
const BLANK = -2;

function mixHigh(a: number, b: number): number {
  const mixed = Math.imul(a + 0x9e37, 0x85ebca6b) ^ Math.imul(b + 1, 0xc2b2ae35);
  return Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f);
}

function mixLow(a: number, b: number): number {
  const mixed = Math.imul(a + 0x79b9, 0x165667b1) ^ Math.imul(b + 1, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 13), 0x2c1b3c6d);
}
