import type { Exception } from '../frames/exception';
import { readHeader } from './header';

/**
 * The first line of a message without the time and the level that may stand before it. Of an exception, its own line,
 * unless the logged message has that in it and says more: "Database session error: 401: Invalid or expired token".
 */
export function headlineOf(said: string, exception: Exception | undefined): string {
  const line = firstSaying(said);
  const message = line.slice(readHeader(line)?.end ?? 0).trim() || line || 'An entry without a message';
  if (!exception) return message;
  const raised = firstLine(exception.message);
  const saysMore = raised !== '' && /\S\s+\S/.test(message.replace(raised, '').replace(exception.type, ''));
  if (message.includes(raised) && saysMore) return message;
  const type = exception.type.slice(exception.type.lastIndexOf('.') + 1);
  return raised ? `${type}: ${inOneLine(exception.message)}` : type;
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

/** A headline as a title: cut where it is too long for a list. */
export function titleOf(headline: string): string {
  return clip(headline, MAX_TITLE);
}

/** A title is one line of a list. In characters. */
const MAX_TITLE = 300;
/** A message of several lines says what it is about in the first few. In characters. */
const MAX_JOINED = 200;

/** The lines of a message as one: `1 validation error for ErrorContext: trace_id Field required`. */
function inOneLine(message: string): string {
  const [first = '', ...more] = message.split('\n').map((line) => line.trim());
  const rest = more.filter((line) => /[\p{L}\p{N}]/u.test(line)).join(' ');
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
