import assert from 'node:assert/strict';
import type { Frame } from '../../../src/frames/frame';
import { movedLine } from '../../../src/frames/moved';

describe('movedLine', () => {
  const file = [
    'class Store:', //                     1
    '    def load(self, thread):', //      2
    '        if not thread:', //           3
    '            return None', //          4
    '        return self.rows[thread]', // 5
    '', //                                 6
    '    def first(self):', //             7
    '        if not self.rows:', //        8
    '            return None', //          9
    "        return  self.rows['a']", //  10
    '        # }', //                     11
    '        )', //                       12
    '        )', //                       13
  ];

  const cases: readonly [name: string, frame: Partial<Frame>, how: string, line: number, reason: RegExp][] = [
    [
      'keeps the line that stands where it stood',
      { line: 5, source: 'return self.rows[thread]' },
      'same',
      5,
      /as the trace quotes/,
    ],
    [
      'passes over white space',
      { line: 10, source: "return self.rows['a']" },
      'same',
      10,
      /as the trace quotes/,
    ],
    [
      'finds the line that stands alone',
      { line: 1, source: 'return self.rows[thread]' },
      'moved',
      5,
      /4 lines further down/,
    ],
    ['finds it further up', { line: 9, source: 'if not self.rows:' }, 'moved', 8, /1 line further up/],
    [
      'prefers the frame’s function',
      { line: 5, source: 'return None', function: 'Store.first' },
      'moved',
      9,
      /4 lines further down: in Store\.first/,
    ],
    ['takes the nearest of several', { line: 3, source: 'return None' }, 'moved', 4, /nearest of 2 places/],
    ['does not toss a coin', { line: 12, source: ')' }, 'same', 12, /as the trace/],
    ['does not look for a bracket', { line: 2, source: ')' }, 'unknown', 2, /too little/],
    [
      'says that the line is gone',
      { line: 5, source: 'return None, None' },
      'unknown',
      5,
      /not in the file any more/,
    ],
    ['says that the trace quotes nothing', { line: 5 }, 'unknown', 5, /does not quote/],
    [
      'keeps a line that lies in the frame’s function',
      { line: 5, function: 'Store.load' },
      'unknown',
      5,
      /does not quote/,
    ],
    [
      'gives the start of the function that the line lies outside of',
      { line: 9, function: 'Store.load' },
      'moved',
      2,
      /load begins here, and line 9 is outside of it now/,
    ],
    ['gives it for a line behind the file’s end', { line: 99, function: 'first' }, 'moved', 7, /begins here/],
    [
      'does not look for a function without a name',
      { line: 99, function: '<module>' },
      'unknown',
      99,
      /does not quote/,
    ],
    ['finds a frame without a line', { source: 'if not self.rows:' }, 'moved', 8, /nowhere else/],
  ];
  for (const [name, frame, how, line, reason] of cases) {
    it(name, () => {
      const moved = movedLine({ path: 'store.py', library: false, start: 0, end: 0, ...frame }, file);
      assert.deepEqual({ how: moved.how, line: moved.line }, { how, line });
      assert.match(moved.reason, reason);
    });
  }

  it('leaves open which of two that are equally near', () => {
    const lines = ['return 1', '', 'return 1'];
    const moved = movedLine(
      { path: 'x.py', line: 2, source: 'return 1', library: false, start: 0, end: 0 },
      lines,
    );
    assert.deepEqual([moved.how, moved.line], ['unknown', 2]);
    assert.match(moved.reason, /equally near/);
  });
});
