import { withoutColours } from '../frames/colours';
import type { Mutable } from '../frames/mutable';
import type { Entry, Severity } from './entry';
import { EventLines, type Placed } from './eventLines';
import { readHeader, type Header } from './header';

/** An entry of a text log, with the line from 1 that it starts on. */
export interface TextEntry {
  readonly entry: Entry;
  readonly at: number;
}

/**
 * Reads the lines of a text log into entries. A line that starts with a time or a level starts an entry, and lines without
 * a time belong to it, as the lines of a stack trace do to the message above them. An entry without a time has the time
 * of the one before it.
 */
export class PlainText {
  readonly #events = new EventLines<Line>('times start events');
  readonly #now: Date | undefined;
  #lines: string[] = [];
  #chars = 0;
  #at = 0;
  #timestamp: string | undefined;
  #severity: Severity | undefined;

  /** `now` completes times that are written without a year. */
  constructor(now?: Date) {
    this.#now = now;
  }

  /** Takes the next line, without its line break, and returns the entries that are complete with it. */
  push(line: string, at: number): readonly TextEntry[] {
    const text = line.includes('\u001b') ? withoutColours(line).text : line;
    const header = readHeader(text, this.#now);
    return this.#place(this.#events.push({ text, at, header }, text, header));
  }

  /** The entries that are still open, when no more lines come. */
  end(): TextEntry[] {
    const done = this.#place(this.#events.end());
    const last = this.#take();
    return last ? [...done, last] : [...done];
  }

  #place(placed: readonly Placed<Line>[]): readonly TextEntry[] {
    const [first] = placed;
    if (!first) return NOTHING;
    if (placed.length === 1 && !first.starts) {
      this.#add(first.item);
      return NOTHING;
    }
    const done: TextEntry[] = [];
    for (const { item, starts } of placed) {
      const entry = starts ? this.#take() : undefined;
      if (entry) done.push(entry);
      if (starts) this.#start(item);
      else this.#add(item);
    }
    return done;
  }

  #start(line: Line): void {
    if (line.text.trim() === '') return;
    this.#at = line.at;
    this.#timestamp = line.header?.timestamp ?? this.#timestamp;
    this.#severity = line.header?.severity;
    this.#add(line);
  }

  #add({ text, header }: Line): void {
    if (this.#chars > MAX_ENTRY_CHARS) return;
    this.#severity ??= header?.severity;
    this.#lines.push(text);
    this.#chars += text.length;
  }

  #take(): TextEntry | undefined {
    if (this.#lines.length === 0) return undefined;
    const entry: Mutable<Entry> = { textPayload: this.#lines.join('\n').trimEnd() };
    if (this.#timestamp !== undefined) entry.timestamp = this.#timestamp;
    if (this.#severity) entry.severity = this.#severity;
    this.#lines = [];
    this.#chars = 0;
    return { entry, at: this.#at };
  }
}

interface Line {
  readonly text: string;
  readonly at: number;
  readonly header: Header | undefined;
}

const NOTHING: readonly never[] = [];

/** Lines past this many characters are not kept: an entry is read by a person. */
const MAX_ENTRY_CHARS = 256 * 1024;
