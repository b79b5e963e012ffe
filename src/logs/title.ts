import { monologCue, type Exception } from '../frames/exception';
import { readHeader } from './header';

/**
 * The first line of a message without the time and the level that may stand before it. Of an exception, its own line,
 * unless the logged message has that in it and says more: "Database session error: 401: Invalid or expired token".
 */
export function headlineOf(said: string, exception: Exception | undefined): string {
  const line = firstSaying(said);
  const own = line.slice(readHeader(line)?.end ?? 0).trim();
  const message = own || firstBelow(said) || line || 'An entry without a message';
  if (!exception) return message;
  const raised = firstLine(exception.message);
  const told = withoutContext(message);
  const saysMore = raised !== '' && /\S\s+\S/.test(told.replace(raised, '').replace(exception.type, ''));
  if (told.includes(raised) && saysMore) return told;
  const type = exception.type.slice(exception.type.lastIndexOf('.') + 1);
  return raised ? `${type}: ${inOneLine(exception.message)}` : type;
}

/** The message of an exception without the JSON behind it, which Monolog cuts at the exception's first line. */
function withoutContext(message: string): string {
  const hasContext = message.endsWith('}') || message.includes(monologCue);
  const end = hasContext ? message.indexOf(' {"') : -1;
  return end > 0 ? message.slice(0, end) : message;
}

/** What the lines below the first say, where it says nothing itself: `APPLICATION FAILED TO START` between two lines of stars. */
function firstBelow(said: string): string {
  const below = said.trimStart().split('\n', MAX_LINES).slice(1);
  return below.find((line) => /\p{L}/u.test(line))?.trim() ?? '';
}

/** The first line, or the second where the first one only names what logged: `fail: Netra.Tenant[0]`, as .NET prints it. */
function firstSaying(said: string): string {
  const line = firstLine(said);
  const name = line.endsWith(']') ? readHeader(line) : undefined;
  const isName = name !== undefined && LOGGER.test(line.slice(name.end));
  if (!isName || line.length === said.length) return line;
  const next = firstLine(said.trimStart().slice(line.length));
  return next === '' || /^\s*at /.test(next) ? line : next.trim();
}

/** The category of a logger with the number of an event. */
const LOGGER = /^[^\s[\]]{1,200}\[[^\s[\]]{0,20}(?:\d|[^\s[\]]@)[^\s[\]]{0,20}\]$/;

/** A headline as a title: of `name=value` pairs the message and the error, cut where it is too long for a list. */
export function titleOf(headline: string): string {
  return clip(saidInPairs(headline) ?? headline, MAX_TITLE);
}

/** What `source=a.go:4 msg="order failed" order_id=4 err="timed out"` says; undefined of what is no pairs with a message. */
function saidInPairs(headline: string): string | undefined {
  const pairs = new Map<string, string>();
  const pair = / *([\w.@-]{1,40})=("(?:[^"\\]|\\.)*"|[^\s"]*)(?= |$)/gy;
  for (const [, name = '', value = ''] of headline.matchAll(pair))
    if (!pairs.has(name)) pairs.set(name, value.startsWith('"') ? unquoted(value) : value);
  const message = pairs.get('msg') ?? pairs.get('message');
  const error = pairs.get('err') ?? pairs.get('error');
  if (!message || !error || message.includes(error)) return message || undefined;
  return `${message}: ${error}`;
}

function unquoted(value: string): string {
  return value.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** A title is one line of a list. In characters. */
const MAX_TITLE = 300;
/** A message of several lines says what it is about in the first few. In characters. */
const MAX_JOINED = 200;
/** How far a message is looked for. */
const MAX_LINES = 10;

/** A line of code that a test runner or a compiler quotes: `> 12 |   expect(user.id).toBe(4);`. */
const CODE = /^(?:> ?)?\d{1,7} \|/;

/** The lines of a message as one: `1 validation error for ErrorContext: trace_id Field required`. */
function inOneLine(message: string): string {
  const [first = '', ...more] = message.split('\n').map((line) => line.trim());
  const rest = more.filter((line) => /[\p{L}\p{N}]/u.test(line) && !CODE.test(line)).join(' ');
  if (rest === '' || first.length >= MAX_JOINED) return first;
  return clip(`${first}${/[.:,;!?]$/.test(first) ? '' : ':'} ${rest}`, MAX_JOINED);
}

function firstLine(text: string): string {
  const line = text.trimStart();
  const end = line.indexOf('\n');
  return (end < 0 ? line : line.slice(0, end)).trimEnd();
}

function clip(title: string, limit: number): string {
  return title.length <= limit ? title : `${title.slice(0, limit - 1)}…`;
}
