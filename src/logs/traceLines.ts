import { readHeader, type Header } from './header';
import { isAccessLine } from './request';
import { severityRank } from './severity';
import { HEADED_PARTS, JUL_NAMES, RUST, hasPartShape, isHeadedFrame, isIndented } from './traceShapes';
import {
  type State,
  WAITING,
  HALVES,
  STACKS,
  next,
  isStart,
  isUncaught,
  isHead,
  isPart,
  endsMessage,
} from './traceState';

/**
 * What a line is to the lines before it. `open`: the rest of a message if a stack follows within a few lines, else an
 * event of its own; whoever reads waits.
 */
export type Belongs = 'starts' | 'joins' | 'open';

/**
 * What a line without a time is under a line that has one. `times start events`: a part of it, as in a file, in which only
 * the first line of a message has a time. `lines are entries`: nothing, since each was an entry of its own.
 */
export type TimeRule = 'times start events' | 'lines are entries';

/**
 * Tells line after line which lines of a log are one event: the lines of a stack trace belong together, and to the message
 * that it stands under. Knows the traces of Python, Java, JavaScript, C#, Go, Ruby, PHP, Rust and Dart by their first words.
 */
export class TraceLines {
  readonly #rule: TimeRule;
  #state: State = 'none';
  /** The event began with a time: a line without one belongs to it, as long as its stack has not ended. */
  #isTimed = false;
  /** It says that nothing failed. */
  #isCalm = false;
  #openLines = 0;

  constructor(rule: TimeRule) {
    this.#rule = rule;
  }

  /** Reads the next line, with what stands before its message. */
  read(line: string, header?: Header): Belongs {
    const text = line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line;
    if (header) return this.#readHeaded(text, header);
    const before = this.#state;
    const belongs = this.#belongs(before, text);
    if (belongs === 'open') {
      this.#openLines++;
      return 'open';
    }
    this.#openLines = 0;
    if (belongs === 'starts') this.#isTimed = false;
    this.#state = belongs === 'joins' ? next(before, text) : next('none', text);
    return belongs;
  }

  /** The open lines are no message: no stack came. They are to be read again. */
  giveUp(): void {
    this.#state = 'prose';
    this.#isTimed = false;
    this.#openLines = 0;
  }

  /** Whether the next line may join whatever it is. */
  get awaitsMore(): boolean {
    return HALVES.has(this.#state);
  }

  #readHeaded(line: string, header: Header): Belongs {
    const message = line.slice(header.end);
    const isSecondLine = this.#state === 'julTime' && !header.isTimed;
    const goesOn =
      (this.#state !== 'none' && HEADED_PARTS.test(message)) ||
      ((this.#state === 'head' || this.#state === 'trace') && isHeadedFrame(message));
    const joins = isSecondLine || goesOn;
    // An access line says all that it has to say: what follows is another's.
    const mayGoOn = header.isTimed && this.#rule === 'times start events';
    if (!joins) this.#isTimed = mayGoOn && !(line.includes(' HTTP/') && isAccessLine(line));
    this.#openLines = 0;
    // What says nothing itself has its message in the lines below.
    this.#state = message.trim() === '' ? 'prose' : next('none', message);
    const { severity = 'WARNING' } = header;
    this.#isCalm = severityRank(severity) < severityRank('WARNING');
    if (this.#state === 'prose' && severityRank(severity) >= severityRank('ERROR')) this.#state = 'head';
    if (header.isTimed && header.severity === undefined && JUL_NAMES.test(message)) this.#state = 'julTime';
    return joins ? 'joins' : 'starts';
  }

  #belongs(before: State, line: string): Belongs {
    if (before === 'none') return 'starts';
    if (line.trim() === '') return this.#ofBlank(before);
    const mayWait = this.#openLines < MAX_OPEN_LINES;
    if (this.#isTimed) {
      // Rust writes its panic before anything can be logged of it.
      if (RUST.test(line) || (this.#isCalm && isUncaught(line))) return 'starts';
      return isPart(before, line) || !STACKS.has(before) ? 'joins' : 'starts';
    }
    if (isStart(before, line)) return 'starts';
    if (isPart(before, line))
      return this.#openLines > 0 && !endsMessage(before, line) && mayWait ? 'open' : 'joins';
    if (!mayWait || !WAITING.has(before)) return 'starts';
    return before !== 'unhandled' && isHead(line) ? 'starts' : 'open';
  }

  #ofBlank(before: State): Belongs {
    if (this.#isTimed) return 'joins';
    if (before === 'prose' || this.#openLines >= MAX_OPEN_LINES) return 'starts';
    return WAITING.has(before) ? 'open' : 'joins';
  }
}

/**
 * Whether a line may continue an event that an entry before it began, by its shape alone: true for every line that joins
 * what is not waiting for more.
 */
export function mayContinue(line: string): boolean {
  if (isIndented(line)) return true;
  const head = line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line;
  return hasPartShape(head) || head.trim() === '';
}

/**
 * Whether any line at all may continue the event that this text is, or is the start of: a message whose stack is still to
 * come, a stack whose exception is.
 */
export function awaitsMore(text: string): boolean {
  const trace = new TraceLines('lines are entries');
  const [first = '', ...more] = text.split('\n', MAX_LINES);
  trace.read(first, readHeader(first));
  for (const line of more) trace.read(line);
  return trace.awaitsMore;
}

/** A message of more lines than this, before its stack, is other events sooner than a message. */
const MAX_OPEN_LINES = 20;
/** What stands behind this in a line does not tell what the line is. */
const MAX_CHARS = 1_000;
const MAX_LINES = 1_000;
