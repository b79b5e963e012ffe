/**
 * A set of what tells records from each other, 64 bits each, that several threads can share. It takes 4 bytes a record:
 * of 32 bits the place is kept and of 32 the value, so that of a million records one is taken for another with a chance of
 * 1 in 3,000. Once it is full, further records count as new.
 */
export class Identities {
  readonly #slots: Int32Array<SharedArrayBuffer>;

  /** Over the memory of another one, or new for about `expected` records. */
  constructor(memory: SharedArrayBuffer | number) {
    this.#slots = new Int32Array(typeof memory === 'number' ? memoryFor(memory) : memory);
  }

  /** To be handed to another thread. */
  get memory(): SharedArrayBuffer {
    return this.#slots.buffer;
  }

  /** Adds a record; false when it is there already. */
  add(high: number, low: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const tag = high | 0 || 1;
    for (let probe = 0, slot = low & mask; probe < MOST_PROBES; probe++, slot = (slot + 1) & mask) {
      const found = slots[slot] || Atomics.compareExchange(slots, slot, 0, tag);
      if (found === 0) return true;
      if (found === tag) return false;
    }
    return true;
  }
}

const MOST_PROBES = 64;
/** Of 4 bytes each: 64 kB to 64 MB. */
const LEAST_SLOTS = 2 ** 14;
const MOST_SLOTS = 2 ** 24;

function memoryFor(expected: number): SharedArrayBuffer {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(expected, 1) * 2));
  return new SharedArrayBuffer(4 * Math.min(Math.max(wanted, LEAST_SLOTS), MOST_SLOTS));
}
