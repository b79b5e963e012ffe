import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CloudFailure } from '../../../../src/sources/googleCloud/cloudFailure';
import type { CloudSettings } from '../../../../src/sources/googleCloud/cloudSettings';
import { googleCloud, type CloudOptions } from '../../../../src/sources/googleCloud/googleCloud';
import type { FailureKind } from '../../../../src/sources/googleCloud/failure';
import { startTokenServer, type TokenFault, type TokenServer } from '../../../fakes/cloudLogging/tokenServer';
import { Cloud, ERRORS, PROJECT, pulled, records, type Pulled } from './pulling';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const ROBOT = 'reader@netra-staging.iam.gserviceaccount.com';

/** Every kind of credential file, by the name of its type. */
const FILES: Readonly<Record<string, object>> = {
  service_account: {
    type: 'service_account',
    project_id: PROJECT,
    client_email: ROBOT,
    private_key: privateKey,
  },
  authorized_user: {
    type: 'authorized_user',
    client_id: 'client',
    client_secret: 'secret',
    refresh_token: 'refresh',
    quota_project_id: 'quota-project',
  },
};

describe('signing in to Google Cloud', () => {
  let folder: string;
  let tokens: TokenServer;
  let cloud: Cloud;
  const { warn } = console;
  before(async () => {
    console.warn = () => {}; // the library's advice to developers
    folder = await mkdtemp(path.join(tmpdir(), 'five-whys-keys-'));
  });
  after(async () => {
    console.warn = warn;
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    tokens = await startTokenServer();
    cloud = new Cloud();
    await cloud.start({ records: records(3_500) });
  });
  afterEach(async () => {
    await cloud.stop();
    await tokens.close();
  });

  async function fileOf(content: object | string, name = 'key.json'): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  function pull(settings: Partial<CloudSettings>, options: CloudOptions = {}): Promise<Pulled> {
    return pulled(cloud.source(settings, { fetch: tokens.fetch, ...options }));
  }

  for (const transport of ['grpc', 'rest'] as const) {
    it(`signs for itself with the key of a service account, over ${transport}`, async () => {
      const keyFile = await fileOf(FILES['service_account'] ?? {});
      const { entries, failure } = await pull({ keyFile, transport });
      assert.equal(failure, undefined);
      assert.equal(entries.length, 3_500);
      assert.match(cloud.server.service.calls[0]?.authorization ?? '', /^Bearer ey/);
      assert.deepEqual(tokens.grants, []);
    });

    it(`asks for a token with a user's sign-in, and names the quota project, over ${transport}`, async () => {
      const keyFile = await fileOf(FILES['authorized_user'] ?? {});
      const { failure } = await pull({ keyFile, transport });
      assert.equal(failure, undefined);
      const call = cloud.server.service.calls[0];
      assert.deepEqual([call?.authorization, call?.quotaProject], ['Bearer token-1', 'quota-project']);
      assert.deepEqual(tokens.grants, ['refresh_token']);
    });
  }

  it("asks for a service account's token with the user's own where one is named", async () => {
    const keyFile = await fileOf(FILES['authorized_user'] ?? {});
    const { failure } = await pull({ keyFile, impersonate: ROBOT, quotaProject: 'another-project' });
    assert.equal(failure, undefined);
    assert.deepEqual(tokens.grants, ['refresh_token', 'impersonation']);
    const call = cloud.server.service.calls[0];
    assert.deepEqual([call?.authorization, call?.quotaProject], ['Bearer token-2', 'another-project']);
  });

  it('exchanges the token of a workload', async () => {
    const token = await fileOf('a token', 'token');
    const keyFile = await fileOf({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `http://${tokens.address}/v1/token`,
      credential_source: { file: token },
    });
    const { failure } = await pull({ keyFile });
    assert.equal(failure, undefined);
    assert.deepEqual(tokens.grants, ['token-exchange']);
    tokens.fault = 'stale_id_token';
    const refused = await pull({ keyFile, name: 'another' });
    assert.equal(refused.failure?.kind, 'workloadIdentity');
    assert.match(refused.failure?.message ?? '', /ID Token issued at 1 is stale/);
  });

  it('takes a pasted token, and says when it has ended', async () => {
    await cloud.stop();
    cloud = new Cloud();
    await cloud.start({ records: records(10), accepts: (token) => token === 'Bearer good' });
    assert.equal((await pull({}, { accessToken: 'good' })).entries.length, 10);
    const { failure } = await pull({}, { accessToken: 'old' });
    assert.equal(failure?.kind, 'tokenExpired');
    assert.match(failure?.message ?? '', /live for an hour/);
  });

  for (const transport of ['grpc', 'rest'] as const) {
    it(`renews a token that the service no longer takes amid a pull, over ${transport}`, async () => {
      await cloud.stop();
      cloud = new Cloud();
      let calls = 0;
      await cloud.start({
        records: records(3_500),
        accepts: (token) => token === (++calls <= 2 ? 'Bearer token-1' : 'Bearer token-2'),
      });
      const keyFile = await fileOf(FILES['authorized_user'] ?? {});
      const { entries, failure } = await pull({ keyFile, transport });
      assert.equal(failure, undefined);
      assert.equal(entries.length, 3_500);
      assert.deepEqual(tokens.grants, ['refresh_token', 'refresh_token']);
    });
  }

  const refusals: readonly (readonly [TokenFault, FailureKind, RegExp])[] = [
    ['invalid_rapt', 'reauthentication', /organisation's session limit for Google Cloud has expired/],
    ['rapt_required', 'reauthentication', /session limit/],
    ['revoked', 'signInEnded', /sign-in to Google Cloud has ended \(Token has been expired or revoked\.\)/],
    ['bad_request', 'signInEnded', /has ended/],
    ['deleted_client', 'signInEnded', /has ended/],
    ['clock_skew', 'clockSkew', /clock is wrong/],
  ];
  for (const [fault, kind, message] of refusals) {
    it(`says of ${fault} what to do, and keeps what came before`, async () => {
      const keyFile = await fileOf(FILES['authorized_user'] ?? {});
      tokens.lifeSeconds = 1; // every call asks for a new one
      const source = cloud.source({ keyFile }, { fetch: tokens.fetch });
      const entries: number[] = [];
      let failure: CloudFailure | undefined;
      try {
        for await (const page of source.list(ERRORS, {
          signal: new AbortController().signal,
          progress: () => {},
        })) {
          entries.push(page.entries.length);
          tokens.fault = fault;
        }
      } catch (error) {
        failure = error as CloudFailure;
      }
      assert.deepEqual(entries, [1_000]);
      assert.equal(failure?.kind, kind);
      assert.match(failure?.message ?? '', message);
      assert.ok(failure?.resume);
      assert.equal(cloud.server.service.calls.length, 1);
    });
  }

  it('says which role impersonation needs', async () => {
    tokens.fault = undefined;
    const keyFile = await fileOf(FILES['service_account'] ?? {});
    tokens.fault = 'impersonation_denied';
    const { failure } = await pull({ keyFile, impersonate: ROBOT });
    assert.equal(failure?.kind, 'impersonation');
    assert.match(failure?.message ?? '', /roles\/iam\.serviceAccountTokenCreator/);
    assert.match(String(failure?.wayOut?.arguments?.[0]), new RegExp(`add-iam-policy-binding ${ROBOT}`));
  });

  const files: readonly (readonly [string, string, FailureKind | undefined, RegExp])[] = [
    ['is no JSON', 'not json', undefined, /key\.json is not a credential file/],
    ['is another JSON', '{"type":"x"}', undefined, /is not a credential file/],
    [
      'lacks its key',
      '{"type":"service_account","client_email":"a@b"}',
      undefined,
      /is not a credential file/,
    ],
    [
      'has a broken key',
      JSON.stringify({
        type: 'service_account',
        client_email: ROBOT,
        private_key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      }),
      'badKey',
      /The private key in .*key\.json cannot be read/,
    ],
  ];
  for (const [what, content, kind, message] of files) {
    it(`says that a key file ${what}`, async () => {
      const { failure } = await pull({ keyFile: await fileOf(content) });
      assert.equal(failure?.kind, kind);
      assert.match(failure?.message ?? '', message);
    });
  }

  it('says who asks whom, and who said so', async () => {
    const keyFile = await fileOf(FILES['service_account'] ?? {});
    const settings = { name: 'staging', keyFile, endpoint: `http://${cloud.server.grpcAddress}` };
    const surroundings = { environment: {}, homeFolder: folder, isWindows: false };
    const source = googleCloud(settings, { surroundings });
    assert.deepEqual(await source.whoAmI(new AbortController().signal), {
      account: ROBOT,
      credentialsFrom: `the key file ${keyFile}`,
      project: PROJECT,
      projectFrom: 'the key file',
    });
    await source.close();
  });

  it('says that no project is known', async () => {
    const settings = { name: 'staging', endpoint: `http://${cloud.server.grpcAddress}` };
    const surroundings = { environment: {}, homeFolder: folder, isWindows: false };
    const { failure } = await pulled(googleCloud(settings, { surroundings }));
    assert.equal(failure?.kind, 'noProject');
    assert.equal(failure?.wayOut?.title, 'Choose Project…');
  });

  it('says that a key file is not there', async () => {
    const { failure } = await pull({ keyFile: '/nope/key.json' });
    assert.match(failure?.message ?? '', /\/nope\/key\.json cannot be read/);
  });

  it('gives up a sign-in that hangs as soon as it is cancelled', async () => {
    const keyFile = await fileOf(FILES['authorized_user'] ?? {});
    const abort = new AbortController();
    const hangs: typeof fetch = () => new Promise(() => abort.abort());
    const result = await pulled(cloud.source({ keyFile }, { fetch: hangs }), ERRORS, abort.signal);
    assert.deepEqual([result.failure, result.pages], [undefined, []]);
    assert.equal(cloud.server.service.calls.length, 0);
  });

  it('sends a server on this machine no token that the settings do not name', async () => {
    const { entries } = await pull({});
    assert.equal(entries.length, 3_500);
    assert.equal(cloud.server.service.calls[0]?.authorization, undefined);
  });

  for (const endpoint of [
    'http://logging.example',
    'https://evil.example/',
    'http://127.0.0.1.evil.example',
    'x',
  ]) {
    it(`asks nothing of ${endpoint}`, async () => {
      const { failure } = await pulled(googleCloud({ name: 'staging', project: PROJECT, endpoint }));
      assert.match(failure?.message ?? '', /must be an https: address of googleapis\.com/);
    });
  }
});
