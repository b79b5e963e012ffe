import type { Entry } from './entry';
import type { LogEvent } from './event';
import { lookUp } from './fields';

type Request = NonNullable<LogEvent['request']>;

/**
 * The HTTP request that an entry tells of: of a request log, of an error reported with its context, or of a server's
 * access line such as `"GET /ws HTTP/1.1" 500`. Undefined where it tells of none, or not how it ended.
 */
export function readRequest(entry: Entry): Request | undefined {
  const { requestMethod, requestUrl, status } = entry.httpRequest ?? {};
  if (requestUrl) return request(requestMethod, requestUrl, status);
  if (entry.textPayload !== undefined) return readAccessLine(entry.textPayload);
  const payload = entry.jsonPayload;
  if (!payload) return undefined;
  const field = (name: string): unknown => lookUp(payload, `context.httpRequest.${name}`);
  return request(field('method'), field('url'), field('responseStatusCode'));
}

/** A request in one line: `GET /api/threads → 500`. */
export function requestLine({ method, route, status }: Request): string {
  return `${method} ${route} → ${status}`;
}

/** Whether a text is an access line and nothing else. */
export function isAccessLine(text: string): boolean {
  return readAccessLine(text) !== undefined;
}

/** The Common Log Format and its kin: https://httpd.apache.org/docs/current/logs.html#common */
const ACCESS = /"([A-Z]{3,7}) (\S{1,2000}) HTTP\/[\d.]{1,3}" (\d{3})\b/;

function readAccessLine(text: string): Request | undefined {
  if (text.includes('\n')) return undefined;
  const [, method, url, status] = ACCESS.exec(text) ?? [];
  return request(method, url, status);
}

function request(method: unknown, url: unknown, status: unknown): Request | undefined {
  const code = Number(status);
  if (typeof url !== 'string' || !(code >= 100 && code <= 599)) return undefined;
  return { method: typeof method === 'string' ? method : 'GET', route: routeOf(url), status: code };
}

/** The path of a URL, without its query string. */
function routeOf(url: string): string {
  const scheme = url.indexOf('://');
  const slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
  return slash < 0 ? '/' : url.slice(slash).split(/[?#]/, 1)[0] || '/';
}
