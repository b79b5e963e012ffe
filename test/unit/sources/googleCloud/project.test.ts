import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGcloudConfiguration } from '../../../../src/sources/googleCloud/gcloudFiles';
import { findProject, isProjectId } from '../../../../src/sources/googleCloud/project';

describe('the project whose logs are read', () => {
  let homeFolder: string;
  before(async () => {
    homeFolder = await mkdtemp(path.join(tmpdir(), 'five-whys-home-'));
    const folder = path.join(homeFolder, '.config', 'gcloud');
    await mkdir(path.join(folder, 'configurations'), { recursive: true });
    await writeFile(path.join(folder, 'active_config'), 'work\n');
    await writeFile(
      path.join(folder, 'configurations', 'config_work'),
      '[core]\r\naccount = ada@example.com\r\nproject = netra-staging\r\n\r\n[compute]\r\nproject = other\r\n',
    );
    await writeFile(
      path.join(folder, 'configurations', 'config_bare'),
      '[core]\naccount = bob@example.com\n',
    );
  });
  after(() => rm(homeFolder, { recursive: true }));

  const surroundings = (environment: Record<string, string> = {}) => ({
    environment,
    homeFolder,
    isWindows: false,
  });

  it("is the settings' own before all others", async () => {
    const environment = { GOOGLE_CLOUD_PROJECT: 'from-environment' };
    assert.deepEqual(await findProject('mine', surroundings(environment), 'key'), {
      id: 'mine',
      from: 'the settings',
    });
  });

  it("is the environment's before gcloud's", async () => {
    const environment = { GCLOUD_PROJECT: 'from-environment' };
    assert.deepEqual(await findProject(undefined, surroundings(environment), 'key'), {
      id: 'from-environment',
      from: 'GCLOUD_PROJECT',
    });
  });

  it("is that of gcloud's active configuration", async () => {
    assert.deepEqual(await findProject(undefined, surroundings(), 'key'), {
      id: 'netra-staging',
      from: 'gcloud\'s configuration "work"',
    });
  });

  it("is the key file's where nobody else names one, and else unknown", async () => {
    const bare = surroundings({ CLOUDSDK_ACTIVE_CONFIG_NAME: 'bare' });
    assert.deepEqual(await findProject(undefined, bare, 'key'), { id: 'key', from: 'the key file' });
    assert.equal(await findProject(undefined, bare, undefined), undefined);
  });

  it('leaves a configuration alone whose name is a path', async () => {
    const hostile = surroundings({ CLOUDSDK_ACTIVE_CONFIG_NAME: '../../../etc/passwd' });
    assert.equal(await readGcloudConfiguration(hostile), undefined);
  });

  it('finds the folder that CLOUDSDK_CONFIG names, and that of Windows', async () => {
    const folder = path.join(homeFolder, '.config', 'gcloud');
    const named = { environment: { CLOUDSDK_CONFIG: folder }, homeFolder: '/nowhere', isWindows: false };
    assert.equal((await readGcloudConfiguration(named))?.account, 'ada@example.com');
    const appData = { APPDATA: path.join(homeFolder, '.config') };
    const windows = { environment: appData, homeFolder: '/nowhere', isWindows: true };
    assert.equal((await readGcloudConfiguration(windows))?.name, 'work');
  });

  it('is told from what is none', () => {
    for (const id of ['netra-staging', 'example.com:my-project', 'abcdef']) assert.ok(isProjectId(id), id);
    for (const id of ['', 'short', 'Upper-case', 'a b', 'x;rm -rf', '-dashes-', `a${'b'.repeat(40)}`]) {
      assert.ok(!isProjectId(id), id);
    }
  });
});
