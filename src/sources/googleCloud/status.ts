import { isFields, lookUp } from '../../logs/fields';
import { HttpError } from './httpError';

/** What the service answered in place of a page, whichever way it came: the status of `google.rpc` with its details. */
export interface ServiceStatus {
  /** Such as `PERMISSION_DENIED`. */
  readonly code: string;
  readonly message: string;
  /** Of `ErrorInfo`, such as `SERVICE_DISABLED`. */
  readonly reason: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of `RetryInfo`: how long the service wants to be left alone. */
  readonly retryDelayMs: number | undefined;
  /** Of `Help`: where the failure can be mended. */
  readonly helpUrl: string | undefined;
}

/** Reads the status from an error of gRPC's client or of an HTTP answer; undefined when it is none of these. */
export function readStatus(error: unknown): ServiceStatus | undefined {
  if (error instanceof HttpError) return fromHttp(error);
  if (!(error instanceof Error)) return undefined;
  const { code, details, statusDetails, note } = error as GrpcError;
  if (typeof code !== 'number' || !(code in GRPC_CODES)) return undefined;
  const isGrpc =
    details !== undefined || statusDetails !== undefined || note !== undefined || 'metadata' in error;
  if (!isGrpc && !/^\d+ [A-Z_]+:/.test(error.message) && code !== 1 && code !== 4) return undefined;
  return status(
    GRPC_CODES[code] ?? 'UNKNOWN',
    typeof details === 'string' && details ? details : error.message.replace(/^\d+ [A-Z_]+: /, ''),
    Array.isArray(statusDetails) ? statusDetails : [],
    error as GrpcError,
  );
}

interface GrpcError extends Error {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly statusDetails?: unknown;
  readonly note?: unknown;
  /** Of `ErrorInfo`, which the client takes out of the details. */
  readonly reason?: unknown;
  readonly errorInfoMetadata?: unknown;
}

function fromHttp(error: HttpError): ServiceStatus {
  const body = isFields(error.body) ? lookUp(error.body, 'error') : undefined;
  if (!isFields(body)) return status(HTTP_CODES.get(error.status) ?? 'UNKNOWN', error.message, []);
  const { status: code, message, details } = body;
  return status(
    typeof code === 'string' ? code : (HTTP_CODES.get(error.status) ?? 'UNKNOWN'),
    typeof message === 'string' ? message : error.message,
    Array.isArray(details) ? details : [],
  );
}

function status(
  code: string,
  message: string,
  details: readonly unknown[],
  found: Pick<GrpcError, 'reason' | 'errorInfoMetadata'> = {
    reason: undefined,
    errorInfoMetadata: undefined,
  },
): ServiceStatus {
  const fields = details.filter(isFields);
  const info = fields.find((detail) => 'reason' in detail);
  const reason = found.reason ?? info?.['reason'];
  const metadata = found.errorInfoMetadata ?? info?.['metadata'];
  const delay = fields.find((detail) => 'retryDelay' in detail)?.['retryDelay'];
  const links = fields.find((detail) => 'links' in detail)?.['links'];
  const url = Array.isArray(links) && isFields(links[0]) ? links[0]['url'] : undefined;
  return {
    code,
    message,
    reason: typeof reason === 'string' ? reason : undefined,
    metadata: isFields(metadata)
      ? Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)]))
      : {},
    retryDelayMs: readDuration(delay),
    helpUrl: typeof url === 'string' && url.startsWith('https://') ? url : undefined,
  };
}

/** `{seconds, nanos}` over gRPC, `"7s"` over REST. */
function readDuration(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const seconds = Number(value.replace(/s$/, ''));
    return Number.isFinite(seconds) ? seconds * 1000 : undefined;
  }
  if (!isFields(value)) return undefined;
  const ms = Number(value['seconds'] ?? 0) * 1000 + Number(value['nanos'] ?? 0) / 1e6;
  return Number.isFinite(ms) ? ms : undefined;
}

/** https://grpc.io/docs/guides/status-codes/ */
const GRPC_CODES: Readonly<Record<number, string>> = {
  1: 'CANCELLED',
  2: 'UNKNOWN',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  10: 'ABORTED',
  11: 'OUT_OF_RANGE',
  12: 'UNIMPLEMENTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  15: 'DATA_LOSS',
  16: 'UNAUTHENTICATED',
};

/** What an answer without a status of its own, such as a proxy's page, amounts to. */
const HTTP_CODES: ReadonlyMap<number, string> = new Map([
  [400, 'INVALID_ARGUMENT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [407, 'PROXY'],
  [429, 'RESOURCE_EXHAUSTED'],
  [500, 'INTERNAL'],
  [502, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
  [504, 'DEADLINE_EXCEEDED'],
]);
