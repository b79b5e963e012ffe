import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readDiff } from '../../../src/frames/diff';
import { drift } from '../../../src/frames/drift';
import { type Hunk, hunksBetween } from '../../../src/frames/hunks';
import { growth } from './growth';

describe('drift', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f'];

  const cases: readonly [after: string, line: number, how: string, to: number][] = [
    ['a b c d e f', 3, 'same', 3],
    ['x y a b c d e f', 3, 'moved', 5],
    ['b c d e f', 3, 'moved', 2],
    ['a b X d e f', 3, 'changed', 3],
    ['x a b X d e f', 3, 'changed', 4],
    ['a b d e f', 3, 'deleted', 2],
    ['c d e f', 1, 'deleted', 1],
    ['a b c d e f x', 6, 'same', 6],
    ['a b c x y d e f', 4, 'moved', 6],
    ['a b c x y d e f', 3, 'same', 3],
    ['', 4, 'deleted', 1],
    ['a X', 5, 'changed', 2],
  ];
  for (const [after, line, how, to] of cases) {
    it(`says that line ${line} of "a b c d e f" is ${how} in "${after}"`, () => {
      const hunks = hunksBetween(before, after.split(' ').filter(Boolean));
      assert.deepEqual(drift(line, hunks), { how, line: to });
    });
  }

  it('follows a line through the commits and then through what is not saved', () => {
    const committed = ['x', ...before];
    const unsaved = ['y', ...committed];
    const steps = [hunksBetween(before, committed), hunksBetween(committed, unsaved)];
    assert.deepEqual(drift(2, ...steps), { how: 'moved', line: 4 });
    assert.deepEqual(drift(2, steps[0] ?? [], hunksBetween(committed, before)), { how: 'same', line: 2 });
  });

  it('stays changed when later edits only move it', () => {
    const changed = ['a', 'X', 'c'];
    const steps = [hunksBetween(['a', 'b', 'c'], changed), hunksBetween(changed, ['n', ...changed])];
    assert.deepEqual(drift(2, ...steps), { how: 'changed', line: 3 });
  });
});

describe('hunksBetween', () => {
  it('leads from the one text to the other, and keeps unchanged lines outside', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '}', 'return x'), { maxLength: 40 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const hunks = hunksBetween(before, after);
        assert.deepEqual(applied(before, after, hunks), after);
        before.forEach((line, index) => {
          const { how, line: to } = drift(index + 1, hunks);
          if (how === 'same' || how === 'moved') assert.equal(after[to - 1], line);
        });
      }),
    );
  });

  it('finds a block that was moved past others by the lines that stand once', () => {
    const before = ['f() {', '  1', '}', 'g() {', '  2', '}'];
    assert.deepEqual(hunksBetween(before, ['g() {', '  2', '}']), [
      { oldStart: 1, oldCount: 3, newStart: 0, newCount: 0 },
    ]);
  });

  it('takes time linear in the lines', () => {
    const lines = (count: number, salt: number): string[] =>
      Array.from({ length: count }, (_, index) =>
        index % 3 === 0 ? '}' : `line ${(index * 7919 + salt) % count}`,
      );
    const times = growth(
      (size, round) => void hunksBetween(lines(size, 0), lines(size, round)),
      1_000,
      16_000,
    );
    assert.ok(times < 64, `16 times the lines take ${times.toFixed(1)} times as long`);
  });
});

describe('readDiff', () => {
  it('reads edits, renames, new, deleted and binary files', () => {
    const diff = [
      'diff --git a/app/store.py b/app/threads/store.py',
      'similarity index 90%',
      'rename from app/store.py',
      'rename to app/threads/store.py',
      'index 1111111..2222222 100644',
      '--- a/app/store.py',
      '+++ b/app/threads/store.py',
      '@@ -3 +3,2 @@ def load():',
      '--- a/looks/like/a/header',
      '+one',
      '+++ b/two',
      '@@ -10,2 +11,0 @@',
      '-gone',
      '-gone too',
      '\\ No newline at end of file',
      'diff --git a/new.py b/new.py',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/new.py',
      '@@ -0,0 +1 @@',
      '+x',
      'diff --git a/old.py b/old.py',
      'deleted file mode 100644',
      '--- a/old.py',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      'diff --git a/logo.png b/logo.png',
      'Binary files a/logo.png and b/logo.png differ',
      'diff --git "a/d\\303\\251j\\303\\240 \\"vu\\".py" "b/d\\303\\251j\\303\\240 \\"vu\\".py"',
      '--- "a/d\\303\\251j\\303\\240 \\"vu\\".py"',
      '+++ "b/d\\303\\251j\\303\\240 \\"vu\\".py"',
      '@@ -1,0 +2 @@',
      '+y',
      '',
    ].join('\n');
    assert.deepEqual(readDiff(diff), [
      {
        oldPath: 'app/store.py',
        newPath: 'app/threads/store.py',
        hunks: [
          { oldStart: 3, oldCount: 1, newStart: 3, newCount: 2 },
          { oldStart: 10, oldCount: 2, newStart: 11, newCount: 0 },
        ],
      },
      { newPath: 'new.py', hunks: [{ oldStart: 0, oldCount: 0, newStart: 1, newCount: 1 }] },
      { oldPath: 'old.py', hunks: [{ oldStart: 1, oldCount: 1, newStart: 0, newCount: 0 }] },
      {
        oldPath: 'déjà "vu".py',
        newPath: 'déjà "vu".py',
        hunks: [{ oldStart: 1, oldCount: 0, newStart: 2, newCount: 1 }],
      },
    ]);
  });

  it('reads nothing from what is no diff', () => {
    fc.assert(fc.property(fc.string(), (text) => void readDiff(text)));
    assert.deepEqual(readDiff('fatal: bad object 3f2a9c1\n@@ -1 +1 @@\n'), []);
  });
});

/** `before` with the lines of the hunks taken from `after`. */
function applied(before: readonly string[], after: readonly string[], hunks: readonly Hunk[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    const start = oldCount === 0 ? oldStart : oldStart - 1;
    result.push(...before.slice(at, start));
    const from = newCount === 0 ? newStart : newStart - 1;
    result.push(...after.slice(from, from + newCount));
    at = start + oldCount;
  }
  return [...result, ...before.slice(at)];
}
