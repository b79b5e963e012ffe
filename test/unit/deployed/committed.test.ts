import assert from 'node:assert/strict';
import { committedFile } from '../../../src/deployed/committed';
import { GitFolder } from './gitFolder';

describe('committedFile', () => {
  let folder: GitFolder;

  beforeEach(() => (folder = new GitFolder()));
  afterEach(() => folder.remove());

  it('knows nothing before the first commit', async () => {
    assert.equal(await committedFile(folder.git, 'a.py'), undefined);
  });

  it('names HEAD, and whether the file is as it has it', async () => {
    folder.write('a [1].py', 'one');
    const commit = folder.commit('Start');
    assert.deepEqual(await committedFile(folder.git, 'a [1].py'), {
      commit,
      isChanged: false,
      remote: undefined,
    });
    folder.write('a [1].py', 'two');
    folder.write('new.py', 'one');
    assert.equal((await committedFile(folder.git, 'a [1].py'))?.isChanged, true);
    assert.equal((await committedFile(folder.git, 'new.py'))?.isChanged, true);
  });

  it('takes a file that git ignores for one that the commit has not', async () => {
    folder.write('.gitignore', '*.log');
    folder.write('a.log', 'one');
    folder.commit('Start');
    assert.equal((await committedFile(folder.git, 'a.log'))?.isChanged, true);
  });

  it('names a remote only once the commit is there, origin before others', async () => {
    const address = 'git@github.com:shop/api.git';
    folder.write('a.py', 'one');
    const first = folder.commit('Start');
    folder.run('remote', 'add', 'fork', 'git@github.com:fork/api.git');
    folder.run('remote', 'add', 'origin', address);
    assert.equal((await committedFile(folder.git, 'a.py'))?.remote, undefined);
    folder.run('update-ref', 'refs/remotes/fork/main', first);
    folder.run('update-ref', 'refs/remotes/origin/main', first);
    assert.equal((await committedFile(folder.git, 'a.py'))?.remote, address);
    folder.commit('Not pushed');
    assert.equal((await committedFile(folder.git, 'a.py'))?.remote, undefined);
  });
});
