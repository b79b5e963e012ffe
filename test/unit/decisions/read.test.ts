import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_DECISIONS } from '../../../src/decisions/decisions';
import { isDay, readDecisions } from '../../../src/decisions/read';

describe('readDecisions', () => {
  it('reads what a team decided, with comments and trailing commas', () => {
    const { decisions, problems } = readDecisions(`{
      // shared by git
      "$schema": "./schema.json",
      "merged": [["w1:a", "w1:b"], ["w1:c", "w1:d", "w1:e"]],
      "split": { "w1:f": "service", },
      "muted": [
        { "pattern": "w1:g", "reason": "known", "until": "2026-12-01", "revision": "shop-1", "title": "Late", "by": "us" },
      ],
      "later": { "anything": [1, 2, 3] },
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(decisions, {
      merged: [
        ['w1:a', 'w1:b'],
        ['w1:c', 'w1:d', 'w1:e'],
      ],
      split: { 'w1:f': 'service' },
      muted: [{ pattern: 'w1:g', reason: 'known', until: '2026-12-01', revision: 'shop-1', title: 'Late' }],
      mappings: [],
      places: [],
      revisions: [],
    });
  });

  it('reads where frames lead and what was deployed', () => {
    const { decisions, problems } = readDecisions(`{
      "mappings": [{ "from": "/app/", "to": "" }, { "from": "C:/x/", "to": "src/", "folder": "shop" }],
      "places": [{ "frame": "prices.py", "file": "lib/prices.py" }],
      "revisions": { "shop-00042-*": "v1.2.0", "7": "3f2a9c1" },
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(decisions.mappings, [
      { from: '/app/', to: '' },
      { from: 'C:/x/', to: 'src/', folder: 'shop' },
    ]);
    assert.deepEqual(decisions.places, [{ frame: 'prices.py', file: 'lib/prices.py' }]);
    assert.deepEqual(decisions.revisions, [
      { revision: 'shop-00042-*', ref: 'v1.2.0' },
      { revision: '7', ref: '3f2a9c1' },
    ]);
  });

  for (const text of ['', ' \n', '{}', '\u{FEFF}{}'.slice(1), '{ "other": 1 }', '// nothing yet\n{}']) {
    it(`reads ${JSON.stringify(text)} as nothing decided`, () => {
      assert.deepEqual(readDecisions(text), { decisions: NO_DECISIONS, problems: [] });
    });
  }

  const PROBLEMS: [text: string, why: RegExp, count?: number][] = [
    ['{ "merged": 3 }', /"merged" is not a list/],
    ['{ "merged": ["w1:a"] }', /an element of "merged"/],
    ['{ "merged": [["w1:a"]] }', /two or more/],
    ['{ "merged": [["w1:a", 3]] }', /pattern keys/],
    ['{ "merged": [["w1:a", "no key"]] }', /pattern keys/],
    ['{ "split": [] }', /"split" is not an object/],
    ['{ "split": { "w1:a": "weight" } }', /message, service, request, words/],
    ['{ "split": { "__proto__": "service" } }', /no pattern key/],
    ['{ "muted": { "w1:a": {} } }', /"muted" is not a list/],
    ['{ "muted": [3, null, "x"] }', /is not an object/, 3],
    ['{ "muted": [{ "reason": "x" }] }', /names no pattern/],
    ['{ "muted": [{ "pattern": "w1:a", "until": "soon" }] }', /is not a day/],
    ['{ "muted": [{ "pattern": "w1:a", "until": 20261201 }] }', /is not a day/],
    ['{ "muted": [{ "pattern": "w1:a", "until": "2026-02-30" }] }', /is not a day/],
    ['{ "mappings": {} }', /"mappings" is not a list/],
    ['{ "mappings": [{ "from": "", "to": "" }, { "from": "/a/" }] }', /no "from" and "to"/, 2],
    [
      '{ "mappings": [{ "from": "/a/", "to": "../b/" }, { "from": "/a/", "to": "/etc/" }] }',
      /without "\.\."/,
      2,
    ],
    [
      '{ "places": [{ "frame": "a.py" }, { "frame": "a.py", "file": "C:\\\\a.py" }] }',
      /"frame" and "file"/,
      2,
    ],
    ['{ "revisions": ["v1"] }', /"revisions" is not an object/],
    ['{ "revisions": { "shop-1": 3, "": "v1" } }', /without a commit/, 2],
  ];
  for (const [text, why, count = 1] of PROBLEMS) {
    it(`passes over ${text} and says why`, () => {
      const { decisions, problems } = readDecisions(text);
      assert.deepEqual(decisions, NO_DECISIONS);
      assert.equal(problems.length, count);
      assert.match(problems[0]?.why ?? '', why);
    });
  }

  it('reads what is right beside what is wrong, and names the line', () => {
    const { decisions, problems } = readDecisions('{\n "merged": [\n  7,\n  ["w1:a", "w1:b"]\n ]\n}');
    assert.deepEqual(decisions.merged, [['w1:a', 'w1:b']]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3],
    );
  });

  it('names no more problems than anyone reads', () => {
    const text = `{ "merged": [${'1,'.repeat(50_000)}1] }`;
    assert.equal(readDecisions(text).problems.length, 20);
  });

  const UNREADABLE: [what: string, text: string, why: RegExp][] = [
    ['a text with conflict marks', '{\n<<<<<<< ours\n"merged": []\n}', /^is not JSON: .* line 2$/],
    ['half a file', '{ "merged": [', /^is not JSON: a closing bracket is missing in line 1$/],
    ['a list', '[]', /^is not a JSON object$/],
    ['a text', 'merged: w1:a', /^is not JSON/],
    ['a text nested without end', '['.repeat(200_000), /^is nested too deeply$|^is not JSON/],
    ['a text of megabytes', `{ "x": "${'y'.repeat(1_000_000)}" }`, /^is too big/],
  ];
  for (const [what, text, why] of UNREADABLE) {
    it(`refuses ${what}`, () =>
      assert.throws(() => readDecisions(text), { name: 'UserError', message: why }));
  }

  it('never has members that the file has not, whatever the file is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        try {
          const { decisions } = readDecisions(json);
          assert.deepEqual(Object.keys(decisions), Object.keys(NO_DECISIONS));
          assert.ok(decisions.muted.every(({ pattern }) => json.includes(pattern)));
        } catch (error) {
          assert.equal((error as Error).name, 'UserError');
        }
      }),
    );
  });
});

describe('isDay', () => {
  for (const day of ['2026-12-01', '2024-02-29']) it(`takes ${day}`, () => assert.ok(isDay(day)));
  for (const day of ['2026-13-01', '2025-02-29', '2026-1-1', '2026-12-01T00:00', 'tomorrow', '']) {
    it(`refuses "${day}"`, () => assert.equal(isDay(day), false));
  }
});
