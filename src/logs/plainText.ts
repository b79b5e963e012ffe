import type { Entry, Severity } from './entry';
import { readHeader } from './header';
import { severityRank } from './severity';
import { TraceLines } from './traceLines';

/** An entry of a text log, with the line from 1 that it starts on. */
export interface TextEntry {
  readonly entry: Entry;
  readonly at: number;
}

/**
 * Reads the lines of a text log into entries. A line that starts with a time or a level starts an entry. Lines of a stack
 * trace are joined to the entry before them; once the log has shown a time, so is every line without one.
 */
export class PlainText {
  readonly #trace = new TraceLines();
  readonly #now: Date | undefined;
  #lines: string[] = [];
  #chars = 0;
  #at = 0;
  #timestamp: string | undefined;
  #severity: Severity | undefined;
  #timed = false;

  /** `now` completes times that are written without a year. */
  constructor(now?: Date) {
    this.#now = now;
  }

  /** Takes the next line, without its line break, and returns the entry that it completes. */
  push(line: string, at: number): TextEntry | undefined {
    const header = readHeader(line, this.#now);
    const continues = this.#lines.length > 0 && !header && this.#continues(line);
    if (continues) {
      this.#add(line);
      return undefined;
    }
    const done = this.end();
    if (line.trim() === '') return done;
    this.#trace.startAfresh(line.slice(header?.end ?? 0));
    this.#at = at;
    this.#timestamp = header?.timestamp;
    this.#severity = header?.severity;
    this.#timed ||= header?.timestamp !== undefined;
    this.#add(line);
    return done;
  }

  /** The entry that is still open, when no more lines come. */
  end(): TextEntry | undefined {
    if (this.#lines.length === 0) return undefined;
    const entry: Entry = {
      ...(this.#timestamp !== undefined && { timestamp: this.#timestamp }),
      ...(this.#severity && { severity: this.#severity }),
      textPayload: this.#lines.join('\n').trimEnd(),
    };
    this.#lines = [];
    this.#chars = 0;
    return { entry, at: this.#at };
  }

  #continues(line: string): boolean {
    const announced = this.#severity !== undefined && severityRank(this.#severity) >= severityRank('ERROR');
    const isTrace = this.#trace.continues(line, announced);
    return isTrace || this.#timed;
  }

  #add(line: string): void {
    if (this.#chars > MAX_ENTRY_CHARS) return;
    this.#lines.push(line);
    this.#chars += line.length;
  }
}

/** Lines past this many characters are not kept: an entry is read by a person. */
const MAX_ENTRY_CHARS = 256 * 1024;
