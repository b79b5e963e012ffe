import assert from 'node:assert/strict';
import type { Frame } from '../../../src/frames/frame';
import { learnMapping, type Placed } from '../../../src/frames/learnMapping';
import { locate } from '../../../src/frames/locate';
import { WorkspaceFiles } from '../../../src/frames/workspaceFiles';

describe('learnMapping', () => {
  it('learns what stands in front of a deep path', () => {
    assert.deepEqual(learnMapping([placed('/srv/api/db/models/thread.py', 'backend/db/models/thread.py')]), [
      { from: '/srv/api/', to: 'backend/', folder: 'file:///w', learnedFrom: 1 },
    ]);
  });

  it('learns the root, and from Windows paths', () => {
    assert.deepEqual(learnMapping([placed(String.raw`C:\build\app\db\store.cs`, 'app/db/store.cs')]), [
      { from: 'C:/build/', to: '', folder: 'file:///w', learnedFrom: 1 },
    ]);
  });

  it('learns from two files what one that agrees in two names does not tell', () => {
    const first = placed('/srv/api/db/thread.py', 'backend/db/thread.py');
    assert.deepEqual(learnMapping([first, first]), []);
    const [learned] = learnMapping([first, placed('/srv/api/web/page.py', 'backend/web/page.py')]);
    assert.deepEqual([learned?.from, learned?.to, learned?.learnedFrom], ['/srv/api/', 'backend/', 2]);
  });

  it('learns nothing from what contradicts itself, from libraries and from relative paths', () => {
    const deep = placed('/app/db/models/thread.py', 'one/db/models/thread.py');
    assert.deepEqual(learnMapping([deep, placed('/app/db/models/page.py', 'two/db/models/page.py')]), []);
    assert.deepEqual(learnMapping([placed('db/models/thread.py', 'one/db/models/thread.py')]), []);
    assert.deepEqual(learnMapping([{ ...deep, frame: { ...deep.frame, library: true } }]), []);
    assert.deepEqual(learnMapping([placed('/app/store.py', 'lib/store.py')]), []);
    assert.deepEqual(learnMapping([]), []);
  });

  it('makes sure of the frames beside it, and says why', () => {
    const files = new WorkspaceFiles([
      { folder: 'file:///w', paths: ['backend/db/models/thread.py', 'backend/main.py', 'main.py'] },
    ]);
    const deep = frame('/srv/api/db/models/thread.py');
    const shallow = frame('/srv/api/main.py');
    assert.equal(locate(shallow, files)[0]?.confidence, 'likely');
    const learned = learnMapping([placed(deep.path, 'backend/db/models/thread.py')]);
    assert.deepEqual(locate(shallow, files, learned), [
      {
        folder: 'file:///w',
        path: 'backend/main.py',
        line: 3,
        confidence: 'sure',
        reason: '/srv/api/ stands for backend/, as it does for another file',
      },
    ]);
  });

  it('gives way to the path and to what the user wrote', () => {
    const files = new WorkspaceFiles([
      { folder: 'file:///w', paths: ['app/main.py', 'old/app/main.py', 'new/app/main.py'] },
    ]);
    const learned = { from: '/srv/', to: 'old/', folder: 'file:///w', learnedFrom: 3 };
    const main = frame('/srv/app/main.py');
    assert.equal(locate(main, files, [learned])[0]?.path, 'app/main.py');
    assert.equal(locate(main, files, [learned, { from: '/srv/', to: 'new/' }])[0]?.path, 'new/app/main.py');
    assert.deepEqual(locate({ ...main, library: true }, files, [learned]), []);
  });
});

function frame(path: string): Frame {
  return { path, line: 3, library: false, start: 0, end: path.length };
}

function placed(written: string, path: string): Placed {
  return {
    frame: frame(written),
    place: { folder: 'file:///w', path, confidence: 'sure', reason: 'the path ends with it' },
  };
}
