import type { Entry, HttpRequest, Severity } from './entry';
import { isFields, lookUp, type Fields } from './fields';
import { readSeverity } from './severity';
import { readTimestamp } from './timestamp';

/** An entry, or in words why the record is none. */
export type Decoded = { readonly entry: Entry } | { readonly why: string };

/**
 * Reads a parsed JSON record: a Cloud Logging entry (REST, `gcloud --format json`, a sink's NDJSON), or the record of a
 * logger such as pino, winston, bunyan, loguru or structlog, which becomes the `jsonPayload` of an entry. Never throws.
 */
export function decode(record: unknown): Decoded {
  if (!isFields(record)) return { why: `is ${kindOf(record)} where a log entry, an object, was expected` };
  return ENTRY_FIELDS.some((name) => Object.hasOwn(record, name))
    ? { entry: fromLogEntry(record) }
    : fromLogger(record);
}

/** How each field of a Cloud Logging entry is read. */
const ENTRY_READERS: ReadonlyMap<string, (value: unknown) => unknown> = new Map(
  Object.entries({
    timestamp: readTimestamp,
    receiveTimestamp: readTimestamp,
    severity: readSeverity,
    insertId: text,
    logName: text,
    trace: text,
    spanId: text,
    resource,
    labels: strings,
    httpRequest,
    textPayload: text,
    jsonPayload: object,
    protoPayload: object,
    sourceLocation,
    split,
  }),
);

/** Any of these makes a record a Cloud Logging entry. */
const ENTRY_FIELDS = ['textPayload', 'jsonPayload', 'protoPayload', 'logName'];

/** Where loggers put the time, the level and the message; a record with none of them is no log record. */
const TIME_FIELDS = ['timestamp', 'time', '@timestamp', 'ts', 'datetime', 'asctime', 'eventTime', 'date'];
const LEVEL_FIELDS = ['severity', 'level', 'levelname', 'log.level', 'lvl', 'loglevel', 'log_level'];
const MESSAGE_FIELDS = ['message', 'msg', 'event', 'text', 'log', 'error', 'err', 'exception', 'stack_trace'];

/** The severity that a logger's record carries in its own fields. */
export function readLevel(payload: Fields): Severity | undefined {
  for (const field of LEVEL_FIELDS) {
    const severity = readSeverity(lookUp(payload, field));
    if (severity) return severity;
  }
  return readSeverity(lookUp(payload, 'record.level.name'));
}

function fromLogEntry(fields: Fields): Entry {
  const entry: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = ENTRY_READERS.get(name)?.(fields[name]);
    if (value === undefined) continue;
    if (name === 'protoPayload') entry['jsonPayload'] ??= value;
    else entry[name] = value;
  }
  return entry;
}

/** Special fields: https://cloud.google.com/logging/docs/structured-logging#structured_logging_special_fields */
function fromLogger(fields: Fields): Decoded {
  const timestamp = first(TIME_FIELDS, (name) => readTimestamp(lookUp(fields, name)));
  const time = timestamp ?? readTimestamp(lookUp(fields, 'record.time'));
  const severity = readLevel(fields);
  const speaks = MESSAGE_FIELDS.some((name) => Object.hasOwn(fields, name));
  if (!time && !severity && !speaks) return { why: 'has no time, no level and no message' };
  const special = (name: string): unknown => lookUp(fields, `logging.googleapis.com/${name}`);
  const entry = compact({
    timestamp: time,
    severity,
    insertId: text(special('insertId')),
    trace: text(special('trace')),
    spanId: text(special('spanId')),
    labels: strings(special('labels')),
    httpRequest: httpRequest(lookUp(fields, 'httpRequest')),
    jsonPayload: fields,
    sourceLocation: sourceLocation(special('sourceLocation')),
  });
  return { entry };
}

function resource(value: unknown): Entry['resource'] {
  const fields = object(value);
  return fields && compact({ type: text(lookUp(fields, 'type')), labels: strings(lookUp(fields, 'labels')) });
}

function httpRequest(value: unknown): HttpRequest | undefined {
  const fields = object(value);
  if (!fields) return undefined;
  const status = Number(lookUp(fields, 'status'));
  return compact({
    requestMethod: text(lookUp(fields, 'requestMethod')),
    requestUrl: text(lookUp(fields, 'requestUrl')),
    status: Number.isInteger(status) ? status : undefined,
    latency: text(lookUp(fields, 'latency')),
    userAgent: text(lookUp(fields, 'userAgent')),
  });
}

function sourceLocation(value: unknown): Entry['sourceLocation'] {
  const fields = object(value);
  if (!fields) return undefined;
  return compact({
    file: text(lookUp(fields, 'file')),
    line: text(lookUp(fields, 'line')),
    function: text(lookUp(fields, 'function')),
  });
}

function split(value: unknown): Entry['split'] {
  const fields = object(value);
  const uid = fields && text(lookUp(fields, 'uid'));
  if (!fields || !uid) return undefined;
  return {
    uid,
    index: Number(lookUp(fields, 'index')) || 0,
    total: Number(lookUp(fields, 'totalSplits')) || 0,
  };
}

/** The string values of an object; numbers and booleans are written out, all else is left out. */
function strings(value: unknown): Readonly<Record<string, string>> | undefined {
  const fields = object(value);
  if (!fields || areStrings(fields)) return fields;
  const pairs = Object.entries(fields).map(([name, field]) => [name, text(field)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function areStrings(fields: Fields): fields is Readonly<Record<string, string>> {
  for (const name in fields) if (typeof fields[name] !== 'string') return false;
  return true;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function object(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function first<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the fields without a value: an entry has a million siblings. */
function compact<T extends object>(fields: T): Compact<T>;
function compact(fields: Fields): Fields {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}
