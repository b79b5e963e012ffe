import { hash } from 'node:crypto';
import { withoutColours } from '../frames/colours';
import { type Exception, monologCue, readException } from '../frames/exception';
import type { Frame } from '../frames/frame';
import { readFrames } from '../frames/read';
import { readLevel } from './decode';
import type { Entry, Severity } from './entry';
import type { LogEvent } from './event';
import { readHeader } from './header';
import { readLoggedAt } from './loggedAt';
import { readOrigin } from './origin';
import { readPayload, type Said, unfold } from './payload';
import { isAccessLine, readRequest, requestLine } from './request';
import { severityRank } from './severity';
import { headlineOf, titleOf } from './title';

/** Reads what happened from the entries that it was logged as, in the order of time; at least one. */
export function readEvent(entries: readonly [Entry, ...Entry[]]): LogEvent {
  return new ReadEvent(entries);
}

/** An event whose title and frames are read when they are asked for: most events are counted and never looked at. */
class ReadEvent implements LogEvent {
  readonly timestamp: string;
  readonly severity: Severity;
  readonly text: string;
  readonly exception?: Exception;
  readonly request?: NonNullable<LogEvent['request']>;
  readonly service?: string;
  readonly revision?: string;
  readonly commit?: string;
  readonly environment?: string;
  readonly entries: readonly Entry[];
  /** The text without where it was logged. */
  readonly #said: string;
  #id: string | undefined;
  #headline: string | undefined;
  #frames: readonly Frame[] | undefined;

  constructor(entries: readonly [Entry, ...Entry[]]) {
    const [entry] = entries;
    const request = readRequest(entry);
    const payloads = entries.map(({ jsonPayload }) => jsonPayload && readPayload(jsonPayload));
    const said = readText(entries, payloads) || (request ? requestLine(request) : '');
    const mayBeStack = said.includes('\n') || said.includes(monologCue);
    const frames = mayBeStack ? readFrames(said) : undefined;
    const exception = frames && readException(said, frames);
    const loggedAt = exception ? undefined : readLoggedAt(entry);
    this.text = loggedAt && !said.includes(loggedAt) ? `${said}\nLogged at ${loggedAt}` : said;
    this.#said = said;
    const isRequestLine = request !== undefined && (said === requestLine(request) || isAccessLine(said));
    if (request && (isRequestLine || payloads.every(saysNothing))) this.#headline = requestLine(request);
    if (this.text === said) this.#frames = isRequestLine ? [] : frames;
    this.timestamp = entry.timestamp ?? '';
    this.severity = readSeverityOf(
      entries,
      payloads,
      () => exception !== undefined || announcesError(said),
      request?.status,
    );
    if (exception) this.exception = exception;
    if (request) this.request = request;
    const { service, revision, commit, environment } = readOrigin(entry);
    if (service !== undefined) this.service = service;
    if (revision !== undefined) this.revision = revision;
    if (commit !== undefined) this.commit = commit;
    if (environment !== undefined) this.environment = environment;
    this.entries = entries;
  }

  get id(): string {
    return (this.#id ??=
      this.entries[0]?.insertId ?? hash('sha1', `${this.timestamp}\n${this.text}`).slice(0, 16));
  }

  get headline(): string {
    return (this.#headline ??= headlineOf(this.#said, this.exception));
  }

  get title(): string {
    return titleOf(this.headline);
  }

  get frames(): readonly Frame[] {
    return (this.#frames ??= readFrames(this.text).map((frame) => this.#withFunction(frame)));
  }

  /** The frame of where the event was logged, with the function that its line names. */
  #withFunction(frame: Frame): Frame {
    if (frame.start < this.#said.length || frame.function !== undefined) return frame;
    const [, name] = this.text.slice(frame.end).split(' in ', 2);
    return name ? { ...frame, function: name } : frame;
  }
}

/** A text is read by a person; a longer one loses its middle. In characters. */
const MAX_TEXT = 64 * 1024;

/** What the payload of each entry says, where it has one. */
type Payloads = readonly (Said | undefined)[];

function readText(entries: readonly Entry[], payloads: Payloads): string {
  let text = '';
  let previous: Entry | undefined;
  for (const [i, entry] of entries.entries()) {
    const isSamePart = entry.split !== undefined && entry.split.uid === previous?.split?.uid;
    const own = textOf(entry, payloads[i]);
    text += previous && !isSamePart ? `\n${own}` : own;
    previous = entry;
  }
  return shorten(withoutColours(text.replaceAll(/\r\n?/g, '\n')).text.trimEnd());
}

function textOf(entry: Entry, payload: Said | undefined): string {
  if (entry.textPayload !== undefined) return unfold(entry.textPayload);
  if (!entry.jsonPayload || !payload) return '';
  const { message, stack } = payload;
  // What says nothing that we know of is shown as it came.
  if (message === undefined && stack === undefined)
    return entry.httpRequest ? '' : JSON.stringify(entry.jsonPayload);
  if (stack === undefined || message?.includes(stack)) return message ?? '';
  return message === undefined || saysAlready(stack, message) ? stack : `${message}\n${stack}`;
}

/** Whether a payload has fields alone. */
function saysNothing(payload: Said | undefined): boolean {
  return payload !== undefined && payload.message === undefined && payload.stack === undefined;
}

/** Whether the exception of a stack, its first line or its last, has the message in it. */
function saysAlready(stack: string, message: string): boolean {
  const lines = stack.trim().split('\n');
  return Boolean(lines[0]?.includes(message) || lines.at(-1)?.includes(message));
}

function shorten(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const half = MAX_TEXT / 2;
  const left = text.length - MAX_TEXT;
  return `${text.slice(0, half)}\n… ${left} characters left out …\n${text.slice(-half)}`;
}

/**
 * The severity of the entry, else of the logger's own level, else by how the request ended, else ERROR of what is an error by
 * its stack or its words; of a request that the server failed ERROR at least. The level in the text counts more than that of
 * a container's stderr, which the platform calls an error whatever was written to it.
 */
function readSeverityOf(
  entries: readonly Entry[],
  payloads: Payloads,
  isError: () => boolean,
  status: number | undefined,
): Severity {
  const known = entries.flatMap((entry, i) => knownSeverityOf(entry, payloads[i]) ?? []);
  // A server logs each request alike, however it ended.
  if (status !== undefined && (known.length === 0 || status >= 500)) known.push(severityOfStatus(status));
  if (known.length > 0) return mostSevere(known);
  const given = mostSevere(entries.map((entry) => entry.severity ?? 'DEFAULT'));
  return given === 'DEFAULT' && isError() ? 'ERROR' : given;
}

/** Whether the first words of a text without a level say that something failed, as Go's `log` and prints have it. */
function announcesError(said: string): boolean {
  const [line = ''] = said.slice(0, MAX_FIRST_LINE).split('\n', 1);
  return FAILED.test(line.slice(readHeader(line)?.end ?? 0));
}

const MAX_FIRST_LINE = 4_000;
const FAILED =
  /^(?:\S+ ){0,3}(?:error|failed|failure|fatal|panic|exception)(?:: |!|$)|^(?:failed|unable to|could not|cannot|can't)\b/i;

/** The severity that the logger itself gave; undefined where it gave none. */
function knownSeverityOf(
  { severity = 'DEFAULT', logName, jsonPayload, textPayload }: Entry,
  payload: Said | undefined,
): Severity | undefined {
  const isGuess = severity === 'DEFAULT' || (severity === 'ERROR' && logName?.endsWith('stderr'));
  if (!isGuess) return severity;
  const level = jsonPayload && readLevel(jsonPayload);
  if (level) return level;
  const text = payload ? payload.message : textPayload;
  return readHeader(withoutColours(text ?? '').text)?.severity;
}

function mostSevere(severities: readonly Severity[]): Severity {
  return severities.reduce((a, b) => (severityRank(b) > severityRank(a) ? b : a), 'DEFAULT');
}

function severityOfStatus(status: number): Severity {
  if (status >= 500) return 'ERROR';
  return status >= 400 ? 'WARNING' : 'INFO';
}
