import { isFields, lookUp, type Fields } from './fields';

/** Whether a record is a log record of OpenTelemetry, as its exporters write it. */
export function isOtlp(record: Fields): boolean {
  return OTLP_FIELDS.some((name) => Object.hasOwn(record, name));
}

/** Every log record has one of these: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export const OTLP_FIELDS = ['timeUnixNano', 'observedTimeUnixNano'] as const;

/** A log record as that of a logger, with its attributes beside its message. */
export function fromOtlp(record: Fields): Fields {
  const trace = lookUp(record, 'traceId');
  return {
    ...attributesOf(lookUp(record, 'attributes')),
    timestamp: timeOf(lookUp(record, 'timeUnixNano')) ?? timeOf(lookUp(record, 'observedTimeUnixNano')),
    severityText: lookUp(record, 'severityText'),
    severityNumber: lookUp(record, 'severityNumber'),
    message: bodyOf(lookUp(record, 'body')),
    ...(typeof trace === 'string' && trace !== '' && { 'logging.googleapis.com/trace': trace }),
  };
}

/** The records of an export, each with the attributes of what wrote it; undefined where the record is no export. */
export function otlpRecords(record: Fields): readonly Fields[] | undefined {
  if (!Object.hasOwn(record, 'resourceLogs')) return undefined;
  return objects(record['resourceLogs']).flatMap((written) => {
    const resource = list(lookUp(written, 'resource.attributes'));
    return objects(lookUp(written, 'scopeLogs')).flatMap((scope) =>
      objects(lookUp(scope, 'logRecords')).map((log) => ({
        ...log,
        attributes: [...resource, ...list(lookUp(log, 'attributes'))],
      })),
    );
  });
}

/** `[{key, value}]` as an object. */
function attributesOf(value: unknown, depth = 0): Fields {
  const pairs = objects(value).map((pair): [string, unknown] => [
    String(lookUp(pair, 'key')),
    valueOf(lookUp(pair, 'value'), depth),
  ]);
  return Object.fromEntries(pairs);
}

/** A value without the name of its type. */
function valueOf(value: unknown, depth: number): unknown {
  if (!isFields(value) || depth > MAX_DEPTH) return undefined;
  const items = lookUp(value, 'arrayValue.values');
  if (items !== undefined) return list(items).map((item) => valueOf(item, depth + 1));
  const fields = lookUp(value, 'kvlistValue.values');
  if (fields !== undefined) return attributesOf(fields, depth + 1);
  return SCALARS.map((name) => lookUp(value, name)).find((scalar) => scalar !== undefined);
}

const SCALARS = ['stringValue', 'intValue', 'doubleValue', 'boolValue', 'bytesValue'];
const MAX_DEPTH = 6;

function bodyOf(body: unknown): unknown {
  return typeof body === 'string' ? body : valueOf(body, 0);
}

/** Nanoseconds since 1970, as text or as a number, which has not all of them. */
function timeOf(nanos: unknown): Fields | undefined {
  const digits = typeof nanos === 'number' ? String(BigInt(Math.trunc(nanos))) : nanos;
  if (typeof digits !== 'string' || !/^[1-9]\d{9,18}$/.test(digits)) return undefined;
  return { seconds: digits.slice(0, -9), nanos: Number(digits.slice(-9)) };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objects(value: unknown): readonly Fields[] {
  return list(value).filter(isFields);
}
