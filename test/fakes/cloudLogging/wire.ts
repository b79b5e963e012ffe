import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fromJSON, loadSync, type MessageTypeDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import type { LogRecord } from './filter';
import type { Detail, ServiceError } from './faults';

/**
 * The wire format of google.logging.v2, from the definitions that the client's package ships, so that the fake speaks
 * what the real client expects.
 */
const require = createRequire(import.meta.url);
const packageFolder = path.dirname(require.resolve('@google-cloud/logging-api/package.json'));
const OPTIONS = { keepCase: false, longs: String, enums: String, defaults: true, oneofs: true };
const LOGGING = fromJSON(
  JSON.parse(readFileSync(path.join(packageFolder, 'build/protos/protos.json'), 'utf8')),
  OPTIONS,
);
/** Of the client's own dependency, which has the definitions that all of Google's services share. */
const gaxFolder = path.dirname(createRequire(path.join(packageFolder, 'package.json')).resolve('google-gax'));
const RPC = loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], {
  ...OPTIONS,
  includeDirs: [path.join(gaxFolder, '../protos')],
});

const LOG_ENTRY = message(LOGGING['google.logging.v2.LogEntry']);

/** The service's methods; pages are handed over as bytes, since entries are encoded once and served often. */
export const SERVICE: ServiceDefinition = withBytes(
  LOGGING['google.logging.v2.LoggingServiceV2'] as ServiceDefinition,
  'ListLogEntries',
);

function withBytes(service: ServiceDefinition, name: string): ServiceDefinition {
  const method = service[name];
  if (!method) throw new Error(`The protos have no ${name}.`);
  return { ...service, [name]: { ...method, responseSerialize: (page: object) => page as Buffer } };
}

/** An entry as its bytes on the wire. */
export function encodeEntry(record: LogRecord): Buffer {
  return LOG_ENTRY.serialize(messageOf(record));
}

/** A ListLogEntriesResponse from encoded entries: field 1 is the entries, field 2 the token. */
export function encodePage(entries: readonly Buffer[], nextPageToken: string): Buffer {
  const parts = entries.flatMap((entry) => [field(1, entry.length), entry]);
  const token = Buffer.from(nextPageToken);
  return Buffer.concat(token.length > 0 ? [...parts, field(2, token.length), token] : parts);
}

/** The value of the trailer `grpc-status-details-bin`. */
export function encodeStatus(error: ServiceError): Buffer {
  const details = error.details.map((detail) => ({
    type_url: `type.googleapis.com/google.rpc.${detail.type}`,
    typeUrl: `type.googleapis.com/google.rpc.${detail.type}`,
    value: message(RPC[`google.rpc.${detail.type}`]).serialize(fieldsOf(detail)),
  }));
  return message(RPC['google.rpc.Status']).serialize({ code: error.code, message: error.message, details });
}

function fieldsOf(detail: Detail): object {
  switch (detail.type) {
    case 'ErrorInfo':
      return { reason: detail.reason, domain: 'googleapis.com', metadata: detail.metadata };
    case 'RetryInfo':
      return { retryDelay: { seconds: String(detail.seconds), nanos: 0 } };
    case 'Help':
      return { links: [{ description: 'Google developers console API activation', url: detail.url }] };
  }
}

function message(definition: unknown): MessageTypeDefinition<object, object> {
  if (typeof definition !== 'object' || definition === null || !('serialize' in definition)) {
    throw new Error('The protos lack a message that the fake needs.');
  }
  return definition as MessageTypeDefinition<object, object>;
}

/** The tag and the length before a length-delimited field. */
function field(number: number, length: number): Buffer {
  const bytes = [number * 8 + 2];
  let rest = length;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** A REST-shaped record as the message that the proto describes; what the proto lacks is left out, as in the service. */
export function messageOf(record: LogRecord): object {
  const { timestamp, receiveTimestamp, severity, jsonPayload, protoPayload, httpRequest, ...rest } = record;
  delete (rest as Record<string, unknown>)['errorGroups'];
  return {
    ...rest,
    ...(typeof timestamp === 'string' && { timestamp: timeOf(timestamp) }),
    ...(typeof receiveTimestamp === 'string' && { receiveTimestamp: timeOf(receiveTimestamp) }),
    ...(severity !== undefined && { severity }),
    ...(isObject(jsonPayload) && { jsonPayload: structOf(jsonPayload) }),
    ...(isObject(protoPayload) && {
      protoPayload: {
        type_url: protoPayload['@type'],
        typeUrl: protoPayload['@type'],
        value: Buffer.from([8, 1]),
      },
    }),
    ...(isObject(httpRequest) && { httpRequest: requestOf(httpRequest) }),
  };
}

function requestOf({ latency, ...rest }: Readonly<Record<string, unknown>>): object {
  if (typeof latency !== 'string') return rest;
  const [seconds = '0', fraction = ''] = latency.replace(/s$/, '').split('.');
  return { ...rest, latency: { seconds, nanos: Number(fraction.padEnd(9, '0')) } };
}

function timeOf(time: string): object {
  const [whole = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return { seconds: String(Date.parse(`${whole}Z`) / 1000), nanos: Number(fraction.padEnd(9, '0')) };
}

function structOf(value: Readonly<Record<string, unknown>>): object {
  // A map without a prototype, so that a key such as __proto__ is data.
  const fields: Record<string, object> = Object.create(null) as Record<string, object>;
  for (const key of Object.keys(value)) fields[key] = valueOf(value[key]);
  return { fields };
}

function valueOf(value: unknown): object {
  if (value === null || value === undefined) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (Array.isArray(value)) return { listValue: { values: value.map(valueOf) } };
  return isObject(value) ? { structValue: structOf(value) } : { nullValue: 'NULL_VALUE' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
