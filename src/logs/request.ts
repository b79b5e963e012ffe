import { withoutColours } from '../frames/colours';
import type { Entry } from './entry';
import type { LogEvent } from './event';
import { lookUp, type Fields } from './fields';

type Request = NonNullable<LogEvent['request']>;

/**
 * The HTTP request that an entry tells of: of a request log, of an error reported with its context, of a logger's fields,
 * or of a server's access line such as `"GET /ws HTTP/1.1" 500`. Undefined where it tells of none, or not how it ended.
 */
export function readRequest(entry: Entry): Request | undefined {
  const { requestMethod, requestUrl, status } = entry.httpRequest ?? {};
  if (requestUrl !== undefined) return request(requestMethod, requestUrl, status);
  if (entry.textPayload !== undefined) return readAccessLine(entry.textPayload);
  return entry.jsonPayload && (readFields(entry.jsonPayload)?.request ?? readLogged(entry.jsonPayload));
}

/** The access line that is a record's message. */
function readLogged(payload: Fields): Request | undefined {
  for (const field of ['message', 'msg', 'event'] as const) {
    const text = payload[field];
    const found = typeof text === 'string' ? readAccessLine(text) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** How long the request took that an entry tells of, in milliseconds; undefined where it does not say. */
export function readLatencyMs(entry: Entry): number | undefined {
  const { httpRequest, jsonPayload } = entry;
  if (httpRequest) return durationMs(httpRequest.latency, 's');
  const found = jsonPayload && readFields(jsonPayload);
  return found && durationMs(lookUp(jsonPayload, found.fields.latency), found.fields.unit);
}

/** A request in one line: `GET /api/threads → 500`. */
export function requestLine({ method, route, status }: Request): string {
  return `${method} ${route} → ${status}`;
}

/** Whether a text is an access line and nothing else. */
export function isAccessLine(text: string): boolean {
  return readAccessLine(text) !== undefined;
}

/** Where a payload has the parts of a request, and in what unit the latency is where it is a number. */
interface RequestFields {
  readonly method: string;
  readonly url: string;
  readonly status: string;
  readonly latency: string;
  readonly unit: Unit;
}

/**
 * As Error Reporting, Cloud Logging, pino and bunyan, the Elastic Common Schema (two forms of URL), Caddy, nginx (two),
 * App Engine's request log, small middlewares, Envoy and Traefik write it.
 */
export const REQUEST_FIELDS: readonly RequestFields[] = [
  row('context.httpRequest.method', 'context.httpRequest.url', 'context.httpRequest.responseStatusCode'),
  row('httpRequest.requestMethod', 'httpRequest.requestUrl', 'httpRequest.status', 'httpRequest.latency'),
  row('req.method', 'req.url', 'res.statusCode', 'responseTime', 'ms'),
  row('http.request.method', 'url.path', 'http.response.status_code', 'event.duration', 'ns'),
  row('http.request.method', 'url.original', 'http.response.status_code', 'event.duration', 'ns'),
  row('request.method', 'request.uri', 'status', 'duration'),
  row('request_method', 'request_uri', 'status', 'request_time'),
  row('method', 'resource', 'status', 'latency'),
  row('method', 'path', 'status', 'duration_ms', 'ms'),
  row('method', 'path', 'status_code', 'duration_ms', 'ms'),
  row('method', 'url', 'status', 'duration', 'ms'),
  row('method', 'url', 'statusCode', 'responseTime', 'ms'),
  row('method', 'path', 'response_code', 'duration', 'ms'),
  row('RequestMethod', 'RequestPath', 'DownstreamStatus', 'Duration', 'ns'),
];

type Unit = 'ns' | 'ms' | 's';

function row(
  method: string,
  url: string,
  status: string,
  latency = 'latency',
  unit: Unit = 's',
): RequestFields {
  return { method, url, status, latency, unit };
}

function readFields(payload: Fields): { request: Request; fields: RequestFields } | undefined {
  for (const fields of REQUEST_FIELDS) {
    const url = lookUp(payload, fields.url);
    if (url === undefined) continue;
    const found = request(lookUp(payload, fields.method), url, lookUp(payload, fields.status));
    if (found) return { request: found, fields };
  }
  return undefined;
}

const MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `0.031245s`, `31ms` or a bare number in `unit`. */
function durationMs(value: unknown, unit: Unit): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const match = /^(\d{1,15}(?:\.\d{1,15})?)(?:e-\d{1,3})? ?(ns|us|µs|ms|s|m)?$/.exec(text);
  if (!match) return undefined;
  return Number.parseFloat(text) * (MS[match[2] ?? unit] ?? 1);
}

/** How servers write what they were asked for in a line of text; `isStatus` of the scanner knows the same. */
const ACCESS: readonly RegExp[] = [
  // The Common Log Format and its kin: https://httpd.apache.org/docs/current/logs.html#common; chi names the client behind it.
  /"(?<method>[A-Z]{3,7}) (?<url>\S{1,2000}) HTTP\/\S{1,20}" (?:from \S{1,100} - )?(?<status>\d{3})(?!\d)/,
  // morgan, Koa, Next.js
  /(?:^|\s)(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?<url>\/\S{0,2000}) (?<status>\d{3}) (?:in |- )?[\d.]{1,12} ?(?:ns|[µu]s|ms|s)(?!\w)/,
  // Gin, Fiber
  /\| {1,3}(?<status>\d{3}) \| {0,20}\S{1,20} \| {0,40}\S{1,60} {0,40}\| {0,2}(?<method>[A-Z]{3,7}) {0,8}(?:\| )?"?(?<url>\/[^\s"]{0,2000})/,
  // HAProxy
  / (?:-?\d{1,10}\/){3,4}\+?\d{1,10} (?<status>\d{3}) \+?\d{1,15} .{0,300}"(?<method>[A-Z]{3,7}) (?<url>\S{1,2000}) HTTP\//,
  // uWSGI
  / (?<method>[A-Z]{3,7}) (?<url>\/\S{0,2000}) => generated .{0,100} \(HTTP\/\S{1,20} (?<status>\d{3})\)/,
  // The load balancers of AWS
  / (?<status>\d{3}) (?:\d{3}|-) \d{1,15} \d{1,15} "(?<method>[A-Z]{3,7}) (?<url>\S{1,2000}) HTTP\//,
  // ASP.NET
  /Request finished HTTP\/\S{1,20} (?<method>[A-Z]{3,7}) (?<url>\S{1,2000}) .{0,200}- (?<status>\d{3}) /,
  // lograge, Heroku's router
  /(?:^|\s)method=(?<method>[A-Z]{3,7}) path="?(?<url>\/[^\s"]{0,2000})"? .{0,1000}\bstatus=(?<status>\d{3})(?!\d)/,
];

/** Most lines name no method, and cost no more than a look for one. */
const METHOD = /GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND/;

function readAccessLine(line: string): Request | undefined {
  if (!METHOD.test(line) || line.includes('\n')) return undefined;
  const text = line.includes('\u001b') ? withoutColours(line).text : line;
  for (const pattern of ACCESS) {
    const { method, url, status } = pattern.exec(text)?.groups ?? {};
    const found = request(method, url, status);
    if (found) return found;
  }
  return undefined;
}

function request(method: unknown, url: unknown, status: unknown): Request | undefined {
  const code = typeof status === 'number' || typeof status === 'string' ? Number(status) : Number.NaN;
  if (typeof url !== 'string' || !(code >= 100 && code <= 599)) return undefined;
  return { method: typeof method === 'string' ? method : 'GET', route: routeOf(url), status: code };
}

/** The path of a URL, without its query string. */
function routeOf(url: string): string {
  const scheme = /^[a-z][a-z\d+.-]{0,20}:\/\//i.exec(url)?.[0] ?? '';
  const slash = scheme === '' ? 0 : url.indexOf('/', scheme.length);
  return slash < 0 ? '/' : url.slice(slash).split(/[?#]/, 1)[0] || '/';
}
