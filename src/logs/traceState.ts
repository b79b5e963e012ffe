import {
  ANNOUNCES,
  CHAINED,
  FIELD,
  FRAME,
  GOROUTINE,
  GO_PARTS,
  HEAD,
  LATER_PARTS,
  PANIC,
  PARTS,
  PYTHON_MORE,
  RAILS,
  RUST,
  RUST_OLD,
  TRACEBACK,
  UNCAUGHT,
  UNHANDLED,
  hasPartShape,
  isGoCall,
  isIndented,
} from './traceShapes';

/**
 * `none`: nothing before. `prose`: a line that no trace has followed yet. `indented`: with lines under it that are no
 * frames. `head`: an exception or an error's message, maybe of more lines, before its stack. `unhandled`: an
 * announcement of which all up to the stack is the message. `nested`: "nested exception is:". `python`: frames whose
 * exception is still to come. `ended`: a Python trace with its exception. `validation`: one that lists fields. `chain`:
 * "During handling of the above exception …". `panic`: Go's, before its goroutine. `go`: in its goroutines. `rust`:
 * "thread 'main' panicked at", with its message to come. `julTime`: the first of java.util.logging's two lines. `trace`:
 * in the frames of any other stack.
 */
export type State =
  | 'none'
  | 'prose'
  | 'indented'
  | 'head'
  | 'unhandled'
  | 'nested'
  | 'python'
  | 'ended'
  | 'validation'
  | 'chain'
  | 'panic'
  | 'go'
  | 'rust'
  | 'julTime'
  | 'trace';

/** After these, a line may be the rest of a message whose stack is still to come. */
export const WAITING: ReadonlySet<State> = new Set([
  'head',
  'unhandled',
  'nested',
  'panic',
  'ended',
  'validation',
]);
/** What is not whole without what follows. */
export const HALVES: ReadonlySet<State> = new Set([
  'head',
  'unhandled',
  'nested',
  'panic',
  'python',
  'rust',
  'julTime',
]);
/** After these, a line that is no part of a stack is something else, even in an event that began with a time. */
export const STACKS: ReadonlySet<State> = new Set(['go', 'trace']);

/** The state after a line that starts an event (`before` is `none`) or joins it. */
export function next(before: State, line: string): State {
  if (line.trim() === '') return before;
  if (TRACEBACK.test(line)) return isIndented(line) ? 'trace' : 'python';
  if (line === 'Call stack:') return 'python';
  if (CHAINED.test(line) || line.startsWith('"""')) return 'chain';
  if (RAILS.test(line)) return 'head';
  if (line.endsWith('nested exception is:')) return 'nested';
  return isIndented(line) ? afterIndented(before, line) : afterFlush(before, line);
}

function afterIndented(before: State, line: string): State {
  if (before === 'python' || before === 'go' || before === 'ended' || before === 'validation') return before;
  if (before === 'none' && line.trimStart().startsWith('File "')) return 'python';
  if (FRAME.test(line)) return 'trace';
  if (before === 'trace' || WAITING.has(before)) return before;
  return 'indented';
}

function afterFlush(before: State, line: string): State {
  if (before === 'python') return /\d validation errors? for/.test(line) ? 'validation' : 'ended';
  if (before === 'ended' || before === 'validation') return before;
  if (GOROUTINE.test(line) || (before === 'go' && (GO_PARTS.test(line) || isGoCall(line)))) return 'go';
  if (before === 'panic' && GO_PARTS.test(line)) return 'panic';
  if (PANIC.test(line)) return 'panic';
  if (RUST.test(line)) return RUST_OLD.test(line) ? 'trace' : 'rust';
  if (/^(?:Caused by|Suppressed|Wrapped by):/.test(line) || before === 'rust' || before === 'nested')
    return 'head';
  if (UNHANDLED.test(line)) return 'unhandled';
  if (PARTS.test(line) || LATER_PARTS.test(line)) return 'trace';
  return HEAD.test(line) || ANNOUNCES.test(line) ? 'head' : 'prose';
}

/** Whether a line that looks like a part is the start of something else. */
export function isStart(before: State, line: string): boolean {
  if (TRACEBACK.test(line)) return before !== 'chain' && before !== 'head' && before !== 'unhandled';
  if (!isIndented(line)) return false;
  if (RAILS.test(line)) return true;
  return before === 'prose' && line.startsWith('  File "');
}

/** Whether a line is the first of a stack, or of the message above one, by its own words. */
export function isHead(line: string): boolean {
  return (
    HEAD.test(line) || PANIC.test(line) || GOROUTINE.test(line) || RUST.test(line) || UNHANDLED.test(line)
  );
}

/** Whether a line is the first that a runtime writes of an error that nobody caught. */
export function isUncaught(line: string): boolean {
  if (TRACEBACK.test(line)) return !isIndented(line);
  return PANIC.test(line) || RUST.test(line) || UNHANDLED.test(line) || UNCAUGHT.test(line);
}

/** Whether a line is part of what the lines before it began. */
export function isPart(before: State, line: string): boolean {
  if (isIndented(line) || TRACEBACK.test(line)) return true;
  switch (before) {
    case 'python':
    case 'rust':
    case 'nested':
      return true;
    case 'panic':
    case 'go':
      return GO_PARTS.test(line) || (before === 'go' ? isGoCall(line) : line.startsWith('fatal error: '));
    case 'prose':
      return PARTS.test(line);
    case 'ended':
      return PYTHON_MORE.test(line) || CHAINED.test(line) || PARTS.test(line);
    case 'validation':
      return FIELD.test(line) || CHAINED.test(line) || line.startsWith('For further information');
    case 'none':
    case 'indented':
    case 'head':
    case 'unhandled':
    case 'chain':
    case 'julTime':
    case 'trace':
      return PARTS.test(line) || LATER_PARTS.test(line);
  }
}

/**
 * Whether the open lines before this one are sure to be a message: a stack begins, or goes on. After Python's exception,
 * which ends a stack, only the next one of the chain tells.
 */
export function endsMessage(before: State, line: string): boolean {
  if (before === 'ended' || before === 'validation') return CHAINED.test(line);
  if (isIndented(line)) return FRAME.test(line) || TRACEBACK.test(line);
  return hasPartShape(line) && !/^["'\])}]/.test(line);
}
