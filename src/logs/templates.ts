import { MASK } from './opaque';
import { Member } from './templateMember';
import { simplerTexts } from './templateParts';
import { wordsNeeded } from './templatePlace';
import { Shape } from './templateShape';
import { Slot } from './templateSlot';
import { FREE, Vocabulary } from './templateText';

/** How many different texts are remembered, where nothing else is said. */
const DEFAULT_LIMIT = 20_000;
/** How many places of each are remembered, on average, so that long texts do not take more memory. */
const PLACES_PER_TEXT = 16;
/** Texts with more words that say something are not compared two places at once. */
const MAX_PAIRED_PLACES = 8;
/** How many pairs of places are remembered. */
const MAX_PAIRS = 100_000;
/** How many different words each of two places has to have seen, which never were alone in differing. */
const PAIRED_WORDS_NEEDED = 8;
/** How many words have to say something beside the two. */
const PAIRED_LITERALS = 3;
/** A longer text is a template of its own. In characters. */
const MAX_LENGTH = 500;

/**
 * Finds which masked messages are one template: those that differ in a word that varies.
 *
 * Texts that agree in all words but one are one template, with `<*>` in that place, when the place has seen enough
 * different words and enough is said elsewhere (`wordsNeeded`); the same of two places, of which each has to see more.
 * Templates merge again by the same rule, and a text that
 * fits a template in all its free places belongs to it. These rules only ever merge, and what is merged still counts where
 * it stood, so the outcome depends on which texts were added, not on their order or count.
 */
export class Templates {
  readonly #limit: number;
  readonly #vocabulary = new Vocabulary();
  readonly #members = new Map<string, Member>();
  readonly #shapes = new Map<string, Shape>();
  /** By the hash of all words but one: the text that has them, or those that do. */
  readonly #slots = new Map<number, Member | Slot>();
  /** By the hash of all words but two. */
  readonly #pairs = new Map<number, Member | Slot>();
  /** By a text that was not added yet: those that are a case of it (`simplerTexts`). */
  readonly #awaiting = new Map<string, Member[]>();
  /** Templates that were found and are not compared with others yet. */
  readonly #found: Member[] = [];

  /** `limit`: how many different texts are remembered; later ones are answered with a template that they fit, or themselves. */
  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  /** Adds a masked message, and returns the template that it belongs to as far as is known now. */
  add(masked: string): string {
    const known = this.#members.get(masked);
    if (known) return known.template;
    if (masked.length > MAX_LENGTH) return masked;
    if (this.#isFull()) return this.#fitting(masked)?.template ?? masked;
    const member = this.#remember(masked);
    this.#compare(member);
    for (let found = this.#found.pop(); found; found = this.#found.pop()) this.#compare(found);
    return member.template;
  }

  /** What an earlier answer of `add` has since become. */
  current(template: string): string {
    return this.#members.get(template)?.template ?? template;
  }

  #isFull(): boolean {
    return this.#members.size >= this.#limit || this.#slots.size >= this.#limit * PLACES_PER_TEXT;
  }

  #remember(text: string): Member {
    const read = this.#vocabulary.read(text);
    const key = keyOfShape(read.gaps);
    const shape = this.#shapes.get(key) ?? new Shape(this.#shapes.size);
    this.#shapes.set(key, shape);
    const member = new Member(text, read, shape.number);
    this.#members.set(text, member);
    shape.add(member);
    for (const other of this.#awaiting.get(text) ?? []) member.merge(other);
    this.#awaiting.delete(text);
    for (const simpler of simplerTexts(text)) this.#await(simpler, member);
    return member;
  }

  /** Merges a text with a simpler one that it is a case of, when there is one. */
  #await(simpler: string, member: Member): void {
    const known = this.#members.get(simpler);
    const awaiting = this.#awaiting.get(simpler);
    if (known) known.merge(member);
    else if (awaiting) awaiting.push(member);
    else this.#awaiting.set(simpler, [member]);
  }

  /** Puts a text among those that differ from it in one word. */
  #compare(member: Member): void {
    for (let place = 0; place < member.words.length; place++) {
      const word = member.words[place] ?? FREE;
      if (word !== FREE && !this.#vocabulary.isLiteral(word)) continue;
      const needed = wordsNeeded(member, place, this.#vocabulary);
      if (needed === undefined) continue;
      this.#put(this.#slots, member, [place], needed);
    }
    for (const places of this.#pairsOf(member))
      this.#put(this.#pairs, member, places, PAIRED_WORDS_NEEDED, MAX_PAIRS);
  }

  /** Puts a text among those that differ from it in the words of some places; of such sets `most` are remembered. */
  #put(
    slots: Map<number, Member | Slot>,
    member: Member,
    places: readonly number[],
    needed: number,
    most = Number.POSITIVE_INFINITY,
  ): void {
    const key = member.hashWithout(places);
    const before = slots.get(key);
    if (!before && slots.size >= most) return;
    const slot = before instanceof Member ? new Slot(before, places, needed) : before;
    if (slot !== before || !slot) slots.set(key, slot ?? member);
    if (slot?.add(member)) this.#find(slot);
  }

  /** The pairs of places in which two names may stand: not the start, and only where enough is said elsewhere. */
  #pairsOf({ words, literals }: Member): number[][] {
    if (literals - 2 < PAIRED_LITERALS) return [];
    const places = [...words.keys()].filter(
      (place) => place > 0 && this.#vocabulary.isLiteral(words[place] ?? FREE),
    );
    if (places.length > MAX_PAIRED_PLACES) return [];
    return places.flatMap((one, i) => places.slice(i + 1).map((two) => [one, two]));
  }

  /** Makes the texts of a slot one template, which is compared with others in its turn. */
  #find(slot: Slot): void {
    const { words, gaps } = slot.first;
    const text = written(
      words.map((word, i) => (slot.places.includes(i) ? MASK : this.#vocabulary.wordOf(word))),
      gaps,
    );
    const known = this.#members.get(text);
    const template = known ?? this.#remember(text);
    if (!known) this.#found.push(template);
    slot.mergeInto(template);
    this.#shapes.get(keyOfShape(gaps))?.addTemplate(template);
  }

  /** The template that a text fits which is not remembered. */
  #fitting(text: string): Member | undefined {
    const read = this.#vocabulary.look(text);
    const shape = this.#shapes.get(keyOfShape(read.gaps));
    if (!shape) return undefined;
    const member = new Member(text, read, shape.number);
    for (let place = 0; place < member.words.length; place++) {
      const slot = this.#slots.get(member.hashWithout([place]));
      const template = slot instanceof Slot ? slot.templateOf(member) : undefined;
      if (template) return template;
    }
    return shape.templateOf(member);
  }
}

function written(words: readonly string[], gaps: readonly string[]): string {
  return gaps.map((gap, i) => gap + (words[i] ?? '')).join('');
}

function keyOfShape(gaps: readonly string[]): string {
  return gaps.join('\0');
}
