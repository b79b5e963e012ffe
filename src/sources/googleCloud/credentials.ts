import { readFile } from 'node:fs/promises';
import {
  ExternalAccountClient,
  GoogleAuth,
  Impersonated,
  JWT,
  OAuth2Client,
  UserRefreshClient,
  type AuthClient,
  type OAuth2ClientOptions,
} from 'google-auth-library';
import { UserError } from '../../errors';
import { isFields, lookUp, type Fields } from '../../logs/fields';
import type { CloudSettings } from './cloudSettings';

/** Who asks, and how every call says so. */
export interface SignedIn {
  /** As shown to the user, where it is known. */
  readonly account: string | undefined;
  /** Where the credentials come from, as shown to the user. */
  readonly from: string;
  /** The project that the credentials name. */
  readonly project: string | undefined;
  /** What goes with a call. A token that is about to end is renewed. @throws what the token endpoint said. */
  headers(): Promise<Headers>;
  /** The service refused the token: the next call asks for another. */
  renew(): void;
}

/** What only runs and reads: the scope lets nobody write. */
const SCOPES = ['https://www.googleapis.com/auth/logging.read'];

/** Tokens are for this service, whichever endpoint is asked. */
const AUDIENCE = 'https://logging.googleapis.com/';

export interface SignInOptions {
  /** A token of `gcloud auth print-access-token`: it lives for an hour and cannot be renewed. */
  readonly accessToken?: string | undefined;
  /** How token endpoints are asked; the library's own way unless told. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Finds the user's own credentials: a pasted token, the key file of the settings, or Application Default Credentials (the
 * variable GOOGLE_APPLICATION_CREDENTIALS, gcloud's file, the metadata server); on top of these, impersonation.
 *
 * @throws UserError, or what the library throws; `classify` reads both
 */
export async function signIn(settings: CloudSettings, options: SignInOptions): Promise<SignedIn> {
  const clientOptions: OAuth2ClientOptions = options.fetch
    ? { transporterOptions: { fetchImplementation: options.fetch } }
    : {};
  const base = await baseCredentials(settings, options.accessToken, clientOptions);
  const client = settings.impersonate
    ? new Impersonated({
        ...clientOptions,
        sourceClient: base.client,
        targetPrincipal: settings.impersonate,
        targetScopes: SCOPES,
        lifetime: 3600,
      })
    : base.client;
  if (settings.quotaProject) client.quotaProjectId = settings.quotaProject;
  return {
    account: settings.impersonate ?? base.account,
    from: base.from,
    project: base.project,
    headers: () => client.getRequestHeaders(AUDIENCE),
    renew: () => {
      client.credentials = { ...client.credentials, expiry_date: 1 };
    },
  };
}

/** Nobody: for a server on this machine, which must not get the user's token. */
export const ANONYMOUS: SignedIn = {
  account: undefined,
  from: 'nobody: a server on this machine',
  project: undefined,
  headers: async () => new Headers(),
  renew: () => {},
};

interface Base {
  readonly client: AuthClient;
  readonly account: string | undefined;
  readonly from: string;
  readonly project: string | undefined;
}

async function baseCredentials(
  settings: CloudSettings,
  accessToken: string | undefined,
  clientOptions: OAuth2ClientOptions,
): Promise<Base> {
  if (accessToken) {
    const client = new OAuth2Client(clientOptions);
    client.setCredentials({ access_token: accessToken });
    return { client, account: undefined, from: 'a pasted access token', project: undefined };
  }
  if (settings.keyFile) return fromFile(settings.keyFile, clientOptions);
  const auth = new GoogleAuth({ scopes: SCOPES, clientOptions, projectId: settings.project ?? 'unused' });
  const client = await auth.getClient();
  const account = client instanceof JWT ? client.email : undefined;
  const project = client.projectId ?? undefined;
  return { client, account, from: 'Application Default Credentials', project };
}

/** Each kind of file by the class that is made for it: the library's reader of all kinds is deprecated. */
async function fromFile(file: string, clientOptions: OAuth2ClientOptions): Promise<Base> {
  const key = await readKeyFile(file);
  const text = (name: string): string | undefined => {
    const value = lookUp(key, name);
    return typeof value === 'string' ? value : undefined;
  };
  const base = { account: text('client_email'), from: `the key file ${file}`, project: text('project_id') };
  switch (key['type']) {
    case 'service_account': {
      const { client_email: email, private_key: privateKey } = key;
      if (typeof email !== 'string' || typeof privateKey !== 'string') throw notACredentialFile(file);
      const client = new JWT({ ...clientOptions, email, key: privateKey, scopes: SCOPES });
      // The token is signed here: no call to a token endpoint is needed.
      client.useJWTAccessWithScope = true;
      return { ...base, client };
    }
    case 'authorized_user': {
      const client = new UserRefreshClient({
        ...clientOptions,
        clientId: text('client_id') ?? '',
        clientSecret: text('client_secret') ?? '',
        refreshToken: text('refresh_token') ?? '',
      });
      const quotaProject = text('quota_project_id');
      if (quotaProject) client.quotaProjectId = quotaProject;
      return { ...base, client };
    }
    case 'external_account': {
      if (!isExternalAccount(key)) throw notACredentialFile(file);
      const client = ExternalAccountClient.fromJSON({ ...key, ...clientOptions, scopes: SCOPES });
      if (!client) throw notACredentialFile(file);
      return { ...base, client };
    }
    default:
      throw notACredentialFile(file);
  }
}

type ExternalAccount = Parameters<typeof ExternalAccountClient.fromJSON>[0];

/** What the library does not check itself. https://google.aip.dev/auth/4117 */
function isExternalAccount(key: object): key is ExternalAccount {
  return ['audience', 'subject_token_type', 'credential_source'].every((name) => Object.hasOwn(key, name));
}

async function readKeyFile(file: string): Promise<Fields> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserError(`The key file ${file} cannot be read. Choose another in the source's settings.`, {
      cause,
    });
  }
  try {
    const key: unknown = JSON.parse(text);
    if (isFields(key)) return key;
  } catch {
    // said below
  }
  throw notACredentialFile(file);
}

function notACredentialFile(file: string): UserError {
  return new UserError(
    `${file} is not a credential file of Google Cloud. Download a key as JSON, or sign in instead.`,
  );
}
