import { isFields, lookUp, type Fields } from './fields';

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
  const message = find(payload, MESSAGE_FIELDS, messageOf);
  const stack = find(payload, STACK_FIELDS, stackOf) ?? findNested(payload, 0);
  return { message, stack };
}

/** Line breaks that were escaped twice, as some formatters do to keep a record on one line, made real in a trace. */
export function unescapeTrace(text: string): string {
  if (text.includes('\n') || !ESCAPED_TRACE.test(text)) return text;
  return text
    .replaceAll(/\\r\\n|\\n/g, '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('\\"', '"');
}

const ESCAPED_TRACE = /\\n(?: {2}|\t|\\t)|\(most recent call last\):\\n/;

const STACK_FIELDS = [
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
];

const MESSAGE_FIELDS = [
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
  'status.message',
  'errorMessage',
  'exception',
];

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
  return typeof value === 'string' && value.trim() !== '' ? unescapeTrace(value) : undefined;
}

function stackOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const text = unescapeTrace(value);
    return text.trim().includes('\n') ? text : undefined;
  }
  if (Array.isArray(value)) return fromStructlog(value);
  return isFields(value) ? fromParts(value) : undefined;
}

/** `{type, value, traceback}`: a stack whose last line, the exception, is kept beside it. */
function fromParts(parts: Fields): string | undefined {
  const stack = find(parts, ['stack', 'stack_trace', 'traceback', 'stacktrace'], stackOf);
  if (stack === undefined) return undefined;
  const type = find(parts, ['type', 'name', 'exc_type'], messageOf);
  const message = find(parts, ['value', 'message', 'exc_value'], messageOf) ?? '';
  if (!type || stack.includes(`${type}:`)) return stack;
  if (!stack.trimStart().startsWith('File "')) return `${stack.trimEnd()}\n${type}: ${message}`;
  return `Traceback (most recent call last):\n${stack.replace(/\n+$/, '')}\n${type}: ${message}`;
}

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

const MAX_CHAIN = 10;
const MAX_FRAMES = 200;
const MAX_DEPTH = 6;
const MAX_FIELDS = 100;

/** Any text in the payload that is plainly a stack, where no known field holds one. */
function findNested(payload: object, depth: number): string | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  for (const value of Object.values(payload).slice(0, MAX_FIELDS)) {
    if (typeof value === 'string' && STACK.test(value)) return unescapeTrace(value);
    const nested = typeof value === 'object' && value !== null ? findNested(value, depth + 1) : undefined;
    if (nested !== undefined) return nested;
  }
  return undefined;
}

const STACK = /Traceback \(most recent call last\)|(?:\n|\\n)(?:\s|\\t){1,8}at \S/;
