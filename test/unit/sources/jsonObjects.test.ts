import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonObjects } from '../../../src/sources/jsonObjects';

const FILES: readonly (readonly [what: string, file: string, records: readonly string[]])[] = [
  ['a list', '[{"a":1},{"b":"}]{"}]', ['{"a":1}', '{"b":"}]{"}']],
  [
    'an indented list',
    '[\n  {\n    "a": [\n      {}\n    ]\n  },\n  {\n    "b": 1\n  }\n]\n',
    ['{\n    "a": [\n      {}\n    ]\n  }', '{\n    "b": 1\n  }'],
  ],
  ['objects one after the other', '{"a":1}{"b":2}\n\n{\n"c":3\n}', ['{"a":1}', '{"b":2}', '{\n"c":3\n}']],
  ['two lists', '[{"a":1}]\n[{"b":2}]', ['{"a":1}', '{"b":2}']],
  ['commas too many', '[{"a":1},,{"b":2},]', ['{"a":1}', '{"b":2}']],
  [
    'quotes and backslashes in strings',
    String.raw`[{"a":"\\\"}"},{"b":"\\"}]`,
    [String.raw`{"a":"\\\"}"}`, String.raw`{"b":"\\"}`],
  ],
  ['indentation by nothing', '[\n{\n"a": [\n{\n"x": 1\n}\n]\n}\n]', ['{\n"a": [\n{\n"x": 1\n}\n]\n}']],
  ['an empty list', '[ ]\n', []],
];

const BROKEN: readonly (readonly [what: string, file: string, records: readonly string[]])[] = [
  [
    'the end of the file in an entry',
    '[{"a":1},{"b":',
    ['{"a":1}', '2 is cut off: the file ends in the middle of entry 2'],
  ],
  [
    'the end of the file after an entry',
    '[{"a":1},\n',
    ['{"a":1}', '1 is the last one, and the file is cut off after it: its list is not closed'],
  ],
  ['what is no object', '[1,{"a":1},"x y"]', ['1 is no object', '{"a":1}', '3 is no object']],
  [
    'an entry that is not closed',
    '[\n  {\n    "a": {\n  },\n  {\n    "b": 1\n  }\n]',
    ['1 is not closed before the next entry starts', '{\n    "b": 1\n  }'],
  ],
  [
    'an entry with a quote missing',
    '[\n  {\n    "a": "oops\n  },\n  {\n    "b": 1\n  }\n]',
    ['{\n    "a": "oops\n  }', '{\n    "b": 1\n  }'],
  ],
];

describe('JsonObjects', () => {
  for (const [what, file, records] of FILES) {
    it(`divides ${what}`, () => assert.deepEqual(divided([file]), records));
  }

  for (const [what, file, records] of BROKEN) {
    it(`gets over ${what}`, () => assert.deepEqual(divided([file]), records));
  }

  it('does not depend on where the chunks end', () => {
    const file = fc.constantFrom(...FILES, ...BROKEN).map(([, text]) => text);
    fc.assert(
      fc.property(file, fc.array(fc.nat(80)), (text, cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), text.length];
        assert.deepEqual(divided(ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end))), divided([text]));
      }),
    );
  });

  it('finds every element of any list', () => {
    const list = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(list, fc.constantFrom(0, 1, 2, 4, '\t'), (objects, indent) => {
        const texts = divided([JSON.stringify(objects, null, indent)]);
        assert.deepEqual(
          texts.map((text) => JSON.parse(text) as unknown),
          JSON.parse(JSON.stringify(objects)),
        );
      }),
    );
  });

  it('does not keep an entry of more than 8 MB', () => {
    const chunk = 'x'.repeat(1_000_000);
    const chunks = ['[{"a":"', ...Array<string>(9).fill(chunk), '"},{"b":1}]'];
    assert.deepEqual(divided(chunks), ['1 is larger than 8 MB', '{"b":1}']);
  });
});

/** The texts of the records, or the index and why there is none. */
function divided(chunks: readonly string[]): string[] {
  const objects = new JsonObjects();
  const records = chunks.flatMap((chunk) => objects.push(Buffer.from(chunk)));
  const last = objects.end();
  return [...records, ...(last ? [last] : [])].map(({ at, text, why }) => text ?? `${at} ${why}`);
}
