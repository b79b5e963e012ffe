import type { Member } from './templateMember';
import { FREE } from './templateText';

/** Texts that agree in all words but those in one place or two. */
export class Slot {
  readonly first: Member;
  readonly places: readonly number[];
  readonly #needed: number;
  /** The different words of each place; empty once the template is found, as are the members. */
  readonly #words: readonly Set<number>[];
  readonly #members = new Set<Member>();
  #template: Member | undefined;

  /** `needed`: how many different words in each place make the texts one template. */
  constructor(first: Member, places: readonly number[], needed: number) {
    this.first = first;
    this.places = places;
    this.#needed = needed;
    this.#words = places.map(() => new Set());
    this.add(first);
  }

  /** Adds a text with the hash of the others, and returns whether there are enough now for a template to be made. */
  add(member: Member): boolean {
    if (!member.agreesWithout(this.places, this.first)) return false;
    if (this.#template) {
      this.#template.merge(member);
      return false;
    }
    this.#members.add(member);
    this.places.forEach((place, i) => this.#words[i]?.add(member.words[place] ?? FREE));
    return this.#words.every(({ size }) => size >= this.#needed);
  }

  /** Makes the texts, and those that will be added, one with their template. */
  mergeInto(template: Member): void {
    for (const member of this.#members) template.merge(member);
    this.#members.clear();
    for (const words of this.#words) words.clear();
    this.#template = template;
  }

  /** The template that a text with the hash of the others fits, when there is one. */
  templateOf(member: Member): Member | undefined {
    return this.#template && member.agreesWithout(this.places, this.first) ? this.#template : undefined;
  }
}
