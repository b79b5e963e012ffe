import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readFrames } from '../../../src/frames/read';
import { workspacePath } from '../../../src/frames/workspacePath';
import { WorkspaceFiles } from '../../../src/frames/workspaceFiles';

const there = new Set([
  'acme.app.store',
  'serve',
  'bin/serve',
  '/app/[id]/store',
  String.raw`C:\my app\store.cs`,
  'src/store.ts',
  'my store.ts',
  'LICENSE',
]);
const isFile = (path: string): boolean => there.has(path) || path.endsWith('/bin/serve');

describe('readFrames, told which files are there', () => {
  const forms: readonly [text: string, ...expected: string[]][] = [
    ['serve:12', 'serve:12'],
    ['serve#12', 'serve:12'],
    ['serve 12:5', 'serve:12:5'],
    ['serve:12.5-14.8', 'serve:12:5'],
    ['serve, 12', 'serve:12'],
    ['"serve",12', 'serve:12'],
    ['"serve", line 12, column 5', 'serve:12:5'],
    ["'serve': line 12 col 5", 'serve:12:5'],
    ['serve on line 12', 'serve:12'],
    ['"serve", lines 12-14', 'serve:12'],
    ['serve(12, 5)', 'serve:12:5'],
    ['serve: [12,5]', 'serve:12:5'],
    ['serve (12:5)', 'serve:12:5'],
    ['serve\u00a0[12, 5]', 'serve:12:5'],
    ['(/app/[id]/store(12))', '/app/[id]/store:12'],
    ['serve:12:5 and serve#7', 'serve:12:5', 'serve:7'],
    ['see bin/serve.', 'bin/serve:?'],
    ['from acme.app.store import load', 'acme.app.store:?'],
    [String.raw` FILE  C:\my app\store.cs:12`, String.raw`C:\my app\store.cs:12`],
    [String.raw`C:\my app\store.cs(12,5) :`, String.raw`C:\my app\store.cs:12:5`],
    ['bin/serve?a=b&c=d', 'bin/serve:?'],
    ['+++ b/bin/serve', 'bin/serve:?'],
    ['diff --git a/bin/serve b/src/store.ts', 'bin/serve:?', 'src/store.ts:?'],
    ['bin/serve\n5: here\n  7:3  error', 'bin/serve:?', 'bin/serve:5', 'bin/serve:7:3'],
    ['bin/serve\n15:42:02 started', 'bin/serve:?'],
    ['bin/serve\n\n5: here', 'bin/serve:?'],
    ['bin/serve\n0: nowhere', 'bin/serve:?'],
    [
      '+++ b/bin/serve\n@@ -7,6 +5,7 @@ f()\n-a\n+b\n@@ -20 +21 @@',
      'bin/serve:?',
      'bin/serve:5',
      'bin/serve:21',
    ],
    // What is read without a look at the files stays, and gives way to a longer path that is there.
    ['at f (src/store.ts:12:5)', 'src/store.ts:12:5'],
    ['src/store.ts:12:5', 'src/store.ts:12:5'],
    ['src/gone.ts:12:5', 'src/gone.ts:12:5'],
    ['"my store.ts", 12', 'my store.ts:12'],
  ];
  for (const [text, ...expected] of forms) {
    it(`reads ${JSON.stringify(text)}`, () =>
      assert.deepEqual(readFrames(text, isFile).map(located), expected));
  }

  const nothing: readonly string[] = [
    'gone:12',
    'https://example.com/bin/serve#12',
    'GET http://localhost:3000/bin/serve?x=src/store.ts',
    'self.rows.get(1)',
    'the serve of 12 balls',
    'serve 12ms',
    'server 500',
    'serve 12th',
    'a LICENSE',
    '"""",1',
    'serve:0',
  ];
  for (const text of nothing) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => assert.deepEqual(readFrames(text, isFile), []));
  }

  it('asks of a long line a bounded number of times', () => {
    let asked = 0;
    readFrames('a/b c/d '.repeat(1_000), () => {
      asked++;
      return false;
    });
    assert.ok(asked > 0 && asked < 500, `asked ${asked} times`);
  });

  it('never throws, keeps the order, and gives paths that are there', () => {
    const piece = fc.constantFrom(
      ...there,
      ' ',
      ':12',
      '(12,5)',
      '"',
      ', line 3',
      '\n',
      '+++ b/',
      '5: ',
      '[',
      '?',
      '.ts:1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join('');
        const strong = new Set(readFrames(text).map(({ path }) => path));
        let last = 0;
        for (const { path, start, end } of readFrames(text, isFile)) {
          assert.ok(isFile(path) || strong.has(path));
          assert.ok(start >= last && end > start);
          last = end;
        }
      }),
    );
  });
});

describe('workspacePath', () => {
  const isInWorkspace = workspacePath(
    new WorkspaceFiles([
      {
        folder: '',
        paths: [
          'pkg/app/store.py',
          'app/serve',
          'app/store.py',
          'lib/store.py',
          'app/main.py',
          'web/urls.py',
        ],
      },
    ]),
  );

  it('takes a path that is surely one file’s', () => {
    for (const path of ['pkg.app.store', 'app/serve', '/srv/app/store.py', './app/store.py', 'main.py'])
      assert.ok(isInWorkspace(path), path);
  });

  it('takes no bare word, no name of several files and no file that is not there', () => {
    for (const path of ['serve', 'store.py', 'app/gone.py', 'urls.py', ''])
      assert.ok(!isInWorkspace(path), path);
  });
});

function located({ path, line, column }: { path: string; line?: number; column?: number }): string {
  return `${path}:${line ?? '?'}${column === undefined ? '' : `:${column}`}`;
}
