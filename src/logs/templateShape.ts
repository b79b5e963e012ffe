import type { Member } from './templateMember';
import { FREE } from './templateText';

/**
 * In how many sets of places the templates of one shape may be free together. Where there are more, which takes thousands of
 * texts, those found later take in no text that differs in several places at once.
 */
const MAX_FREE_SETS = 32;

/** The texts that have the same between their words, and their templates with several free places. */
export class Shape {
  readonly number: number;
  readonly #members: Member[] = [];
  readonly #freeSets = new Map<string, FreeSet>();

  /** `number`: one that no other shape has. */
  constructor(number: number) {
    this.number = number;
  }

  /** Adds a text, to be merged with each template that it fits. */
  add(member: Member): void {
    this.#members.push(member);
    for (const set of this.#freeSets.values()) set.add(member);
  }

  /** Adds a template, to be merged with each text that fits it, now and later. */
  addTemplate(template: Member): void {
    const places = template.words.flatMap((word, place) => (word === FREE ? [place] : []));
    if (places.length < 2) return;
    const key = places.join();
    let set = this.#freeSets.get(key);
    if (!set) {
      if (this.#freeSets.size >= MAX_FREE_SETS) return;
      set = new FreeSet(places);
      this.#freeSets.set(key, set);
      for (const member of this.#members) set.add(member);
    }
    set.addTemplate(template);
  }

  /** The template that a text fits, when there is one. */
  templateOf(member: Member): Member | undefined {
    for (const set of this.#freeSets.values()) {
      const template = set.templateOf(member);
      if (template) return template;
    }
    return undefined;
  }
}

/** Texts that agree in all words but those in some places: with a template that is free there, or waiting for one. */
interface Group {
  readonly waiting: Member[];
  template?: Member;
}

/** The texts of a shape by all words but those in some places. */
class FreeSet {
  readonly #places: readonly number[];
  readonly #groups = new Map<number, Group>();

  constructor(places: readonly number[]) {
    this.#places = places;
  }

  add(member: Member): void {
    const key = member.hashWithout(this.#places);
    const group = this.#groups.get(key);
    if (!group) this.#groups.set(key, { waiting: [member] });
    else if (!group.template) group.waiting.push(member);
    else if (member.agreesWithout(this.#places, group.template)) group.template.merge(member);
  }

  addTemplate(template: Member): void {
    const group = this.#groups.get(template.hashWithout(this.#places));
    if (!group || group.template) return;
    for (const member of group.waiting) {
      if (member.agreesWithout(this.#places, template)) template.merge(member);
    }
    group.waiting.length = 0;
    group.template = template;
  }

  templateOf(member: Member): Member | undefined {
    const template = this.#groups.get(member.hashWithout(this.#places))?.template;
    return template && member.agreesWithout(this.#places, template) ? template : undefined;
  }
}
