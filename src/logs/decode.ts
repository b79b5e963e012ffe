import type { Entry, Severity } from './entry';
import { compact, httpRequest, object, resource, sourceLocation, split, strings, text } from './entryFields';
import { withoutDepths } from './depth';
import { isFields, lookUp, type Fields } from './fields';
import { fromJournal, isJournal } from './journal';
import { STACK_FIELDS, TELLING_FIELDS } from './payload';
import { fromOtlp, isOtlp } from './otlp';
import {
  readAzureSeverity,
  readOtelSeverity,
  readPythonSeverity,
  readSeverity,
  readSeverityWord,
} from './severity';
import { readTimestamp } from './timestamp';

/** An entry, or in words why the record is none. */
export type Decoded = { readonly entry: Entry } | { readonly why: string };

/**
 * Reads a parsed JSON record: a Cloud Logging entry (REST, `gcloud --format json`, a sink's NDJSON), a record of the systemd
 * journal, a log record of OpenTelemetry, or that of a logger such as pino, winston, bunyan, loguru or structlog, which becomes the `jsonPayload` of an
 * entry, without what lies deeper than `MAX_DEPTH`. Never throws.
 */
export function decode(value: unknown): Decoded {
  const record = withoutDepths(value);
  if (!isFields(record)) return { why: `is ${kindOf(record)} where a log entry, an object, was expected` };
  if (ENTRY_FIELDS.some((name) => Object.hasOwn(record, name))) return { entry: fromLogEntry(record) };
  if (isJournal(record)) return { entry: fromJournal(record) };
  return fromLogger(isOtlp(record) ? fromOtlp(record) : record);
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
export const ENTRY_FIELDS: readonly string[] = ['textPayload', 'jsonPayload', 'protoPayload', 'logName'];

/** Where loggers put the time, the level and the message; a record with none of them is no log record. */
export const TIME_FIELDS = [
  'timestamp',
  'time',
  '@timestamp',
  'ts',
  'datetime',
  'asctime',
  'eventTime',
  'date',
  'record.time',
  '@t',
  'Timestamp',
  'instant',
  'timeMillis',
  't',
  '_time',
  'Time',
  'TimeGenerated',
  'lastTimestamp',
  'TimeCreated',
  'Date and Time',
  'start_time',
] as const;
export const LEVEL_FIELDS = [
  'severity',
  'level',
  'levelname',
  'log.level',
  'lvl',
  'loglevel',
  'log_level',
  'record.level.name',
  'severityText',
  'severity_text',
  'level_name',
  'LogLevel',
  '@l',
  'Level',
  'Severity',
  'SeverityText',
  'LevelDisplayName',
  's',
] as const;
/** Where a level may stand as a word, and anything else too. */
export const WORD_LEVEL_FIELDS = ['status', 'type'] as const;
/** Levels by numbers of their own: of Python's logging, of which 40 is ERROR, of OpenTelemetry and of Azure. */
const LEVEL_SCALES: readonly (readonly [field: string, read: (level: unknown) => Severity | undefined])[] = [
  ['record.level.no', readPythonSeverity],
  ['levelno', readPythonSeverity],
  ['severityNumber', readOtelSeverity],
  ['severity_number', readOtelSeverity],
  ['severityLevel', readAzureSeverity],
];
export const SCALED_LEVEL_FIELDS: readonly string[] = LEVEL_SCALES.map(([field]) => field);
/** Serilog leaves out the level where it is Information: https://github.com/serilog/serilog-formatting-compact#format-details */
const LEVELLED_WITHOUT_LEVEL = ['@m', '@mt'] as const;
const SPEAKING_FIELDS = [...TELLING_FIELDS, ...STACK_FIELDS].filter((name) => !name.includes('.'));

/** The severity that a logger's record carries in its own fields: a word says more than a number, of which there are many scales. */
export function readLevel(payload: Fields): Severity | undefined {
  const level =
    first(LEVEL_FIELDS, (field) => readSeverityWord(lookUp(payload, field))) ??
    first(LEVEL_FIELDS, (field) => readSeverity(lookUp(payload, field))) ??
    first(WORD_LEVEL_FIELDS, (field) => readSeverityWord(lookUp(payload, field))) ??
    first(LEVEL_SCALES, ([field, read]) => read(lookUp(payload, field)));
  if (level) return level;
  const isInformation = !Object.hasOwn(payload, '@l');
  return isInformation && LEVELLED_WITHOUT_LEVEL.some((name) => Object.hasOwn(payload, name))
    ? 'INFO'
    : undefined;
}

function fromLogEntry(fields: Fields): Entry {
  const entry: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = ENTRY_READERS.get(name)?.(fields[name]);
    if (value === undefined) continue;
    if (name === 'protoPayload') entry['jsonPayload'] ??= value;
    else entry[name] = value;
  }
  const text = entry['textPayload'];
  const written = typeof text === 'string' && text.startsWith('{') ? fromText(text) : undefined;
  if (!written) return entry;
  delete entry['textPayload'];
  return { ...written, ...entry };
}

/** The record of a logger that came as text, where the platform did not read it as JSON. */
function fromText(text: string): Entry | undefined {
  if (!text.trimEnd().endsWith('}')) return undefined;
  try {
    const record = withoutDepths(JSON.parse(text));
    const decoded = isFields(record) ? fromLogger(record) : undefined;
    return decoded && 'entry' in decoded ? decoded.entry : undefined;
  } catch {
    return undefined;
  }
}

/** Special fields: https://cloud.google.com/logging/docs/structured-logging#structured_logging_special_fields */
function fromLogger(fields: Fields): Decoded {
  const time = first(TIME_FIELDS, (name) => readTimestamp(lookUp(fields, name)));
  const severity = readLevel(fields);
  const speaks = SPEAKING_FIELDS.some((name) => Object.hasOwn(fields, name));
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

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function first<N, T>(names: readonly N[], read: (name: N) => T | undefined): T | undefined {
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
