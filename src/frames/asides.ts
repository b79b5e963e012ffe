import type { Aside } from './frame';

/**
 * The lines, by their index from 0, whose locations are no steps of the stack around them: what stands in the message of a
 * Python exception, the place of a SyntaxError below the steps that led to it, and Go's goroutines that started another.
 */
export function asideLines(lines: readonly string[], text: string): ReadonlyMap<number, Aside> {
  const python = text.includes(tracebackHeader) ? new PythonStack() : undefined;
  const go = text.includes(ancestorHeader) ? new GoAncestors() : undefined;
  if (!python && !go) return none;
  const asides = new Map<number, Aside>();
  lines.forEach((line, index) => {
    const aside = python?.read(line) ?? go?.read(line);
    if (aside) asides.set(index, aside);
  });
  return asides;
}

const none: ReadonlyMap<number, Aside> = new Map();
const tracebackHeader = 'Traceback (most recent call last)';
const ancestorHeader = '[originating from goroutine ';

/** Follows tracebacks from their header to their exception, behind which the exception's message goes on. */
class PythonStack {
  /** The column of the header; undefined outside of a traceback. */
  #depth: number | undefined;
  #steps = 0;
  #raised = false;

  read(line: string): Aside | undefined {
    const header = line.indexOf(tracebackHeader);
    if (header >= 0) this.#begin(line, header);
    else if (this.#depth === undefined) return undefined;
    else if (line.includes('File "')) return this.#frame(line);
    else if (/^[\s|]*\+[-+]/.test(line))
      this.#depth = undefined; // the next exception of a group
    else if (this.#steps > 0 && !this.#raised) this.#raised = isException(line, this.#depth);
    return undefined;
  }

  /** A traceback that is indented deeper than the exception above it belongs to that exception's message. */
  #begin(line: string, header: number): void {
    const isQuoted = this.#raised && header > (this.#depth ?? header) && line.slice(0, header).trim() === '';
    if (isQuoted) return;
    this.#depth = header;
    this.#steps = 0;
    this.#raised = false;
  }

  /** Each step names its function; the place of a SyntaxError has none. */
  #frame(line: string): Aside | undefined {
    if (this.#raised) return 'quoted';
    if (this.#steps > 0 && / line \d{1,7}\s*$/.test(line)) return 'syntax';
    this.#steps++;
    return undefined;
  }
}

/** `ValueError: no x`, `KeyError`, `json.decoder.JSONDecodeError: …`; the lines of a stack are indented. */
function isException(line: string, column: number): boolean {
  exception.lastIndex = column;
  return exception.test(line);
}

const exception = /[A-Za-z_][\w.]{0,200}(?::\s|:?\s{0,10}$)/y;

/** Follows what `GODEBUG=tracebackancestors=5` prints below a goroutine, up to an empty line. */
class GoAncestors {
  #inside = false;

  read(line: string): Aside | undefined {
    if (line.trimStart().startsWith(ancestorHeader)) this.#inside = true;
    else if (line.trim() === '') this.#inside = false;
    return this.#inside ? 'quoted' : undefined;
  }
}
