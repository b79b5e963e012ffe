import type { Header } from './header';
import { TraceLines, type TimeRule } from './traceLines';

/** A line, with whether an event starts with it or it joins the one before. */
export interface Placed<T> {
  readonly item: T;
  readonly starts: boolean;
}

/**
 * Divides lines into events. What a line stands for (`item`) comes back in the order in which it was given, sometimes a few
 * lines later: the second line of a message is known to be one only when the stack follows.
 */
export class EventLines<T> {
  readonly #trace: TraceLines;
  #open: Line<T>[] = [];

  constructor(rule: TimeRule) {
    this.#trace = new TraceLines(rule);
  }

  /** Takes the next line, with what stands before its message, and places what can be placed with it. */
  push(item: T, text: string, header: Header | undefined): readonly Placed<T>[] {
    const belongs = this.#trace.read(text, header);
    if (belongs === 'open') {
      this.#open.push({ item, text, header, more: [] });
      return NOTHING;
    }
    if (this.#open.length === 0) return [{ item, starts: belongs === 'starts' }];
    const lines = [...this.#open, { item, text, header, more: [] }];
    this.#open = [];
    return belongs === 'joins' ? lines.map(joined) : this.#readAgain(lines);
  }

  /** A further line of the last item. */
  more(text: string): void {
    this.#open.at(-1)?.more.push(text);
    this.#trace.read(text);
  }

  /** The lines that are still open, when no more come. */
  end(): readonly Placed<T>[] {
    const placed: Placed<T>[] = [];
    while (this.#open.length > 0) {
      const lines = this.#open;
      this.#open = [];
      placed.push(...this.#readAgain(lines));
    }
    return placed;
  }

  /** Places lines that turned out to be no message; at least the first, since it waits for nothing now. */
  #readAgain(lines: readonly Line<T>[]): readonly Placed<T>[] {
    this.#trace.giveUp();
    return lines.flatMap(({ item, text, header, more }) => {
      const placed = this.push(item, text, header);
      for (const line of more) this.more(line);
      return placed;
    });
  }
}

interface Line<T> {
  readonly item: T;
  readonly text: string;
  readonly header: Header | undefined;
  readonly more: string[];
}

const NOTHING: readonly never[] = [];

function joined<T>({ item }: Line<T>): Placed<T> {
  return { item, starts: false };
}
