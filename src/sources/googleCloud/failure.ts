import { isFields, lookUp, type Fields } from '../../logs/fields';
import { readStatus, type ServiceStatus } from './status';

/** What went wrong, by what a person has to do about it. */
export type FailureKind =
  | 'notSignedIn'
  | 'credentialFile'
  | 'badKey'
  | 'reauthentication'
  | 'signInEnded'
  | 'tokenExpired'
  | 'workloadIdentity'
  | 'executable'
  | 'impersonation'
  | 'clockSkew'
  | 'offline'
  | 'proxy'
  | 'permission'
  | 'apiDisabled'
  | 'quota'
  | 'sharedQuota'
  | 'quotaProject'
  | 'filter'
  | 'pageToken'
  | 'noProject'
  | 'projectNotFound'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'unknown';

export interface Failure {
  readonly kind: FailureKind;
  /** What the library or the service said. */
  readonly message: string;
  readonly status?: ServiceStatus;
  /** The file that could not be read. */
  readonly file?: string;
}

/** Tells failures apart by what the token endpoint, the service, the network or the library said. Never throws. */
export function classify(error: unknown): Failure {
  const oauth = fromTokenEndpoint(error);
  if (oauth) return oauth;
  const status = readStatus(error);
  if (status) return fromStatus(status);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'cancelled', message };
  if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'timeout', message };
  return fromLibrary(message) ?? fromNetwork(error, message) ?? { kind: 'unknown', message };
}

/** gcloud's own project, whose quota all users without a project of their own share. */
const GCLOUD_PROJECT_NUMBER = '764086051850';

function fromStatus(status: ServiceStatus): Failure {
  const kind = kindOf(status);
  return { kind, message: status.message, status };
}

function kindOf({ code, message, reason, metadata }: ServiceStatus): FailureKind {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'tokenExpired';
    case 'PERMISSION_DENIED':
      if (reason === 'SERVICE_DISABLED' || /has not been used in project|it is disabled/.test(message)) {
        return 'apiDisabled';
      }
      if (reason === 'USER_PROJECT_DENIED' || message.includes('serviceusage.services.use'))
        return 'quotaProject';
      return 'permission';
    case 'RESOURCE_EXHAUSTED':
      return consumerOf(message, metadata).includes(GCLOUD_PROJECT_NUMBER) ? 'sharedQuota' : 'quota';
    case 'INVALID_ARGUMENT':
      if (/page.?token/i.test(message)) return 'pageToken';
      // The filter is all that a user writes into a call, but for the project's name.
      return /resource.?name|\bparent\b/i.test(message) ? 'projectNotFound' : 'filter';
    case 'NOT_FOUND':
      return 'projectNotFound';
    case 'DEADLINE_EXCEEDED':
      return 'timeout';
    case 'UNAVAILABLE':
      return networkKind(message) ?? 'unavailable';
    case 'INTERNAL':
    case 'ABORTED':
      return 'unavailable';
    case 'PROXY':
      return 'proxy';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function consumerOf(message: string, metadata: Readonly<Record<string, string>>): string {
  const at = message.indexOf('project_number:');
  return `${metadata['consumer'] ?? ''} ${at < 0 ? '' : message.slice(at, at + 40)}`;
}

/** The body of RFC 6749 §5.2 that came with an error of the library, and what Google adds to it. */
function fromTokenEndpoint(error: unknown): Failure | undefined {
  const body = tokenBody(error);
  if (!body) return undefined;
  const text = (name: string): string => {
    const value = lookUp(body, name);
    return typeof value === 'string' ? value : '';
  };
  const description = text('error_description');
  const message = description || text('error') || 'The token endpoint refused the credentials.';
  if (
    /^(?:invalid_rapt|rapt_required)$/.test(text('error_subtype')) ||
    /\brapt\b|_rapt|rapt_/.test(description)
  ) {
    return { kind: 'reauthentication', message };
  }
  if (/iat and exp|reasonable timeframe|in the future/.test(description))
    return { kind: 'clockSkew', message };
  if (/ID Token|subject_token|audience|workload/i.test(description))
    return { kind: 'workloadIdentity', message };
  return { kind: 'signInEnded', message };
}

function tokenBody(error: unknown): Fields | undefined {
  if (!(error instanceof Error)) return undefined;
  const response = 'response' in error ? error.response : undefined;
  const data = isFields(response) ? lookUp(response, 'data') : undefined;
  if (isFields(data) && typeof data['error'] === 'string') return data;
  // STS's answer comes as words, the library's own reauthentication error as JSON.
  const sts = /^Error code ([a-z_]{1,40})(?::|$)/.exec(error.message);
  if (sts?.[1])
    return { error: sts[1], error_description: error.message.slice(sts[0].length).trim() || 'workload' };
  return undefined;
}

function fromLibrary(message: string): Failure | undefined {
  const rule = LIBRARY.find(([pattern]) => pattern.test(message));
  if (!rule) return undefined;
  const file = FILE.exec(message)?.[1];
  return { kind: rule[1], message, ...(file && { file }) };
}

/** What google-auth-library says, in its own words. */
const LIBRARY: readonly (readonly [RegExp, FailureKind])[] = [
  [/Could not load the default credentials/, 'notSignedIn'],
  [/GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES/, 'executable'],
  [/unable to impersonate/, 'impersonation'],
  [/DECODER routines|Invalid PEM|asymmetric key|secretOrPrivateKey/i, 'badKey'],
  [/specified by the GOOGLE_APPLICATION_CREDENTIALS environment variable/, 'credentialFile'],
  [
    /does not exist, or it is not a file|does not contain an? [\w ]{1,60} field|is not valid JSON/,
    'credentialFile',
  ],
  [/No refresh token|No access, refresh token/, 'tokenExpired'],
  [/Unable to detect a Project Id/, 'noProject'],
];

const FILE = /The file at ([^\n]{1,500}?) does not exist/;

function fromNetwork(error: unknown, message: string): Failure | undefined {
  const kind = networkKind(`${message} ${causes(error)}`);
  return kind && { kind, message };
}

/** `fetch` says why in the causes of its error. */
function causes(error: unknown): string {
  const texts: string[] = [];
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth++) {
    const code = 'code' in cause ? String(cause.code) : '';
    texts.push(code, cause.message);
  }
  return texts.join(' ');
}

function networkKind(text: string): FailureKind | undefined {
  if (/\b407\b|CERT|certificate|self.signed|ERR_TLS|wrong version number|PROXY/i.test(text)) return 'proxy';
  if (OFFLINE.test(text)) return 'offline';
  return undefined;
}

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ETIMEDOUT|Name resolution failed|No connection established|fetch failed/;
