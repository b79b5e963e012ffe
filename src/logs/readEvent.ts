import { hash } from 'node:crypto';
import { withoutColours } from '../frames/colours';
import { readException } from '../frames/exception';
import { readFrames } from '../frames/read';
import { readLevel } from './decode';
import type { Entry, Severity } from './entry';
import type { LogEvent } from './event';
import { readHeader } from './header';
import { readLoggedAt } from './loggedAt';
import type { Fields } from './fields';
import { readOrigin } from './origin';
import { readPayload, unescapeTrace } from './payload';
import { isAccessLine, readRequest, requestLine } from './request';
import { severityRank } from './severity';

/** Reads what happened from the entries that it was logged as, in the order of time; at least one. */
export function readEvent(entries: readonly [Entry, ...Entry[]]): LogEvent {
  const [entry] = entries;
  const request = readRequest(entry);
  const said = readText(entries) || (request ? requestLine(request) : '');
  const isRequest = request !== undefined && (isAccessLine(said) || said === requestLine(request));
  const saidFrames = isRequest ? [] : readFrames(said);
  const exception = said.includes('\n') ? readException(said, saidFrames) : undefined;
  const loggedAt = exception ? undefined : readLoggedAt(entry);
  const text = loggedAt && !said.includes(loggedAt) ? `${said}\nLogged at ${loggedAt}` : said;
  const timestamp = entry.timestamp ?? '';
  return {
    id: entry.insertId ?? hash('sha1', `${timestamp}\n${text}`).slice(0, 16),
    timestamp,
    severity: readSeverityOf(entries, exception !== undefined),
    title: isRequest ? requestLine(request) : titleOf(said, exception),
    text,
    ...(exception && { exception }),
    frames: text === said ? saidFrames : readFrames(text),
    ...(request && { request }),
    ...readOrigin(entry),
    entries,
  };
}

/** A title is one line of a list. In characters. */
const MAX_TITLE = 300;
/** A text is read by a person; a longer one loses its middle. In characters. */
const MAX_TEXT = 64 * 1024;

function readText(entries: readonly Entry[]): string {
  let text = '';
  let previous: Entry | undefined;
  for (const entry of entries) {
    const isSamePart = entry.split !== undefined && entry.split.uid === previous?.split?.uid;
    text += previous && !isSamePart ? `\n${textOf(entry)}` : textOf(entry);
    previous = entry;
  }
  return shorten(withoutColours(text.replaceAll('\r\n', '\n')).text.trimEnd());
}

function textOf(entry: Entry): string {
  if (entry.textPayload !== undefined) return unescapeTrace(entry.textPayload);
  if (!entry.jsonPayload) return '';
  const { message, stack } = readPayload(entry.jsonPayload);
  if (message === undefined && stack === undefined) return entry.httpRequest ? '' : dump(entry.jsonPayload);
  if (stack === undefined || message?.includes(stack)) return message ?? '';
  return message === undefined || saysAlready(stack, message) ? stack : `${message}\n${stack}`;
}

/** Whether the exception of a stack, its first line or its last, has the message in it. */
function saysAlready(stack: string, message: string): boolean {
  const lines = stack.trim().split('\n');
  return Boolean(lines[0]?.includes(message) || lines.at(-1)?.includes(message));
}

/** A payload that says nothing we know of, as it came. */
function dump(payload: Fields): string {
  try {
    return JSON.stringify(payload);
  } catch {
    return 'A payload that is nested too deep to be shown.';
  }
}

function shorten(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const half = MAX_TEXT / 2;
  const left = text.length - MAX_TEXT;
  return `${text.slice(0, half)}\n… ${left} characters left out …\n${text.slice(-half)}`;
}

/**
 * The first line of a message without the time and the level that may stand before it. Of an exception, its own line,
 * unless the logged message has that in it and says more: "Database session error: 401: Invalid or expired token".
 */
function titleOf(said: string, exception: LogEvent['exception']): string {
  const line = firstLine(said);
  const message = line.slice(readHeader(line)?.end ?? 0).trim() || line || 'An entry without a message';
  if (!exception) return clip(message);
  const raised = firstLine(exception.message);
  const saysMore = raised !== '' && /\S\s+\S/.test(message.replace(raised, '').replace(exception.type, ''));
  if (message.includes(raised) && saysMore) return clip(message);
  return clip(raised ? `${exception.type}: ${raised}` : exception.type);
}

function firstLine(text: string): string {
  const line = text.trimStart();
  const end = line.indexOf('\n');
  return (end < 0 ? line : line.slice(0, end)).trimEnd();
}

function clip(title: string): string {
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1)}…`;
}

/**
 * The severity of the entry, else of the logger's own level, else ERROR where there is a stack. The level in the text
 * counts more than that of a container's stderr, which the platform calls an error whatever was written to it.
 */
function readSeverityOf(entries: readonly Entry[], hasStack: boolean): Severity {
  const found = entries
    .map(severityOf)
    .reduce((a, b) => (severityRank(b) > severityRank(a) ? b : a), 'DEFAULT');
  return found === 'DEFAULT' && hasStack ? 'ERROR' : found;
}

function severityOf(entry: Entry): Severity {
  const given = entry.severity ?? 'DEFAULT';
  const isGuess = given === 'DEFAULT' || (given === 'ERROR' && entry.logName?.endsWith('stderr'));
  if (!isGuess) return given;
  const level = entry.jsonPayload
    ? readLevel(entry.jsonPayload)
    : readHeader(entry.textPayload ?? '')?.severity;
  return level ?? given;
}
