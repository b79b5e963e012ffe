import assert from 'node:assert/strict';
import { UserError } from '../../../../src/errors';
import { classify, type FailureKind } from '../../../../src/sources/googleCloud/failure';
import { inWords } from '../../../../src/sources/googleCloud/words';

/** What google-auth-library 11 and the network say, word for word. */
const MESSAGES: readonly (readonly [string, FailureKind])[] = [
  [
    'Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.',
    'notSignedIn',
  ],
  [
    'Unable to read the credential file specified by the GOOGLE_APPLICATION_CREDENTIALS environment variable: The file at /nope/key.json does not exist, or it is not a file. ENOENT: no such file or directory',
    'credentialFile',
  ],
  [
    'Unable to read the credential file specified by the GOOGLE_APPLICATION_CREDENTIALS environment variable: Unexpected token \'o\', "not json" is not valid JSON',
    'credentialFile',
  ],
  ['The incoming JSON object does not contain a client_email field', 'credentialFile'],
  ['error:1E08010C:DECODER routines::unsupported', 'badKey'],
  ['The file at /nope/token does not exist, or it is not a file. ENOENT: no such file', 'credentialFile'],
  ['Error code invalid_grant: ID Token issued at 1 is stale to sign-in.', 'workloadIdentity'],
  [
    'Pluggable Auth executables need to be explicitly allowed to run by setting the GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES environment Variable to 1.',
    'executable',
  ],
  [
    "Could not refresh access token: PERMISSION_DENIED: unable to impersonate: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    'impersonation',
  ],
  [
    'request to https://oauth2.googleapis.com/token failed, reason: connect ECONNREFUSED 127.0.0.1:1',
    'offline',
  ],
  ['getaddrinfo EAI_AGAIN logging.googleapis.com', 'offline'],
  ['self-signed certificate in certificate chain', 'proxy'],
  ['unable to get local issuer certificate', 'proxy'],
  ['something else', 'unknown'],
];

describe('what a failure of Google Cloud is', () => {
  for (const [message, kind] of MESSAGES) {
    it(`is ${kind}: ${message.slice(0, 60)}`, () => {
      assert.equal(classify(new Error(message)).kind, kind);
    });
  }

  it('reads the causes of a failed fetch', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    assert.equal(classify(new TypeError('fetch failed', { cause: refused })).kind, 'offline');
    const untrusted = Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    assert.equal(classify(new TypeError('fetch failed', { cause: untrusted })).kind, 'proxy');
  });

  it('is told by the status of gRPC, whatever words come with it', () => {
    const statuses: readonly (readonly [number, string, FailureKind])[] = [
      [7, 'Permission denied for all log views', 'permission'],
      [14, 'No connection established. Last error: getaddrinfo ENOTFOUND logging.googleapis.com', 'offline'],
      [14, 'Connection dropped', 'unavailable'],
      [14, 'Received HTTP status code 407', 'proxy'],
      [4, 'Deadline exceeded after 20.001s', 'timeout'],
      [1, 'Cancelled on client', 'cancelled'],
    ];
    for (const [code, details, kind] of statuses) {
      const error = Object.assign(new Error(`${code} X: ${details}`), { code, details });
      assert.equal(classify(error).kind, kind, details);
    }
  });

  it('never throws on what is no error', () => {
    for (const thrown of [undefined, null, 'text', 7, {}, { code: 7 }]) {
      assert.equal(classify(thrown).kind, 'unknown');
    }
  });
});

describe('a failure of Google Cloud in words', () => {
  const subject = { label: 'staging', project: 'netra-staging', account: 'ada@example.com' };

  it('names the file, and that VS Code has to be restarted', () => {
    const { message } = inWords(new Error(MESSAGES[1]?.[0]), subject);
    assert.match(
      message,
      /\/nope\/key\.json named by the variable GOOGLE_APPLICATION_CREDENTIALS does not exist/,
    );
    assert.match(message, /VS Code must be restarted/);
  });

  it('names the account, and the role for what was refused', () => {
    const roles = [
      ['logging.logEntries.list', 'roles/logging.viewer'],
      ['logging.privateLogEntries.list', 'roles/logging.privateLogViewer'],
      ['logging.views.access', 'roles/logging.viewAccessor'],
    ] as const;
    for (const [permission, role] of roles) {
      const details = `Permission '${permission}' denied on resource (or it may not exist).`;
      const { message, wayOut } = inWords(Object.assign(new Error(details), { code: 7, details }), subject);
      assert.ok(
        message.includes(`ada@example.com lacks ${permission} on netra-staging. Ask for the role ${role}`),
      );
      assert.equal(
        wayOut?.arguments?.[0],
        `gcloud projects add-iam-policy-binding netra-staging --member=user:ada@example.com --role=${role}`,
      );
    }
  });

  it('puts nothing into a command line that is no project and no account', () => {
    const hostile = { label: 'staging', project: 'x; rm -rf ~', account: '$(whoami)@example.com' };
    for (const code of [7, 8]) {
      const details = 'serviceusage.services.use project_number:764086051850';
      const { wayOut } = inWords(Object.assign(new Error(details), { code, details }), hostile);
      assert.doesNotMatch(String(wayOut?.arguments?.[0]), /rm -rf|whoami/);
    }
  });

  it('offers for a tool behind a proxy the transport that knows it', () => {
    const { message } = inWords(new Error('self-signed certificate'), subject);
    assert.match(message, /transport to "rest"/);
  });

  it('passes on what is in words already', () => {
    const said = new UserError('The key file is gone.');
    assert.equal(inWords(said, subject), said);
  });

  it('quotes one line of an answer that it does not know', () => {
    const { message } = inWords(new Error(`Strange\n${'x'.repeat(10_000)}`), subject);
    assert.equal(message, 'Cloud Logging answered: Strange.');
  });
});
