import assert from 'node:assert/strict';
import { isRef, Repository } from '../../../src/deployed/repository';
import { lineAtHead } from '../../../src/deployed/deployedFiles';
import { drift } from '../../../src/frames/drift';
import { GitFolder } from './gitFolder';

describe('Repository', () => {
  let folder: GitFolder;
  let repository: Repository;
  let first: string;
  let second: string;
  let third: string;

  before(() => {
    folder = new GitFolder();
    folder.write('shop/cart.py', 'a', 'b', 'c', 'd', 'e');
    folder.write('shop/old name é.py', ...Array.from({ length: 9 }, (_, i) => `line ${i}`));
    folder.write('gone.py', 'x');
    first = folder.commit('Begin');
    folder.run('tag', 'v1.0');
    folder.write('shop/cart.py', 'new', 'a', 'b', 'c', 'D', 'e');
    folder.run('mv', 'shop/old name é.py', 'shop/basket.py');
    second = folder.commit('Price the cart');
    folder.run('rm', '--quiet', 'gone.py');
    folder.write('late.py', 'z');
    third = folder.commit('Clean up');
    folder.write('shop/cart.py', 'newer', 'new', 'a', 'b', 'D', 'e');
    folder.write('untracked.py', 'u');
    // What a user may have told git must not change what is read.
    folder.run('config', 'diff.noprefix', 'true');
    folder.run('config', 'diff.interHunkContext', '9');
    folder.run('config', 'color.ui', 'always');
    repository = new Repository(folder.root, folder.git);
  });
  after(() => folder.remove());

  it('finds a commit by its hash, an abbreviation, a tag or a branch', async () => {
    for (const ref of [first, first.slice(0, 7), 'v1.0', 'refs/tags/v1.0']) {
      assert.equal(await repository.commitOf(ref), first, ref);
    }
    assert.equal(await repository.commitOf('main'), third);
    assert.equal(await repository.head(), third);
  });

  it('finds no commit that is not there, and hands git no option, range or path', async () => {
    const before = folder.ran.length;
    for (const ref of [
      '--output=/tmp/x',
      '-h',
      'v1.0..main',
      'main:shop',
      'main@{1}',
      'a b',
      '',
      ':/Begin',
    ]) {
      assert.equal(await repository.commitOf(ref), undefined, ref);
    }
    assert.equal(folder.ran.length, before);
    assert.equal(await repository.commitOf('v9.9'), undefined);
    assert.equal(await repository.commitOf('0123456789'), undefined);
    await assert.rejects(repository.filesSince('--help'), /not the hash/);
    await assert.rejects(repository.textAt('main', 'x'), /not the hash/);
  });

  it('follows lines from a commit to the working tree', async () => {
    const files = await repository.filesSince(first);
    const cart = files.follow('shop/cart.py');
    assert.equal(cart?.path, 'shop/cart.py');
    const now = (line: number) => drift(line, ...(cart?.steps ?? []));
    assert.deepEqual(now(1), { how: 'moved', line: 3 });
    assert.deepEqual(now(3), { how: 'deleted', line: 4 });
    assert.deepEqual(now(4), { how: 'changed', line: 5 });
    assert.deepEqual(now(5), { how: 'moved', line: 6 });
    assert.ok(cart);
    assert.deepEqual(lineAtHead(1, cart), { how: 'moved', line: 2 });
  });

  it('follows a renamed file, both ways', async () => {
    const files = await repository.filesSince(first);
    assert.equal(files.follow('shop/old name é.py')?.path, 'shop/basket.py');
    assert.equal(files.before('shop/basket.py'), 'shop/old name é.py');
    assert.deepEqual([...files.gone()].sort(), ['gone.py', 'shop/old name é.py']);
  });

  it('knows what was not there, or is no more', async () => {
    const files = await repository.filesSince(first);
    assert.equal(files.before('late.py'), undefined);
    assert.equal(files.before('untracked.py'), undefined);
    assert.equal(files.follow('late.py'), undefined);
    assert.equal(files.follow('gone.py')?.path, undefined);
    assert.ok(files.follow('gone.py'));
  });

  it('asks git once for what does not change, and again for the rest after a change', async () => {
    const own = new Repository(folder.root, folder.git);
    const began = folder.ran.length;
    await Promise.all([own.filesSince(first), own.filesSince(first), own.filesSince(second)]);
    const cold = folder.ran.length - began;
    assert.equal(cold, 6, 'HEAD, its diff, and a tree and a diff of each commit');
    await own.filesSince(first);
    assert.equal(folder.ran.length - began, cold);
    own.forget();
    await own.filesSince(first);
    assert.equal(folder.ran.length - began, cold + 2, 'HEAD and its diff');
  });

  it('stops when nobody waits any more, and answers the next who asks', async () => {
    const own = new Repository(folder.root, folder.git);
    const stop = new AbortController();
    const asked = own.filesSince(first, stop.signal);
    stop.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.ok((await own.filesSince(first)).follow('gone.py'));
  });

  it('goes on for the others when one gives up', async () => {
    const own = new Repository(folder.root, folder.git);
    const stop = new AbortController();
    const one = own.filesSince(first, stop.signal);
    const other = own.filesSince(first, new AbortController().signal);
    stop.abort();
    await assert.rejects(one, { name: 'AbortError' });
    assert.ok((await other).follow('gone.py'));
  });

  it('shows a file as it was', async () => {
    assert.equal(await repository.textAt(first, 'shop/cart.py'), 'a\nb\nc\nd\ne\n');
    await assert.rejects(repository.textAt(first, 'late.py'));
  });

  it('tells the last commit to touch a line, unsaved text included', async () => {
    assert.equal((await repository.lastChange('shop/cart.py', 2, undefined))?.hash, second);
    assert.equal((await repository.lastChange('shop/cart.py', 3, undefined))?.subject, 'Begin');
    assert.equal(await repository.lastChange('shop/cart.py', 1, undefined), undefined, 'not committed yet');
    assert.equal((await repository.lastChange('shop/cart.py', 1, 'a\nb\n'))?.hash, first);
    assert.equal(await repository.lastChange('shop/cart.py', 99, undefined), undefined);
  });

  it('finds the commits between two that touched a line or a file', async () => {
    const hashes = async (...of: [path: string, line?: number]) =>
      (await repository.commitsBetween(first, third, ...of)).map(({ hash }) => hash);
    assert.deepEqual(await hashes('shop/cart.py', 5), [second]);
    assert.deepEqual(await hashes('shop/cart.py', 2), []);
    assert.deepEqual(await hashes('shop/cart.py'), [second]);
    assert.deepEqual(await hashes('late.py'), [third]);
  });

  it('lists what a commit changed, the first of all included', async () => {
    const paths = async (commit: string) =>
      (await repository.filesOf(commit)).map(({ oldPath, newPath }) => [oldPath, newPath]);
    assert.deepEqual(await paths(third), [
      ['gone.py', undefined],
      [undefined, 'late.py'],
    ]);
    assert.equal((await paths(first)).length, 3);
    assert.equal(await repository.parentOf(first), undefined);
    assert.equal(await repository.parentOf(third), second);
  });
});

describe('isRef', () => {
  for (const ref of ['main', 'v1.2.3', 'refs/tags/a+b', 'feature/x-1', '3f2a9c1', 'a@b']) {
    it(`takes ${ref}`, () => assert.ok(isRef(ref)));
  }
  for (const ref of [
    '-x',
    'a..b',
    'a^',
    'a~1',
    'a:b',
    'a@{0}',
    'a b',
    'a\nb',
    '',
    'a'.repeat(300),
    'x.lock',
    'a//b',
  ]) {
    it(`refuses ${JSON.stringify(ref.slice(0, 20))}`, () => assert.ok(!isRef(ref)));
  }
});
