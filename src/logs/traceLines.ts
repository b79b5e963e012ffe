/**
 * Tells line after line which lines of a log are one event: the lines of a stack trace belong together, and to the line
 * that announces it. Knows the traces of Python, Java, JavaScript, C#, Go, Ruby, PHP, Rust and Dart by their first words.
 */
export class TraceLines {
  #state: State = 'none';

  /**
   * Whether `line` continues the event of the lines before it. `announced` says that the line before is an error's
   * message, of which a traceback is the rest.
   */
  continues(line: string, announced: boolean): boolean {
    const before = this.#state;
    if (line.trim() === '') return before !== 'none' && before !== 'prose';
    this.#state = next(before, line);
    return before !== 'none' && joins(before, line, announced);
  }

  /** Forgets the lines before: the next one starts an event, and is the message that a trace may follow. */
  startAfresh(line: string): void {
    this.#state = next('none', line);
  }
}

/**
 * `none`: nothing before. `prose`: a line that no trace has followed yet. `python`: frames whose exception is still to
 * come. `ended`: a Python trace with its exception. `chain`: "During handling of the above exception …". `go`: a panic.
 * `rust`: "thread 'main' panicked at", with its message to come. `trace`: any other.
 */
type State = 'none' | 'prose' | 'python' | 'ended' | 'chain' | 'go' | 'rust' | 'trace';

const TRACEBACK = /^(?:Exception Group )?Traceback \(most recent call last\)/;
const CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const PARTS =
  /^(?:at |Caused by: |Suppressed: |\.\.\. \d+ more|--- End of |Stack trace:|#\d+ |File "|from \S+:\d+:in |nested exception is|\[CIRCULAR REFERENCE)/;
const GO_START = /^(?:panic: |fatal error: |goroutine \d+ \[)/;
const GO_PARTS = /^(?:goroutine \d+ \[|created by |exit status \d|\[signal |[\w./*()-]+\(.*\)$|panic\()/;
const RUST_START = /^thread '[^']*' .{0,40}panicked at /;
const RUST_PARTS = /^(?:note: |stack backtrace:)/;

function next(before: State, line: string): State {
  if (TRACEBACK.test(line)) return 'python';
  if (CHAINED.test(line)) return 'chain';
  if (isIndented(line)) return before === 'python' || before === 'go' ? before : 'trace';
  if (before === 'python') return 'ended';
  if (GO_START.test(line)) return 'go';
  if (before === 'go' && GO_PARTS.test(line)) return 'go';
  if (RUST_START.test(line)) return 'rust';
  if (before === 'rust' || PARTS.test(line)) return 'trace';
  return before === 'trace' && RUST_PARTS.test(line) ? 'trace' : 'prose';
}

function joins(before: State, line: string, announced: boolean): boolean {
  if (isIndented(line)) return true;
  if (TRACEBACK.test(line)) return before === 'chain' || announced;
  if (CHAINED.test(line)) return before !== 'prose';
  if (before === 'python' || before === 'rust') return true;
  if (before === 'go') return GO_PARTS.test(line);
  return PARTS.test(line) || (before === 'trace' && RUST_PARTS.test(line));
}

function isIndented(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t');
}
