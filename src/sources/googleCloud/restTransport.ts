import { baseUrl, type Endpoint } from './endpoint';
import { HttpError } from './httpError';
import type { ListRequest, Transport } from './transport';

/**
 * Cloud Logging over REST: for what gRPC leaves out (`protoPayload`, `errorGroups`), and for networks whose proxies let
 * no HTTP/2 through: VS Code has taught `fetch` its proxy and certificates. It cannot tail.
 */
export function restTransport(endpoint: Endpoint, callTimeoutMs: number): Transport {
  const url = `${baseUrl(endpoint)}/v2/entries:list`;
  return {
    list: async (request, headers, signal) => {
      const body = await post(
        url,
        request,
        headers,
        AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]),
      );
      const { entries, nextPageToken } = body;
      return {
        records: Array.isArray(entries) ? entries : [],
        nextPageToken: typeof nextPageToken === 'string' ? nextPageToken : '',
      };
    },
    close: async () => {},
  };
}

interface Body {
  readonly entries?: unknown;
  readonly nextPageToken?: unknown;
}

/** @throws HttpError for every answer but a page. */
async function post(url: string, request: ListRequest, headers: Headers, signal: AbortSignal): Promise<Body> {
  const all = new Headers(headers);
  all.set('content-type', 'application/json');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request), headers: all, signal });
  const text = await response.text();
  const body = parse(text);
  if (!response.ok || !body) throw new HttpError(response.status, body, text);
  return body;
}

function parse(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined; // a proxy's page
  }
}
