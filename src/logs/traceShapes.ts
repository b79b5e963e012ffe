import { readHeader } from './header';

/*
 * How the lines of stacks begin, as runtimes and frameworks print them. Every pattern is anchored or starts at a literal, and
 * looks at a bounded part of a line.
 */

/** Python's first line, also within a group of exceptions. */
export const TRACEBACK = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\)/;
/** What Python writes between the exceptions of a chain. */
export const CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/;

/** What a line of a stack starts with, whatever stands before it. */
export const PARTS =
  /^(?:at (?:.*\)|.*:\d+|<anonymous>|async .*)$|(?:Caused by|Suppressed|Wrapped by|Stack trace|Location):|\.\.\. \d+ (?:more|common)|--- End of |---> |#\d+\s|File "[^"]{1,500}", line \d|from \S+:\d+:in |nested exception is|\[CIRCULAR REFERENCE|\[(?:stacktrace|previous exception)\]|<asynchronous suspension>|[^\s:]+:\d+:in [`'][^']*'$|[^\s@]*@(?:https?|file|resource):\/\/\S+:\d+$|Next [\w\\]+(?:Error|Exception): |Did you mean\?|\(Use `node )/;
/** What joins a stack, and nothing else. */
export const LATER_PARTS =
  /^(?:During handling of the above exception|The above exception was the direct cause|(?:Exception Group )?Traceback \(most|note: |stack backtrace:|Stack backtrace:|Node\.js v\d|["'\])}]+[;,{ ]*$|Call stack:$)/;
/** Of an exception that says more in further lines: what databases and their drivers add, Python's logging, its quotes. */
export const PYTHON_MORE =
  /^(?:LINE \d+: |(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT): |\[SQL: |\[parameters: |\(Background on this error|Arguments: |Call stack:$|""")/;
/** The place of a field that did not validate: `trace_id`, `body.items.0.name`, `body -> name`. */
export const FIELD = /^[\w.[\]-]{1,200}(?: -> [\w.[\]-]{1,200}){0,20}$/;
/** Parts that stand behind a time of their own: of PHP's stacks, and what PostgreSQL adds to an error. */
export const HEADED_PARTS =
  /^(?:PHP (?:Stack trace:| {1,3}\d+\. )|(?:\[\d{1,10}\](?:: \[[\d-]{1,20}\])? )?(?:[^\s:]{1,100}@[^\s:]{1,100} )?(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT|LOCATION): {2})/;

/** Class and method, the rest of the line on which java.util.logging writes the time. */
export const JUL_NAMES = /^[\w$]+(?:\.[\w$]+){1,20} [\w$<>]+$/;

/** A frame of any language that indents them. */
export const FRAME =
  /^\s+(?:at |File "|from |#\d+\s|\.\.\. \d+ (?:more|common)|\d+: |--- End of |---> |\(\w+ [\d.]+\) |thrown in )|:\d+:in [`']| called at \S+ line \d/;

/** An exception by its name, where a line starts, or Ruby's behind its place. */
export const HEAD =
  /^(?:PHP )?(?:Fatal error: +|Exception in thread "[^"]{0,200}" )?(?:Uncaught |Unhandled )?(?:exception ')?(?:[\w$]{1,100}(?:\.|::|\\)){0,20}[A-Z]?[\w$]{0,100}(?:Error|Exception|Throwable|Failure|Fault|Traceback)(?:$|[:',<(]| [([])|^[^\s:]+:\d+:in [`'][^']*': |^\*\* \(/;
/** The first words of a line that says that something failed. */
export const ANNOUNCES =
  /^(?:Exception (?:in|on|ignored in|while|during|occurred)\b|(?:Unhandled|Uncaught|Unexpected) |Task exception was never|--- Logging error ---|Internal Server Error: |Fatal Python error: |(?:Error|Failed|Failure) (?:in|while|when|on|during|to|processing|executing|running|handling)\b)/;
/** Dart's and .NET's line before the exception; the place before it that Node prints: `/app/index.js:10`. */
export const UNHANDLED =
  /^(?:Unhandled [Ee]xception:$|(?:\/|[A-Z]:\\|node:|file:\/\/|\[eval|<anonymous)\S*:\d+$)/;
/** Of what nobody caught, in Java, PHP and .NET. */
export const UNCAUGHT =
  /^(?:Exception in thread "|(?:PHP )?Fatal error: +Uncaught |Unhandled [Ee]xception[.:]|Uncaught )/;
/** Rails writes its exceptions behind a space: ` NoMethodError (undefined method …):`. */
export const RAILS = /^\s{0,4}[A-Z][\w:]{0,200} \(.*\):$/;

/** Go's first line. */
export const PANIC =
  /^(?:panic: |fatal error: |runtime: goroutine stack exceeds|SIGQUIT: |unexpected fault address |(?:\S+: )?http: panic serving )/;
/** The first line of one of Go's stacks. */
export const GOROUTINE = /^goroutine \d+ \[/;
/** What Go writes between its frames. */
export const GO_PARTS =
  /^(?:goroutine \d+ \[|created by |exit status \d|\[signal |runtime stack:|\.\.\.additional frames|r\w{1,6} +0x)/;

/** Rust's first line. */
export const RUST = /^thread '[^']{0,200}' (?:\(\d+\) )?(?:panicked at |has overflowed)/;
/** Up to Rust 1.72 the message stands in the same line. */
export const RUST_OLD = / panicked at '/;

/** Whether a line has the shape of one that continues a stack, whatever stands before it. */
export function hasPartShape(line: string): boolean {
  return (
    PARTS.test(line) || LATER_PARTS.test(line) || GO_PARTS.test(line) || isGoCall(line) || isHeadedPart(line)
  );
}

function isHeadedPart(line: string): boolean {
  if (!MAYBE_HEADED.test(line)) return false;
  const message = line.slice(readHeader(line)?.end ?? line.length);
  return HEADED_PARTS.test(message) || isHeadedFrame(message);
}

/** What a headed part has in it; most lines have none of it. */
const MAYBE_HEADED = /PHP |at |Caused by: |\.\.\. \d|[A-Z]: {2}|#\d|<async|\d:in /;

/** Whether what stands behind a time is a line of a stack, maybe with the name of what logged it: `AndroidRuntime: \tat …`. */
export function isHeadedFrame(message: string): boolean {
  return HEADED_FRAME.test(message.replace(TAG, ''));
}

/** The name of what logged, before its message. */
const TAG = /^[\w.$/-]{1,80} {0,20}: /;
const HEADED_FRAME =
  /^\s{0,8}(?:at [^\s(]{1,300}\([^()]{0,300}\)$|Caused by: [\w.$]{1,200}(?:: |$)|\.\.\. \d+ (?:more|common frames omitted)$|#\d{1,3} {1,8}[^()]{1,300}\((?:package|dart|file):[^()]{1,300}\)$|<asynchronous suspension>$|[^\s:]{1,300}:\d{1,7}:in [`'][^']{1,300}'$)/;

/** `main.(*Server).handle(0xc000012345, …)` */
export function isGoCall(line: string): boolean {
  return line.endsWith(')') && /^[\w./*()[\]·-]+\(/.test(line);
}

/** Whether a line starts with white space; Lambda's does not break. */
export function isIndented(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t') || line.startsWith('\u00a0');
}
