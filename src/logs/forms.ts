/** A map from the form of records, two halves of 32 bits, to a number from 0. */
export class Forms {
  #highs = new Int32Array(SLOTS);
  #lows = new Int32Array(SLOTS);
  /** The number plus one; 0 where the slot is free. */
  #values = new Int32Array(SLOTS);
  #size = 0;

  /** The number of a form; -1 where it is not known. */
  get(high: number, low: number): number {
    const mask = this.#values.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const value = this.#values[slot] ?? 0;
      if (value === 0) return -1;
      if (this.#lows[slot] === low && this.#highs[slot] === high) return value - 1;
    }
  }

  /** Remembers a form that is not known. */
  set(high: number, low: number, value: number): void {
    if (this.#size * 2 >= this.#values.length) this.#grow();
    this.#put(high, low, value + 1);
    this.#size++;
  }

  clear(): void {
    this.#values.fill(0);
    this.#size = 0;
  }

  #put(high: number, low: number, value: number): void {
    const mask = this.#values.length - 1;
    let slot = low & mask;
    while (this.#values[slot] !== 0) slot = (slot + 1) & mask;
    this.#highs[slot] = high;
    this.#lows[slot] = low;
    this.#values[slot] = value;
  }

  #grow(): void {
    const [highs, lows, values] = [this.#highs, this.#lows, this.#values];
    const slots = values.length * 2;
    this.#highs = new Int32Array(slots);
    this.#lows = new Int32Array(slots);
    this.#values = new Int32Array(slots);
    values.forEach((value, slot) => {
      if (value > 0) this.#put(highs[slot] ?? 0, lows[slot] ?? 0, value);
    });
  }
}

/** Of 12 bytes each. */
const SLOTS = 2 ** 12;
