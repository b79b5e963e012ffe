import { withoutDepths } from './depth';
import { isFields, lookUp, type Fields } from './fields';
import { readSeverity, severityRank } from './severity';

/** What a structured entry says, in the words of whichever logger wrote it. */
export interface Said {
  readonly message: string | undefined;
  /** The text of a stack trace, with real line breaks. */
  readonly stack: string | undefined;
}

/**
 * Finds the message and the stack in a payload. The stack's first two fields are Error Reporting's own order:
 * https://cloud.google.com/error-reporting/docs/formatting-error-messages
 */
export function readPayload(payload: Fields): Said {
  const message = find(payload, MESSAGE_FIELDS, messageOf) ?? fromProto(payload) ?? fromInner(payload);
  const wrapped = message?.startsWith('{"') ? parse(message) : undefined;
  if (wrapped) {
    const said = readPayload(wrapped);
    if (said.message !== undefined || said.stack !== undefined) return said;
  }
  const stack =
    find(payload, STACK_FIELDS, stackOf) ??
    find(payload, OBJECT_STACK_FIELDS, (value) => (isFields(value) ? fromParts(value) : undefined)) ??
    fromParts(payload) ??
    findNested(payload, 0);
  return { message, stack };
}

/** A text that was logged, with the lines of the stack that it may hold in one line. */
export function unfold(text: string): string {
  return withStackBelow(text) ?? unescapeTrace(text);
}

/** `Invoke Error {"errorType":"TypeError","stack":["TypeError: x","    at f (a.js:1:2)"]}`, as loggers of Node write an error. */
function withStackBelow(text: string): string | undefined {
  const start = text.indexOf('{"');
  if (start <= 0 || !INNER_STACK.test(text)) return undefined;
  const [line = ''] = text.split('\n', 1);
  const record = parse(line.slice(start).trimEnd());
  const stack = record && readPayload(record).stack;
  if (!stack) return undefined;
  const left = leftBy(stack, record);
  const first = `${line.slice(0, start)}${left ? JSON.stringify(left) : ''}`.trimEnd();
  return `${first}\n${stack}${text.slice(line.length)}`;
}

const INNER_STACK = /"(?:stack|stack_?[tT]race|traceback)":/;

/** The fields that a stack does not say as well, of which the first are asked; undefined where it says all. */
function leftBy(stack: string, fields: Fields): Fields | undefined {
  const left = Object.entries(fields).flatMap(([name, value], i) => {
    const rest = isFields(value) ? leftBy(stack, value) : value;
    const isSaid =
      i < MAX_FIELDS && (typeof rest === 'string' ? says(stack, rest) : stackOf(rest) !== undefined);
    return rest === undefined || isSaid ? [] : [[name, rest] as const];
  });
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function says(stack: string, text: string): boolean {
  return stack.includes(unescapeTrace(text).trim());
}

/** Line breaks that were escaped twice, as some formatters do to keep a record on one line, made real in a trace. */
function unescapeTrace(text: string): string {
  if (text.includes('\n') || !ESCAPED_TRACE.test(text)) return text;
  return text
    .replaceAll(/\\r\\n|\\n/g, '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('\\"', '"');
}

const ESCAPED_TRACE = /\\n(?: {2}|\t|\\t)|\(most recent call last\):\\n/;

/** Where a stack may stand, the surest first. */
export const STACK_FIELDS = [
  'stack_trace',
  'exception',
  'exc_info',
  'exc_text',
  'err.stack',
  'error.stack',
  'err',
  'error',
  'error.stack_trace',
  'stack',
  'stacktrace',
  'stackTrace',
  'traceback',
  'exception.stacktrace',
  'metadata.stack',
  'text',
  'thrown',
  'context.exception',
  'errorVerbose',
  '@x',
  'Exception',
] as const;

/** Where a message may stand, the surest first. */
export const MESSAGE_FIELDS = [
  'message',
  'msg',
  'record.message',
  'event',
  'log',
  'MESSAGE',
  'short_message',
  'error.message',
  'err.message',
  'error.value',
  'exception.message',
  'error',
  'err',
  'text',
  'errorMessage',
  'exception',
  'fields.message',
  'body',
  '@m',
  '@mt',
  '@message',
  'Message',
  'RenderedMessage',
  'MessageTemplate',
  'outerMessage',
  '_raw',
  'Body',
  'line',
  'message.errorMessage',
  'message.message',
] as const;

/** Those that tell a log record from others: `line` is a number in code as well. */
export const TELLING_FIELDS: readonly string[] = MESSAGE_FIELDS.filter((name) => name !== 'line');

/** What holds the parts of an exception where it is no text. */
const OBJECT_STACK_FIELDS = ['message', 'msg'] as const;

/** Of an exception that is kept in parts: its stack, its name and its message. */
export const PART_STACK_FIELDS = [
  'stack',
  'stack_trace',
  'traceback',
  'stacktrace',
  'stackTrace',
  'extendedStackTrace',
  'trace',
  'StackTraceString',
  'StackTrace',
] as const;
export const PART_TYPE_FIELDS = ['errorType', 'type', 'name', 'exc_type', 'class', 'ClassName'] as const;
export const PART_MESSAGE_FIELDS = ['errorMessage', 'value', 'message', 'exc_value', 'Message'] as const;

function find(
  payload: Fields,
  fields: readonly string[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  for (const field of fields) {
    const value = lookUp(payload, field);
    const text = value === undefined ? undefined : read(value);
    if (text) return text;
  }
  return undefined;
}

function messageOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? unfold(value) : undefined;
}

/** The message of an object in a payload that has none itself. */
function fromInner(payload: Fields): string | undefined {
  for (const value of Object.values(payload).slice(0, MAX_FIELDS)) {
    const message = isFields(value) ? find(value, INNER_MESSAGE_FIELDS, messageOf) : undefined;
    if (message !== undefined) return message;
  }
  return undefined;
}

const INNER_MESSAGE_FIELDS = ['message', 'msg', 'Message'] as const;

/** The fields of a message that is itself the record of a logger. */
function parse(message: string): Fields | undefined {
  if (!message.endsWith('}')) return undefined;
  try {
    const record = withoutDepths(JSON.parse(message));
    // A record in a record in a record is none.
    return isFields(record) && !messageOf(record['message'])?.startsWith('{"') ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the audit log and App Engine's request log say, which have fields of their own:
 * https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 * https://cloud.google.com/appengine/docs/legacy/standard/python/reference/request-response-headers
 */
function fromProto(payload: Fields): string | undefined {
  const lines = lookUp(payload, 'line');
  if (Array.isArray(lines)) return fromAppEngine(lines);
  const method = messageOf(lookUp(payload, 'methodName'));
  const status = messageOf(lookUp(payload, 'status.message'));
  return method !== undefined && status !== undefined ? `${method}: ${status}` : (status ?? method);
}

/** The most severe of the messages that were logged while a request was served. */
function fromAppEngine(lines: readonly unknown[]): string | undefined {
  const logged = lines.slice(0, MAX_LINES).flatMap((line) => {
    const text = isFields(line) ? messageOf(lookUp(line, 'logMessage')) : undefined;
    if (!isFields(line) || text === undefined) return [];
    return [{ text, rank: severityRank(readSeverity(lookUp(line, 'severity')) ?? 'DEFAULT') }];
  });
  const highest = logged.reduce((rank, line) => Math.max(rank, line.rank), 0);
  const isAlarm = highest >= severityRank('WARNING');
  const texts = logged.filter(({ rank }) => !isAlarm || rank === highest).map(({ text }) => text);
  return texts.length > 0 ? texts.join('\n') : undefined;
}

function stackOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const text = unescapeTrace(value);
    return text.trim().includes('\n') || /^\s+at \S/.test(text) ? text : undefined;
  }
  if (Array.isArray(value)) return fromStructlog(value) ?? fromSteps(value);
  return isFields(value) ? fromParts(value) : undefined;
}

/** `{type, value, traceback}`: a stack whose first line or last, the exception, is kept beside it. */
function fromParts(parts: Fields): string | undefined {
  const stack = find(parts, PART_STACK_FIELDS, stackOf);
  if (stack === undefined) return undefined;
  const type = find(parts, PART_TYPE_FIELDS, messageOf);
  const message = find(parts, PART_MESSAGE_FIELDS, messageOf) ?? '';
  const place = messageOf(lookUp(parts, 'file'));
  if (type && place && PHP_PLACES.test(stack)) return fromMonolog(`${type}: ${message} in ${place}`, stack);
  if (!type || stack.includes(`${type}:`)) return stack;
  if (/^\s*at /.test(stack)) return `${type}: ${message}\n${stack}`;
  if (!stack.trimStart().startsWith('File "')) return `${stack.trimEnd()}\n${type}: ${message}`;
  return `Traceback (most recent call last):\n${stack.replace(/\n+$/, '')}\n${type}: ${message}`;
}

/** What Monolog writes as JSON, the places of the calls alone, as PHP would print it. */
function fromMonolog(raised: string, places: string): string {
  const calls = places.split('\n').map((place, i) => `#${i} ${place}`);
  return [`Uncaught ${raised}`, 'Stack trace:', ...calls].join('\n');
}

const PHP_PLACES = /^\S{1,1000}\.php:\d{1,7}(?:\n|$)/;

/** A stack as a list of its lines, or of frames with class, method, file and line. */
function fromSteps(value: readonly unknown[]): string | undefined {
  const lines = value.slice(0, MAX_FRAMES).flatMap((step) => {
    if (typeof step === 'string') return [step.replace(/\n$/, '')];
    const file = isFields(step) ? anyWord(step, STEP_FILE_FIELDS) : '';
    if (!isFields(step) || file === '') return [];
    const name = [word(step, 'class'), anyWord(step, STEP_NAME_FIELDS)].filter(Boolean).join('.');
    return [`\tat ${name}(${file}:${anyWord(step, STEP_LINE_FIELDS)})`];
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Of a frame, in the words of log4j, of Go's pkg/errors and of loggers of Node. */
export const STEP_FILE_FIELDS = ['file', 'source', 'filePath', 'fileName', 'filename'] as const;
const STEP_LINE_FIELDS = ['line', 'fileLine', 'lineNumber', 'lineno'] as const;
export const STEP_NAME_FIELDS = ['method', 'func', 'function', 'methodName'] as const;

/** structlog's `dict_tracebacks`, the outermost exception first, written as Python would print it. */
function fromStructlog(value: readonly unknown[]): string | undefined {
  const parts = value.slice(0, MAX_CHAIN).flatMap((item) => {
    const frames = isFields(item) ? item['frames'] : undefined;
    if (!isFields(item) || !Array.isArray(frames)) return [];
    const lines = frames.slice(0, MAX_FRAMES).map(structlogFrame);
    const exception = `${word(item, 'exc_type')}: ${word(item, 'exc_value')}`;
    return [['Traceback (most recent call last):', ...lines, exception].join('\n')];
  });
  return parts.length > 0
    ? parts.reverse().join('\n\nThe above exception was the direct cause of the following exception:\n\n')
    : undefined;
}

function structlogFrame(frame: unknown): string {
  const fields = isFields(frame) ? frame : {};
  return `  File "${word(fields, 'filename')}", line ${word(fields, 'lineno')}, in ${word(fields, 'name')}`;
}

function word(fields: Fields, name: string): string {
  const value = lookUp(fields, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function anyWord(fields: Fields, names: readonly string[]): string {
  return names.map((name) => word(fields, name)).find((text) => text !== '') ?? '';
}

const MAX_CHAIN = 10;
const MAX_FRAMES = 200;
const MAX_LINES = 1000;
const MAX_DEPTH = 6;
const MAX_FIELDS = 100;

/** Any text in the payload that is plainly a stack, where no known field holds one. */
function findNested(payload: object, depth: number): string | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  for (const value of Object.values(payload).slice(0, MAX_FIELDS)) {
    if (typeof value === 'string' && STACK.test(value)) return unfold(value);
    const nested = typeof value === 'object' && value !== null ? findNested(value, depth + 1) : undefined;
    if (nested !== undefined) return nested;
  }
  return undefined;
}

const STACK = /Traceback \(most recent call last\)|(?:\n|\\n)(?:\s|\\t){1,8}at \S/;
