import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signIn } from '../../../../src/sources/googleCloud/credentials';
import { classify } from '../../../../src/sources/googleCloud/failure';
import { startTokenServer, type TokenServer } from '../../../fakes/cloudLogging/tokenServer';

const VARIABLES = ['CLOUDSDK_CONFIG', 'GOOGLE_APPLICATION_CREDENTIALS', 'METADATA_SERVER_DETECTION'] as const;

describe('Application Default Credentials', () => {
  let folder: string;
  let tokens: TokenServer;
  const earlier = new Map(VARIABLES.map((name) => [name, process.env[name]]));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'five-whys-adc-'));
    tokens = await startTokenServer();
    process.env['CLOUDSDK_CONFIG'] = folder;
    process.env['METADATA_SERVER_DETECTION'] = 'none'; // nobody is asked whether this is a machine of Google's
    delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
  });
  afterEach(async () => {
    for (const [name, value] of earlier) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await tokens.close();
    await rm(folder, { recursive: true });
  });

  const user = { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' };

  it("are those of gcloud's own sign-in", async () => {
    const file = path.join(folder, 'application_default_credentials.json');
    await writeFile(file, JSON.stringify({ ...user, quota_project_id: 'quota-project' }));
    const signedIn = await signIn({ name: 'staging' }, { fetch: tokens.fetch });
    const headers = await signedIn.headers();
    assert.equal(headers.get('authorization'), 'Bearer token-1');
    assert.equal(headers.get('x-goog-user-project'), 'quota-project');
    assert.equal(signedIn.from, 'Application Default Credentials');
  });

  it('are those that GOOGLE_APPLICATION_CREDENTIALS names', async () => {
    const file = path.join(folder, 'named.json');
    await writeFile(file, JSON.stringify(user));
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = file;
    const signedIn = await signIn({ name: 'staging' }, { fetch: tokens.fetch });
    assert.equal((await signedIn.headers()).get('authorization'), 'Bearer token-1');
  });

  it('are missing where nobody signed in', async () => {
    await assert.rejects(signIn({ name: 'staging' }, {}), (error) => classify(error).kind === 'notSignedIn');
  });

  it("are missing where the variable names a file that is not there, or none of Google's", async () => {
    const file = path.join(folder, 'nope.json');
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = file;
    const failure = await signIn({ name: 'staging' }, {}).then(() => undefined, classify);
    assert.deepEqual([failure?.kind, failure?.file], ['credentialFile', file]);
    for (const content of ['not json', '{}']) {
      await writeFile(file, content);
      await assert.rejects(
        signIn({ name: 'staging' }, {}),
        (error) => classify(error).kind === 'credentialFile',
      );
    }
  });
});
