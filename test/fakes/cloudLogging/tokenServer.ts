import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, send } from './rest';
import { listen } from './server';

/** What the token endpoint answers instead of a token; the bodies are Google's. */
export type TokenFault =
  | 'invalid_rapt'
  | 'rapt_required'
  | 'revoked'
  | 'bad_request'
  | 'deleted_client'
  | 'stale_id_token'
  | 'impersonation_denied'
  | 'clock_skew'
  | 'html_502';

export interface TokenServer {
  readonly address: string;
  /** The grants that were asked for, in order. */
  readonly grants: string[];
  /** The token that was issued last. */
  readonly latestToken: string;
  fault: TokenFault | undefined;
  /** Seconds that the next tokens live. */
  lifeSeconds: number;
  /** A `fetch` that takes what goes to Google's token endpoints here instead. */
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

/** Google's token endpoints on 127.0.0.1: refresh tokens, key files, workload identity (STS) and impersonation (IAM). */
export async function startTokenServer(): Promise<TokenServer> {
  const state = {
    grants: [] as string[],
    issued: 0,
    fault: undefined as TokenFault | undefined,
    lifeSeconds: 3600,
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const url = request.url ?? '';
    state.grants.push(grantOf(url, body));
    if (state.fault === 'html_502') {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>502</html>');
    } else if (state.fault) send(response, ...FAULTS[state.fault]);
    else send(response, 200, answerOf(url, `token-${++state.issued}`, state.lifeSeconds));
  };
  const server = await listen(createServer((request, response) => void answer(request, response)));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    grants: state.grants,
    get latestToken() {
      return `token-${state.issued}`;
    },
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    get lifeSeconds() {
      return state.lifeSeconds;
    },
    set lifeSeconds(seconds) {
      state.lifeSeconds = seconds;
    },
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!ENDPOINTS.test(url.hostname)) return fetch(input, init);
      return fetch(`http://${address}/${url.hostname}${url.pathname}`, init);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ENDPOINTS = /^(?:oauth2|sts|iamcredentials)\.googleapis\.com$/;

function grantOf(url: string, body: string): string {
  if (url.includes('generateAccessToken')) return 'impersonation';
  const form = new URLSearchParams(body);
  return form.get('grant_type')?.split(':').at(-1) ?? 'unknown';
}

function answerOf(url: string, token: string, lifeSeconds: number): object {
  if (url.includes('generateAccessToken')) {
    return { accessToken: token, expireTime: new Date(Date.now() + lifeSeconds * 1000).toISOString() };
  }
  return {
    access_token: token,
    expires_in: lifeSeconds,
    token_type: 'Bearer',
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  };
}

const FAULTS: Readonly<Record<Exclude<TokenFault, 'html_502'>, readonly [status: number, body: object]>> = {
  invalid_rapt: [
    400,
    {
      error: 'invalid_grant',
      error_description: 'reauth related error (invalid_rapt)',
      error_uri: 'https://support.google.com/a/answer/9368756',
      error_subtype: 'invalid_rapt',
    },
  ],
  rapt_required: [
    400,
    {
      error: 'invalid_grant',
      error_description: 'reauth related error (rapt_required)',
      error_subtype: 'rapt_required',
    },
  ],
  revoked: [400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }],
  bad_request: [400, { error: 'invalid_grant', error_description: 'Bad Request' }],
  deleted_client: [401, { error: 'deleted_client', error_description: 'The OAuth client was deleted.' }],
  stale_id_token: [
    400,
    { error: 'invalid_grant', error_description: 'ID Token issued at 1 is stale to sign-in.' },
  ],
  impersonation_denied: [
    403,
    {
      error: {
        code: 403,
        message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
        status: 'PERMISSION_DENIED',
      },
    },
  ],
  clock_skew: [
    400,
    {
      error: 'invalid_grant',
      error_description:
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    },
  ],
};
