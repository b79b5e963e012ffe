import { withoutColours } from './colours';
import type { Frame } from './frame';
import { readFrames } from './read';

/** An exception with the stack that it was raised in. */
export interface Exception {
  /** As the text writes it: `ValueError`, `requests.exceptions.HTTPError`, `java.lang.IllegalStateException`, `panic`. */
  readonly type: string;
  /** Without its type; may have several lines, or be empty. */
  readonly message: string;
  /** Of its own stack, in the order of the text. */
  readonly frames: readonly Frame[];
}

/**
 * The exception that a text is about: the last one that Python prints, the innermost cause of Java, C# and Node, the panic of Go
 * and Rust, the error that Ruby and PHP did not catch. Undefined where the text holds no stack.
 *
 * `frames` are those of `readFrames(text)`, for a caller that has them already.
 */
export function readException(
  text: string,
  frames: readonly Frame[] = readFrames(text),
): Exception | undefined {
  if (frames.length === 0) return undefined;
  const plain = withoutColours(text).text.replaceAll('\r\n', '\n');
  const lines = plain.split('\n').map((line) => line.slice(0, lineLimit));
  const starts = lineStarts(text);
  for (const { cue, read } of readers) {
    const stack = plain.includes(cue) ? read(lines) : undefined;
    if (stack === undefined) continue;
    const from = starts[stack.from] ?? 0;
    const to = starts[stack.to] ?? text.length;
    const own = frames.filter((frame) => frame.start >= from && frame.start < to);
    if (own.length > 0) return { type: stack.type, message: stack.message.trim(), frames: own };
  }
  return undefined;
}

interface Stack {
  readonly type: string;
  readonly message: string;
  /** The lines of the stack, from 0; `to` is the line behind it. */
  readonly from: number;
  readonly to: number;
}

/** How Monolog begins an exception, of which it may tell no more in that line than where it was thrown. */
export const monologCue = '[object] (';

/** How each language prints an exception, with the literal that its stacks always hold. */
const readers: readonly {
  readonly cue: string;
  readonly read: (lines: readonly string[]) => Stack | undefined;
}[] = [
  { cue: 'File "', read: python },
  { cue: 'goroutine ', read: go },
  { cue: 'panicked at ', read: rust },
  { cue: monologCue, read: monolog },
  { cue: '#0 ', read: php },
  { cue: ':in ', read: ruby },
  { cue: '** (', read: elixir },
  { cue: 'stack traceback:', read: lua },
  { cue: 'at ', read: stacked },
];

/** What stands behind this in a line is cut, in characters. */
const lineLimit = 4_000;

/** A message of more lines than this is cut: what follows is another log line sooner than a message. */
const messageLines = 20;

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * `Traceback (most recent call last):`, frames, and at last `Type: message`, which may go on to the next empty line. Lambda
 * writes that line first.
 */
function python(lines: readonly string[]): Stack | undefined {
  const last = lines.findLastIndex((line) => /File "[^"]+", line \d/.test(line));
  if (last < 0) return undefined;
  const header = lines
    .slice(0, last)
    .findLastIndex((line) => line.includes('Traceback (most recent call last)'));
  const prefix = /^.*?(?= *File ")/.exec(lines[last] ?? '')?.[0] ?? '';
  const content = (index: number): string => withoutPrefix(lines[index] ?? '', prefix);
  const depth = indentation(content(last));
  for (let i = last + 1; i < lines.length && i <= last + messageLines; i++) {
    if (indentation(content(i)) > depth) continue;
    const raised = /^[\s|]*(?<type>[A-Za-z_][\w.]*)(?:: ?(?<message>.*))?$/.exec(content(i))?.groups;
    const type = raised?.['type'] ?? '';
    if (raised?.['message'] === undefined ? !/[A-Z.]/.test(type) : type === '') continue;
    const more = untilBlank(lines, i + 1).map((line) => withoutPrefix(line, prefix));
    return {
      type,
      message: [raised?.['message'] ?? '', ...more].join('\n'),
      from: Math.max(header, 0),
      to: i,
    };
  }
  const above = /(?:^|[\s\]])(?<type>[A-Za-z_][\w.]*(?:Error|Exception))(?:: (?<message>.*))?$/.exec(
    lines[header - 1] ?? '',
  )?.groups;
  if (above?.['type'] === undefined) return undefined;
  return { type: above['type'], message: above['message'] ?? '', from: header, to: lines.length };
}

/** A line without what a logger put in front of every line, which differs in digits alone. */
function withoutPrefix(line: string, prefix: string): string {
  if (!/[^\s|]/.test(prefix)) return line;
  const same = line.slice(0, prefix.length).replace(/\d/g, '0') === prefix.replace(/\d/g, '0');
  return same ? line.slice(prefix.length) : line;
}

function indentation(line: string): number {
  return line.length - line.replace(/^[\s|]+/, '').length;
}

/** The rest of a message: to an empty line, the frame of an exception group or the next dated entry. */
function untilBlank(lines: readonly string[], from: number): string[] {
  const rest = lines.slice(from, from + messageLines);
  const end = rest.findIndex((line) => /^[\s|]*$|^[\s|]*\+-|^\[?\d{4}-\d\d-\d\d/.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

/** `panic: message` or `fatal error: message`, an empty line, and the goroutine that panicked first. */
function go(lines: readonly string[]): Stack | undefined {
  const goroutine = lines.findIndex((line) => /^goroutine \d+ \[/.test(line));
  const header = /(?:^|\s)(?<type>panic|fatal error)(?: serving \S+)?: (?<message>.*?)(?: \[recovered.*)?$/;
  const from = lines.slice(0, Math.max(goroutine, 0)).findIndex((line) => header.test(line));
  if (from < 0) return undefined;
  const { type = '', message = '' } = header.exec(lines[from] ?? '')?.groups ?? {};
  const more = untilBlank(lines, from + 1).filter(
    (line) => !/^(?:\[signal |goroutine \d|\tpanic: )/.test(line),
  );
  const end = lines.findIndex(
    (line, index) => index > goroutine && (line === '' || line.startsWith('[originating from ')),
  );
  return { type, message: [message, ...more].join('\n'), from: goroutine, to: end < 0 ? lines.length : end };
}

/** `thread 'main' panicked at src/main.rs:12:5:` and the message on the next line; up to 1.72 in quotes before the place. */
function rust(lines: readonly string[]): Stack | undefined {
  const from = lines.findIndex((line) => /thread '[^']*' (?:\(\d+\) )?panicked at /.test(line));
  if (from < 0) return undefined;
  const old = /panicked at '(?<message>.*)', [^']+$/.exec(lines[from] ?? '')?.groups?.['message'];
  const end = lines.findIndex((line, index) => index > from && /^(?:stack backtrace:|note: )/.test(line));
  const message = old ?? lines.slice(from + 1, end < 0 ? from + 2 : end).join('\n');
  return { type: 'panic', message, from, to: lines.length };
}

/** `PHP Fatal error:  Uncaught TypeError: message in /app/x.php:12`; an exception that caused it comes before `Next`. */
function php(lines: readonly string[]): Stack | undefined {
  const header =
    /(?:Uncaught (?:exception ')?|^Next )(?<type>[A-Z][\w\\]*)'?(?:: | with message ')(?<message>.*)$/;
  const from = lines.findLastIndex((line) => header.test(line));
  const trace = lines.findIndex((line, index) => index >= from && /^\s*#0 /.test(line));
  if (from < 0 || trace < 0 || trace - from > messageLines) return undefined;
  const { type = '', message = '' } = header.exec(lines[from] ?? '')?.groups ?? {};
  const text = [message, ...lines.slice(from + 1, trace)]
    .join('\n')
    .replace(/ in [^\n]+(?:\n *Stack trace:)?\s*$/, '');
  const end = lines.findIndex((line, index) => index > trace && !/^\s*#\d/.test(line));
  return { type, message: text, from, to: end < 0 ? lines.length : end };
}

/** `[object] (TypeError(code: 0): message at /app/x.php:12)` in JSON, with the cause below: PHP, as Monolog writes it. */
function monolog(lines: readonly string[]): Stack | undefined {
  const header = /\[object\] \((?<type>[A-Z][\w\\]*)\(code: [^():]{1,40}\): (?<message>.*)$/;
  const from = lines.findLastIndex((line) => header.test(line));
  if (from < 0) return undefined;
  const stacktrace = lines.findIndex((line, index) => index > from && line === '[stacktrace]');
  // Symfony writes no stack unless it is told to.
  const trace = stacktrace < 0 ? from + 1 : stacktrace;
  if (trace - from > messageLines) return undefined;
  const { type = '', message = '' } = header.exec(lines[from] ?? '')?.groups ?? {};
  const text = [message, ...lines.slice(from + 1, trace)].join('\n');
  const place = text.lastIndexOf(' at ');
  const end = lines.findIndex((line, index) => index >= trace && !/^(?:#\d|\[stacktrace\]$)/.test(line));
  return {
    type: type.replaceAll('\\\\', '\\'),
    message: place < 0 ? text : text.slice(0, place),
    from,
    to: end < 0 ? lines.length : end,
  };
}

/**
 * `server.rb:12:in 'handle': message (Type)`, or above the frames as Rails logs it, `Type (message):`, and as most others do,
 * `Type: message`.
 */
function ruby(lines: readonly string[]): Stack | undefined {
  const raised = /:\d+:in [`'][^']*': (?<message>.*) \((?<type>[A-Z][\w:]*)\)$/;
  const logged = /(?:^|\s)(?<type>[A-Z][\w:]*) \((?<message>.*)\):$/;
  const named =
    /(?:^|\s)(?<type>(?:[A-Z]\w*::)*[A-Z]\w*(?:Error|Exception|Failure)|(?:[A-Z]\w*::)+[A-Z]\w*): (?<message>.*)$/;
  const frame = lines.findIndex((line) => /\.(?:rb|erb|rake|ru):\d+:in [`']/.test(line));
  if (frame < 0) return undefined;
  const from = lines.findIndex((line, index) => index <= frame && (raised.test(line) || logged.test(line)));
  const { type, message = '' } =
    (raised.exec(lines[from] ?? '') ?? logged.exec(lines[from] ?? ''))?.groups ?? {};
  if (type !== undefined) return { type, message, from, to: lines.length };
  const above = lines.slice(Math.max(frame - messageLines, 0), frame);
  const first = above.findLastIndex((line) => named.test(line));
  const said = named.exec(above[first] ?? '')?.groups;
  if (said?.['type'] === undefined) return undefined;
  const more = above.slice(first + 1);
  return {
    type: said['type'],
    message: [said['message'], ...more].join('\n'),
    from: frame,
    to: lines.length,
  };
}

/** `** (KeyError) key :a not found` over frames that begin with their application, or with none in a script. */
function elixir(lines: readonly string[]): Stack | undefined {
  const raised = /\*\* \((?<type>[A-Z][\w.]*)\) (?<message>.*)$/;
  const from = lines.findLastIndex((line) => raised.test(line));
  const { type, message = '' } = raised.exec(lines[from] ?? '')?.groups ?? {};
  const frame = lines.findIndex((line, index) => index > from && /\.exs?:\d+: /.test(line));
  if (type === undefined || frame < 0 || frame - from > messageLines) return undefined;
  const more = lines.slice(from + 1, frame);
  return { type, message: [message, ...more].join('\n'), from, to: lines.length };
}

/** `lua: store.lua:2: no thread`, which has no type, over `stack traceback:`. */
function lua(lines: readonly string[]): Stack | undefined {
  const from = lines.findIndex((line) => line.trim() === 'stack traceback:');
  const raised = /(?:^|\s)[^\s:]{1,500}:\d+: (?<message>.*)$/.exec(lines[from - 1] ?? '')?.groups?.[
    'message'
  ];
  if (raised === undefined) return undefined;
  return { type: 'error', message: raised, from, to: lines.length };
}

/**
 * Java, C# and JavaScript: a header over lines that begin with `at`. Of several stacks the last is the innermost cause; what Java
 * suppressed is passed over, and C# prints the innermost first, before `--- End of inner exception stack trace ---`.
 */
function stacked(lines: readonly string[]): Stack | undefined {
  let innermost: Stack | undefined;
  for (let i = 0; i < lines.length; i++) {
    if (!isAt(lines[i]) || isAt(lines[i - 1])) continue;
    let to = i;
    while (isAt(lines[to])) to++;
    const stack = headed(lines, i, to);
    if (stack !== undefined) innermost = stack;
    i = to;
  }
  return innermost;
}

/** Whether a line is a frame of such a stack, maybe behind a log prefix. */
function isAt(line: string | undefined): boolean {
  if (line === undefined) return false;
  return (
    /^\s*at \S/.test(line) ||
    (/\sat \S/.test(line) && /(?::\d+\)?|Native Method\)|Unknown Source\)|<anonymous>\))$/.test(line))
  );
}

/** The stack whose first frame stands at `first`, with the header nearest above it. */
function headed(lines: readonly string[], first: number, to: number): Stack | undefined {
  for (let i = first - 1; i >= 0 && i >= first - messageLines && !isAt(lines[i]); i--) {
    const line = lines[i] ?? '';
    if (/^\s*Suppressed: |^\s+Caused by: /.test(line)) return undefined;
    const header = headerIn(line);
    if (header === undefined) continue;
    const more = lines.slice(i + 1, first);
    const inner = line.includes(INNER) ? innerOf.exec(line) : undefined;
    const [, type = header['type'] ?? '', message = header['message'] ?? ''] = inner ?? [];
    return { type, message: [message, ...more].join('\n'), from: first, to };
  }
  return undefined;
}

function headerIn(line: string): Readonly<Record<string, string | undefined>> | undefined {
  for (const pattern of headers) {
    const groups = pattern.exec(line)?.groups;
    if (groups !== undefined) return groups;
  }
  return undefined;
}

const INNER = ' ---> ';

/** The innermost exception of C#'s one-line header. */
const innerOf = /.* ---> (?<type>[\w.]+)(?: \(0x[0-9A-F]+\))?: (?<message>.*)$/;

/** Headers over a stack, the surest first: a type by its name, by its package, or whatever stands before a colon. */
const headers: readonly RegExp[] = [
  /(?:^|[\s"'(|])(?<type>(?:[\w$]+\.)*(?:[A-Z][\w$]*)?(?:Error|Exception|Throwable|Failure))(?: \[[\w-]+\]| \(0x[0-9A-F]+\))?(?:: (?<message>.*))?$/,
  /^\s*(?:Caused by: |\[cause\]: )?(?<type>(?:[a-z_][\w$]*\.)+[A-Z][\w$]*)(?:: (?<message>.*))?$/,
  /^\s*(?:Caused by: |\[cause\]: |Uncaught )?(?<type>[A-Z][\w$]*)(?: \[[\w-]+\])?: (?<message>.*)$/,
];
