/** What the threads that read a file and the one that waits for them tell each other while they work. */
export class ScanControl {
  /** Whether the work is cancelled, then how many messages of each thread were heard. */
  readonly #flags: Int32Array;
  readonly #bytes: Float64Array;

  /** Over the memory of another one, or new for so many threads. */
  constructor(memory: SharedArrayBuffer | number) {
    const shared = typeof memory === 'number' ? new SharedArrayBuffer(16 * (memory + 1)) : memory;
    const half = shared.byteLength / 2;
    this.#flags = new Int32Array(shared, 0, half / 4);
    this.#bytes = new Float64Array(shared, half);
    this.memory = shared;
  }

  /** To be handed to another thread. */
  readonly memory: SharedArrayBuffer;

  get isCancelled(): boolean {
    return Atomics.load(this.#flags, 0) !== 0;
  }

  cancel(): void {
    Atomics.store(this.#flags, 0, 1);
  }

  /** How many bytes of the file all threads have read. */
  get bytes(): number {
    return this.#bytes.reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Notes how many bytes the thread of that index has read. */
  read(index: number, bytes: number): void {
    this.#bytes[index] = bytes;
  }

  /** Notes that a message of the thread of that index was heard, and done with. */
  heard(index: number): void {
    Atomics.add(this.#flags, index + 1, 1);
    Atomics.notify(this.#flags, index + 1);
  }

  /** Blocks the thread of that index until so many of its messages were heard. */
  awaitHeard(index: number, count: number): void {
    for (;;) {
      const heard = Atomics.load(this.#flags, index + 1);
      if (heard >= count) return;
      Atomics.wait(this.#flags, index + 1, heard);
    }
  }
}
