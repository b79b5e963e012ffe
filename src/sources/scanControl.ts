/** What the threads that read a file and the one that waits for them tell each other while they work. */
export class ScanControl {
  readonly #flags: Int32Array;
  readonly #bytes: Float64Array;

  /** Over the memory of another one, or new for so many threads. */
  constructor(memory: SharedArrayBuffer | number) {
    const shared = typeof memory === 'number' ? new SharedArrayBuffer(8 + 8 * memory) : memory;
    this.#flags = new Int32Array(shared, 0, 1);
    this.#bytes = new Float64Array(shared, 8);
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
}
