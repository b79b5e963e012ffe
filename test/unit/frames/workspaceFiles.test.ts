import assert from 'node:assert/strict';
import { WorkspaceFiles } from '../../../src/frames/workspaceFiles';
import { growth } from './growth';

describe('WorkspaceFiles', () => {
  it('finds files by their base name in every folder', () => {
    const files = new WorkspaceFiles([
      { folder: 'one', paths: ['a/x.py', 'b/x.py', 'y.py'] },
      { folder: 'two', paths: ['x.py'] },
    ]);
    assert.deepEqual(files.withName('x.py'), [
      { folder: 'one', path: 'a/x.py' },
      { folder: 'one', path: 'b/x.py' },
      { folder: 'two', path: 'x.py' },
    ]);
    assert.deepEqual(files.withName('z.py'), []);
    assert.equal(files.size, 4);
  });

  it('finds a name as it is written, else without regard to case', () => {
    const files = new WorkspaceFiles([{ folder: '', paths: ['a/Makefile', 'b/makefile'] }]);
    assert.deepEqual(
      files.withName('makefile').map(({ path }) => path),
      ['b/makefile'],
    );
    assert.deepEqual(
      files.withName('MAKEFILE').map(({ path }) => path),
      ['a/Makefile', 'b/makefile'],
    );
  });

  it('takes backslashes as slashes', () => {
    const files = new WorkspaceFiles([{ folder: '', paths: [String.raw`a\b\x.cs`] }]);
    assert.deepEqual(files.withName('x.cs'), [{ folder: '', path: 'a/b/x.cs' }]);
  });

  it('counts a path once, however often it is given', () => {
    const files = new WorkspaceFiles([{ folder: '', paths: ['x.py', 'x.py', 'a/x.py', 'a/x.py'] }]);
    files.add('', 'x.py');
    assert.equal(files.size, 2);
  });

  it('is the same when it is built in pieces, between which others work', async () => {
    const paths = Array.from({ length: 25_000 }, (_, index) => `a${index % 30}/File${index}.py`);
    let breaths = 0;
    const files = new WorkspaceFiles([{ folder: 'two', paths: ['x.py'] }]);
    await files.addInPieces('one', paths, () => {
      breaths++;
      return Promise.resolve();
    });
    assert.equal(breaths, 2);
    assert.equal(files.size, 25_001);
    assert.deepEqual(files.withName('file24999.PY'), [{ folder: 'one', path: 'a9/File24999.py' }]);
    assert.deepEqual(files.withName('x.py'), [{ folder: 'two', path: 'x.py' }]);
  });

  it('follows what is added to and deleted from many files of one name', () => {
    const paths = Array.from({ length: 12 }, (_, index) => `p${index}/x.py`);
    const files = new WorkspaceFiles([{ folder: '', paths }]);
    for (const path of paths.slice(1)) files.delete('', path);
    assert.deepEqual(files.withName('x.py'), [{ folder: '', path: 'p0/x.py' }]);
    const few = new WorkspaceFiles([{ folder: '', paths: paths.slice(0, 3) }]);
    few.delete('', 'p1/x.py');
    few.delete('', 'p1/x.py');
    assert.deepEqual([few.size, few.withName('x.py', 'p1'), few.withName('x.py').length], [2, [], 2]);
  });

  it('narrows to the files in a folder of a name', () => {
    const files = new WorkspaceFiles([
      { folder: '', paths: ['x.py', 'a/x.py', 'b/a/x.py', 'c/x.py', 'a/y.py'] },
    ]);
    assert.deepEqual(
      files.withName('x.py', 'a').map(({ path }) => path),
      ['a/x.py', 'b/a/x.py'],
    );
    assert.deepEqual(
      files.withName('y.py', 'a').map(({ path }) => path),
      ['a/y.py'],
    );
    assert.deepEqual(files.withName('y.py', 'b'), []);
  });

  it('follows what is added and deleted', () => {
    const files = new WorkspaceFiles([{ folder: '', paths: ['x.py', 'a/x.py'] }]);
    files.delete('', 'x.py');
    files.delete('', 'gone.py');
    files.delete('elsewhere', 'a/x.py');
    assert.deepEqual(files.withName('x.py'), [{ folder: '', path: 'a/x.py' }]);
    files.delete('', 'a/x.py');
    assert.deepEqual([files.withName('x.py'), files.size], [[], 0]);
    files.add('elsewhere', 'b/x.py');
    assert.deepEqual(files.withName('x.py'), [{ folder: 'elsewhere', path: 'b/x.py' }]);
  });

  it('builds in linear time when all files share one name', () => {
    const build = (count: number): void => {
      const paths = Array.from({ length: count }, (_, i) => `package${i}/src/index.ts`);
      assert.equal(new WorkspaceFiles([{ folder: '', paths }]).size, count);
    };
    const times = growth(build, 2_000, 32_000);
    assert.ok(times < 64, `16 times as many files take ${times.toFixed(1)} times as long`);
  });
});
