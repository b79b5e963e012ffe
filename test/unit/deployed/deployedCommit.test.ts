import assert from 'node:assert/strict';
import { deployedCommit } from '../../../src/deployed/deployedCommit';
import type { Deployment } from '../../../src/deployed/deployment';
import { Repository } from '../../../src/deployed/repository';
import { GitFolder } from './gitFolder';

describe('deployedCommit', () => {
  const RULES = [
    { revision: 'shop-00042-*', ref: 'v1.0' },
    { revision: 'lost-*', ref: 'v7' },
  ];
  let folder: GitFolder;
  let repository: Repository;
  let first: string;
  let second: string;

  before(() => {
    folder = new GitFolder();
    first = folder.commit('First');
    folder.run('tag', 'v1.0');
    second = folder.commit('Second');
    folder.run('tag', '--annotate', 'shop-00043', '--message', 'Deployed');
    folder.run('tag', 'v2.0.1');
    folder.commit('Third');
    repository = new Repository(folder.root, folder.git);
  });
  after(() => folder.remove());

  async function known(deployment: Deployment): Promise<[commit: string, by: string] | string> {
    const found = await deployedCommit(deployment, RULES, repository);
    return found.commit === undefined ? found.why : [found.commit, found.by];
  }

  it('is the one that the entry names, before all else', async () => {
    const deployment = { commit: second.slice(0, 8), revision: 'shop-00042-abc' };
    assert.deepEqual(await known(deployment), [second, 'as the log says']);
  });

  it('is the one of the rule for the revision, else of the tag of that name', async () => {
    assert.deepEqual(await known({ revision: 'shop-00042-abc' }), [first, 'by your rule for shop-00042-abc']);
    assert.deepEqual(await known({ revision: 'shop-00043' }), [second, 'by the tag shop-00043']);
    assert.deepEqual(await known({ revision: '2.0.1' }), [second, 'by the tag v2.0.1']);
  });

  it('falls back to the rule where the named commit is not in the repository', async () => {
    assert.deepEqual(await known({ commit: 'abcdef01', revision: 'shop-00042-x' }), [
      first,
      'by your rule for shop-00042-x',
    ]);
  });

  it('is unknown where nothing tells it, with the reason', async () => {
    assert.equal(await known({}), 'the log names neither a commit nor a revision');
    assert.match(
      String(await known({ revision: 'cart-7' })),
      /neither a rule nor a tag tells that of cart-7/,
    );
    assert.match(String(await known({ commit: 'abcdef01234' })), /^abcdef0, which the log names, is not in/);
    assert.match(String(await known({ revision: 'lost-1' })), /^v7, which your rule gives for lost-1/);
  });

  it('takes no revision for an option or a branch', async () => {
    assert.match(String(await known({ revision: '--all' })), /neither a rule nor a tag/);
    assert.match(String(await known({ revision: 'main' })), /neither a rule nor a tag/);
  });
});
