import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTML_502, ServiceError, STATUS, type Detail } from './faults';
import type { CloudLoggingService, ListRequest } from './service';

/** The REST twin of the service: `POST /v2/entries:list` and `GET /v2/projects/<id>/logs`. */
export async function answerRest(
  service: CloudLoggingService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const isList = request.method === 'POST' && request.url === '/v2/entries:list';
  const seen = service.see(isList ? 'list' : 'logs', isList ? (JSON.parse(body) as ListRequest) : {}, {
    authorization: request.headers.authorization,
    quotaProject: header(request, 'x-goog-user-project'),
  });
  response.on('close', () => {
    if (!response.writableFinished) seen.cancelled = true;
  });
  if (service.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, service.delayMs));
  try {
    if (service.check(seen) === 'HANG') return;
    if (!isList) return send(response, 200, { logNames: service.logNames() });
    const { indices, nextPageToken } = service.list(seen.request);
    const entries = indices.map((index) => service.records[index]);
    return send(response, 200, { entries, ...(nextPageToken && { nextPageToken }) });
  } catch (error) {
    return fail(response, error);
  }
}

/** The whole body of a request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
  const { code, message, details } =
    error instanceof ServiceError ? error : new ServiceError(13, String(error));
  if (message === HTML_502) {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end(message);
    return;
  }
  const [status, http] = STATUS.get(code) ?? ['UNKNOWN', 500];
  send(response, http, { error: { code: http, message, status, details: details.map(inJson) } });
}

function inJson(detail: Detail): object {
  const type = { '@type': `type.googleapis.com/google.rpc.${detail.type}` };
  switch (detail.type) {
    case 'ErrorInfo':
      return { ...type, reason: detail.reason, domain: 'googleapis.com', metadata: detail.metadata };
    case 'RetryInfo':
      return { ...type, retryDelay: `${detail.seconds}s` };
    case 'Help':
      return { ...type, links: [{ description: 'Activation', url: detail.url }] };
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
