import type { Change } from '../whys/change';
import type { FromPage } from '../whys/page';

/** How long the typing rests before a text is sent. */
const PAUSE_MS = 250;

/**
 * Sends what the page asks for in the order in which the user did it. The text of a field that is being typed in is
 * held until the typing rests, and goes first when anything else is sent.
 */
export class Outbox {
  readonly #post: (message: Outgoing) => void;
  readonly #pauseMs: number;
  readonly #held = new Map<string, Held>();

  constructor(post: (message: Outgoing) => void, pauseMs = PAUSE_MS) {
    this.#post = post;
    this.#pauseMs = pauseMs;
  }

  /** Sends, once the typing in that field rests, what `take` then returns. */
  hold(field: string, take: () => Change | undefined): void {
    this.release(field);
    this.#held.set(field, { take, timer: setTimeout(() => this.flush(field), this.#pauseMs) });
  }

  /** Forgets what is held of that field. */
  release(field: string): void {
    clearTimeout(this.#held.get(field)?.timer);
    this.#held.delete(field);
  }

  /** Sends what is held of that field at once. */
  flush(field: string): void {
    const held = this.#held.get(field);
    if (!held) return;
    this.release(field);
    const change = held.take();
    if (change) this.#post({ type: 'change', change });
  }

  flushAll(): void {
    for (const field of this.#held.keys()) this.flush(field);
  }

  change(change: Change): void {
    this.send({ type: 'change', change });
  }

  send(message: Outgoing): void {
    this.flushAll();
    this.#post(message);
  }
}

/** A message as the page makes it: its changes are numbered when they leave. */
export type Outgoing =
  | Exclude<FromPage, { readonly type: 'change' }>
  | Omit<Extract<FromPage, { readonly type: 'change' }>, 'number'>;

interface Held {
  readonly take: () => Change | undefined;
  readonly timer: ReturnType<typeof setTimeout>;
}
