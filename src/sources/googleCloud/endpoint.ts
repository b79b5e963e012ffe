import { UserError } from '../../errors';

/** Where Cloud Logging is asked. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Without TLS: a server on this machine alone. */
  readonly isPlain: boolean;
}

const CLOUD_LOGGING: Endpoint = { host: 'logging.googleapis.com', port: 443, isPlain: false };

/**
 * Reads the address of another endpoint: `http://127.0.0.1:8085` for a local server, or an `https:` address of Google's,
 * such as one of Private Service Connect. No other is taken, since the user's token would go there.
 *
 * @throws UserError
 */
export function readEndpoint(address: string | undefined): Endpoint {
  if (!address) return CLOUD_LOGGING;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url?.protocol === 'http:' && LOCAL.has(url.hostname);
  const isGoogle = url?.protocol === 'https:' && url.hostname.endsWith('.googleapis.com');
  if (!url || (!isLocal && !isGoogle)) {
    throw new UserError(
      'The endpoint of a log source must be an https: address of googleapis.com, or http://127.0.0.1 with a port.',
    );
  }
  return { host: url.hostname, port: Number(url.port || (isLocal ? 80 : 443)), isPlain: isLocal };
}

export function baseUrl({ host, port, isPlain }: Endpoint): string {
  return `${isPlain ? 'http' : 'https'}://${host}:${port}`;
}

const LOCAL: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);
