import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addMappings,
  choosePlace,
  merge,
  mute,
  offsetOf,
  split,
  unmerge,
  unmute,
  type DecisionEdit,
} from '../../../src/decisions/edit';
import { readDecisions } from '../../../src/decisions/read';

const WRITTEN = `{
\t// Shared by git.
\t"later": { "a": 1, "b": [ 1,2 ] }, /* not ours */
\t"muted": [
\t\t// since the upgrade
\t\t{ "pattern": "w1:a", "reason": "known" }, // tail
\t\t{ "pattern": "w1:b", "reason": "late", "by": "ops" }
\t],
}
`;

describe('edits of decisions', () => {
  it('begin a file', () => {
    assert.equal(
      merge(['w1:a', 'w1:b'])(''),
      '{\n  "merged": [\n    [\n      "w1:a",\n      "w1:b"\n    ]\n  ]\n}\n',
    );
    assert.equal(split(['w1:a'], 'service')(''), '{\n  "split": {\n    "w1:a": "service"\n  }\n}\n');
  });

  it('merge patterns with all that they were merged with before', () => {
    const text = chain(
      merge(['w1:a', 'w1:b']),
      merge(['w1:c', 'w1:d']),
      merge(['w1:x', 'w1:y']),
      merge(['w1:b', 'w1:c', 'w1:e']),
    );
    assert.deepEqual(readDecisions(text).decisions.merged, [
      ['w1:x', 'w1:y'],
      ['w1:a', 'w1:b', 'w1:c', 'w1:d', 'w1:e'],
    ]);
  });

  it('take apart what was merged', () => {
    const text = chain(merge(['w1:a', 'w1:b']), merge(['w1:c', 'w1:d']), unmerge(['w1:b']));
    assert.deepEqual(readDecisions(text).decisions.merged, [['w1:c', 'w1:d']]);
  });

  it('split a pattern otherwise than before', () => {
    const text = chain(split(['w1:a', 'w1:b'], 'service'), split(['w1:a'], 'message'));
    assert.deepEqual(readDecisions(text).decisions.split, { 'w1:a': 'message', 'w1:b': 'service' });
  });

  it('mute a pattern once, whichever of its keys it was muted by', () => {
    const text = chain(
      mute({ pattern: 'w1:a', reason: 'known' }),
      mute({ pattern: 'w1:b', reason: 'later', until: '2026-12-01' }, ['w1:b', 'w1:a']),
    );
    assert.deepEqual(readDecisions(text).decisions.muted, [
      { pattern: 'w1:b', reason: 'later', until: '2026-12-01' },
    ]);
  });

  it('remember one file for a path of a frame', () => {
    const text = chain(
      choosePlace({ frame: 'prices.py', file: 'shop/prices.py' }),
      choosePlace({ frame: 'cart.py', file: 'shop/cart.py' }),
      choosePlace({ frame: 'prices.py', file: 'lib/prices.py', folder: 'shop' }),
    );
    assert.deepEqual(readDecisions(text).decisions.places, [
      { frame: 'cart.py', file: 'shop/cart.py' },
      { frame: 'prices.py', file: 'lib/prices.py', folder: 'shop' },
    ]);
  });

  it('add mappings behind those that are there, and a list where there is none', () => {
    const empty = addMappings([])('');
    assert.equal(empty, '{\n  "mappings": []\n}\n');
    assert.equal(offsetOf(empty, 'mappings'), empty.indexOf('['));
    assert.equal(addMappings([])(empty), empty);
    const text = chain(
      addMappings([{ from: '/app/', to: '' }]),
      addMappings([{ from: '/srv/', to: 'src/' }]),
    );
    assert.deepEqual(readDecisions(text).decisions.mappings, [
      { from: '/app/', to: '' },
      { from: '/srv/', to: 'src/' },
    ]);
  });

  it('add to a file as it is laid out, and leave the rest of it to the byte', () => {
    assert.equal(
      mute({ pattern: 'w1:c', reason: 'new' })(WRITTEN),
      WRITTEN.replace(
        '"by": "ops" }\n',
        '"by": "ops" },\n\t\t{\n\t\t\t"pattern": "w1:c",\n\t\t\t"reason": "new"\n\t\t}\n',
      ),
    );
    assert.equal(
      merge(['w1:c', 'w1:d'])(WRITTEN),
      WRITTEN.replace('\t],\n}', '\t],\n\t"merged": [\n\t\t[\n\t\t\t"w1:c",\n\t\t\t"w1:d"\n\t\t]\n\t],\n}'),
    );
  });

  it('take away an element with its line, and leave the comments', () => {
    assert.equal(
      unmute(['w1:a'])(WRITTEN),
      WRITTEN.replace('{ "pattern": "w1:a", "reason": "known" }, ', ''),
    );
    assert.equal(
      unmute(['w1:b'])(WRITTEN),
      WRITTEN.replace('\t\t{ "pattern": "w1:b", "reason": "late", "by": "ops" }\n', '').replace(
        '}, // tail',
        '} // tail',
      ),
    );
    assert.deepEqual(readDecisions(unmute(['w1:a', 'w1:b'])(WRITTEN)).decisions.muted, []);
  });

  it('keep Windows line ends', () => {
    const text = merge(['w1:a', 'w1:b'])('{\r\n    "later": 1\r\n}\r\n');
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.match(text, /^ {4}"merged": \[\r$/m);
  });

  it('stay in one line where the file is in one', () => {
    const text = '{"merged": [["w1:a", "w1:b"], ["w1:c", "w1:d"]], "later": 1}';
    assert.equal(unmerge(['w1:c'])(text), '{"merged": [["w1:a", "w1:b"]], "later": 1}');
    assert.equal(unmerge(['w1:a'])(text), '{"merged": [["w1:c", "w1:d"]], "later": 1}');
    assert.equal(merge(['w1:e', 'w1:f'])(text), text.replace(']], ', '], ["w1:e","w1:f"]], '));
  });

  const REFUSED: [text: string, edit: DecisionEdit, why: RegExp][] = [
    ['{ "merged": {} }', merge(['w1:a', 'w1:b']), /has a "merged" that is not a list/],
    ['{ "muted": "all" }', mute({ pattern: 'w1:a', reason: '' }), /has a "muted" that is not a list/],
    ['{ "split": [] }', split(['w1:a'], 'words'), /has a "split" that is not an object/],
    ['{ "split": { "w1:a": 7 } }', split(['w1:a'], 'words'), /splits w1:a by none of/],
    ['{ "merged": [', merge(['w1:a', 'w1:b']), /is not JSON/],
    ['[]', merge(['w1:a', 'w1:b']), /is not a JSON object/],
  ];
  for (const [text, edit, why] of REFUSED) {
    it(`write nothing into ${text}`, () =>
      assert.throws(() => edit(text), { name: 'UserError', message: why }));
  }

  it('never touch elements that cannot be read', () => {
    const text = '{ "merged": [3, ["w1:a"], ["w1:a", "b"]], "muted": [{ "pattern": "w1:a", "until": 3 }] }';
    const edited = unmute(['w1:a'])(merge(['w1:a', 'w1:c'])(text));
    assert.equal(edited, text.replace('"b"]]', '"b"], ["w1:a","w1:c"]]'));
  });

  it('take their time with a big file, not its square', () => {
    const mutes = Array.from({ length: 8_000 }, (_, i) => ({
      pattern: `w1:${i % 4_000}`,
      reason: 'x'.repeat(60),
    }));
    const began = performance.now();
    const text = unmute(['w1:7', 'w1:3999'])(JSON.stringify({ muted: mutes }, undefined, 1));
    assert.equal(readDecisions(text).decisions.muted.length, 7_996);
    assert.ok(performance.now() - began < 2_000);
  });

  it('give valid JSON, keep unknown members and comments, and do what they say, whatever is there', () => {
    const key = fc.integer({ min: 0, max: 6 }).map((n) => `w1:${n}`);
    const keys = fc.uniqueArray(key, { minLength: 2, maxLength: 4 });
    const edit = fc.oneof(
      keys.map((keys) => merge(keys)),
      keys.map((keys) => unmerge(keys)),
      fc
        .tuple(key, fc.constantFrom('service' as const, 'message' as const))
        .map(([key, by]) => split([key], by)),
      fc.tuple(key, fc.string()).map(([pattern, reason]) => mute({ pattern, reason })),
      key.map((key) => unmute([key])),
    );
    const start = fc.constantFrom(
      '',
      '{}',
      WRITTEN,
      WRITTEN.replaceAll('\n', '\r\n'),
      '{"later":{"a":1},"merged":[]}',
    );
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 12 }), (start, edits) => {
        const text = edits.reduce((before, edit) => edit(before), start);
        const { decisions, problems } = readDecisions(text);
        assert.deepEqual(problems, []);
        for (const kept of [
          '// Shared by git.',
          '/* not ours */',
          '// since the upgrade',
          '// tail',
          '"later"',
        ]) {
          assert.equal(text.includes(kept), start.includes(kept), kept);
        }
        const merged = decisions.merged.flat();
        assert.equal(new Set(merged).size, merged.length, 'a key is in one merge alone');
        const muted = decisions.muted.map(({ pattern }) => pattern);
        assert.equal(new Set(muted).size, muted.length, 'a key is muted once');
      }),
    );
  });
});

function chain(...edits: readonly DecisionEdit[]): string {
  return edits.reduce((text, edit) => edit(text), '');
}
