import type { protos } from '@google-cloud/logging-api';
import { remembering } from '../../frames/remembering';
import { readStruct } from './struct';

type LogEntry = protos.google.logging.v2.ILogEntry;
type Rest = Record<string, unknown>;

/**
 * A `LogEntry` that came over gRPC, as REST writes it, so that one decoder reads both. `protoPayload` keeps its type
 * alone: the client has no definition of what is in it. `errorGroups` does not exist over gRPC.
 */
export function toRest(entry: LogEntry): Rest {
  const { resource, httpRequest, sourceLocation, operation, split } = entry;
  const rest: Rest = {};
  if (entry.insertId) rest['insertId'] = entry.insertId;
  if (entry.logName) rest['logName'] = entry.logName;
  putTime(rest, 'timestamp', entry.timestamp);
  putTime(rest, 'receiveTimestamp', entry.receiveTimestamp);
  if (entry.severity && entry.severity !== 'DEFAULT') rest['severity'] = entry.severity;
  if (entry.trace) rest['trace'] = entry.trace;
  if (entry.spanId) rest['spanId'] = entry.spanId;
  if (entry.traceSampled) rest['traceSampled'] = true;
  if (entry.labels && Object.keys(entry.labels).length > 0) rest['labels'] = entry.labels;
  if (resource) rest['resource'] = { type: resource.type, labels: resource.labels ?? {} };
  if (httpRequest) rest['httpRequest'] = request(httpRequest);
  if (sourceLocation) rest['sourceLocation'] = location(sourceLocation);
  if (operation) rest['operation'] = operation;
  if (split) rest['split'] = split;
  putPayload(rest, entry);
  return rest;
}

/** Absent payloads are there with their defaults; `payload` says which one the entry has. */
function putPayload(rest: Rest, entry: LogEntry): void {
  if (entry.jsonPayload) rest['jsonPayload'] = readStruct(entry.jsonPayload);
  else if (entry.protoPayload) rest['protoPayload'] = { '@type': entry.protoPayload.type_url ?? '' };
  else if (
    typeof entry.textPayload === 'string' &&
    (!('payload' in entry) || entry.payload === 'textPayload')
  ) {
    rest['textPayload'] = entry.textPayload;
  }
}

interface Seconds {
  readonly seconds?: number | string | { toString(): string } | null;
  readonly nanos?: number | null;
}

/** RFC 3339, as protobuf's JSON has it: none, three, six or nine digits of a second. */
function putTime(rest: Rest, name: string, time: Seconds | null | undefined): void {
  const seconds = Number(time?.seconds ?? Number.NaN);
  if (time && Math.abs(seconds) < MAX_SECONDS) rest[name] = `${wholeSecond(seconds)}${fraction(time.nanos)}Z`;
}

/** What a `Date` can hold. */
const MAX_SECONDS = 8.64e12;
const MINUTE = 60;

/** A day's entries are of few different minutes. */
function wholeSecond(seconds: number): string {
  const minute = Math.floor(seconds / MINUTE);
  const second = Math.floor(seconds - minute * MINUTE);
  return `${minuteText(String(minute))}:${second < 10 ? '0' : ''}${second}`;
}

const minuteText = remembering(
  (minute) => new Date(Number(minute) * MINUTE * 1000).toISOString().slice(0, -8),
  2_000,
);

function fraction(nanos: number | null | undefined): string {
  if (!nanos) return '';
  const digits = nanos % 1e6 === 0 ? 3 : nanos % 1e3 === 0 ? 6 : 9;
  return `.${String(nanos / 10 ** (9 - digits)).padStart(digits, '0')}`;
}

function request(http: NonNullable<LogEntry['httpRequest']>): Rest {
  const { latency } = http;
  return {
    requestMethod: http.requestMethod,
    requestUrl: http.requestUrl,
    ...(http.status && { status: http.status }),
    ...(latency && { latency: `${String(latency.seconds ?? 0)}${fraction(latency.nanos)}s` }),
    ...(http.userAgent && { userAgent: http.userAgent }),
    ...(http.remoteIp && { remoteIp: http.remoteIp }),
  };
}

function location(source: NonNullable<LogEntry['sourceLocation']>): Rest {
  return { file: source.file, line: String(source.line ?? ''), function: source.function };
}
