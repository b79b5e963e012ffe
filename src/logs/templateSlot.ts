import type { Member } from './templateMember';
import { FREE } from './templateText';

/** Texts that agree in all words but the one in `place`. */
export class Slot {
  readonly first: Member;
  readonly place: number;
  readonly #needed: number;
  /** By their words in that place; empty once the template is found. */
  readonly #members = new Map<number, Member>();
  #template: Member | undefined;

  /** `needed`: how many different words make the texts one template. */
  constructor(first: Member, place: number, needed: number) {
    this.first = first;
    this.place = place;
    this.#needed = needed;
    this.add(first);
  }

  /** Adds a text with the hash of the others, and returns whether there are enough now for a template to be made. */
  add(member: Member): boolean {
    if (!member.agreesWithout([this.place], this.first)) return false;
    if (this.#template) {
      this.#template.merge(member);
      return false;
    }
    this.#members.set(member.words[this.place] ?? FREE, member);
    return this.#members.size >= this.#needed;
  }

  /** Makes the texts, and those that will be added, one with their template. */
  mergeInto(template: Member): void {
    for (const member of this.#members.values()) template.merge(member);
    this.#members.clear();
    this.#template = template;
  }

  /** The template that a text with the hash of the others fits, when there is one. */
  templateOf(member: Member): Member | undefined {
    return this.#template && member.agreesWithout([this.place], this.first) ? this.#template : undefined;
  }
}
