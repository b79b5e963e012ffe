import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const GRAMMAR = 'syntaxes/five-whys-log.tmLanguage.json';
const WASM = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');

/** Lines of log documents, and of each the parts that must carry a scope. */
const LINES: [line: string, scopes: Record<string, string>][] = [
  [
    'Seen       27 times, 2025-09-03T16:52:29.400Z to later',
    { Seen: 'variable.other.fact', '2025-09-03T16:52:29.400Z': 'constant.numeric.time' },
  ],
  ['Severity   ERROR', { ERROR: 'invalid.severity.error' }],
  [
    'Trend      ▁▂█  2025-09-03 16:52 to 2025-09-04 16:52 UTC, 2 h each',
    { Trend: 'variable.other.fact', '2025-09-03 16:52': 'constant.numeric.time' },
  ],
  ['Request    GET /ws → 500 (27), same trace', { Request: 'variable.other.fact' }],
  [
    '── 2025-09-04T10:34:47.137960703Z  ERROR  rev-00209-zdn  68b96b47',
    {
      '2025-09-04T10:34:47.137960703Z': 'constant.numeric.time',
      ERROR: 'invalid.severity.error',
      'rev-00209-zdn': 'comment.line',
    },
  ],
  [
    '  File "/app/routes/websocket.py", line 557, in resume_session',
    {
      '"/app/routes/websocket.py"': 'string.quoted.path',
      '557': 'constant.numeric.line',
      resume_session: 'entity.name.function',
    },
  ],
  [
    '  File "/usr/local/lib/python3.11/asyncio/tasks.py", line 304, in __step',
    { 'asyncio/tasks.py': 'comment.line.library' },
  ],
  [
    '    at async Server.handle (/srv/app/src/server.js:12:34)',
    {
      'Server.handle': 'entity.name.function',
      '/srv/app/src/server.js': 'string.quoted.path',
      '12': 'constant.numeric.line',
      '34': 'constant.numeric.column',
    },
  ],
  ['    at next (/srv/app/node_modules/express/lib/router.js:1:2)', { node_modules: 'comment.line.library' }],
  [
    "AttributeError: 'coroutine' object has no attribute 'get'",
    { AttributeError: 'invalid.exception', "'coroutine' object": 'string.unquoted.message' },
  ],
  [
    'Caused by: java.lang.IllegalStateException: closed',
    { 'java.lang.IllegalStateException': 'comment.line.library' },
  ],
  ['            ^^^^^^^^^^^', { '^^^': 'comment.line.caret' }],
  ['Price list is old, see shop/prices.py:3', { 'shop/prices.py': 'string.quoted.path' }],
];

describe('the grammar of log documents', () => {
  let grammar: textmate.IGrammar;

  before(async () => {
    await oniguruma.loadWASM(readFileSync(WASM));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR)),
    });
    const loaded = await registry.loadGrammar('text.log.five-whys');
    assert.ok(loaded);
    grammar = loaded;
  });

  it('marks the title on the first line alone', () => {
    const first = grammar.tokenizeLine('Anything at all', textmate.INITIAL);
    assert.ok(first.tokens[0]?.scopes.some((scope) => scope.startsWith('markup.heading')));
    const second = grammar.tokenizeLine('Anything at all', first.ruleStack);
    assert.ok(!second.tokens[0]?.scopes.some((scope) => scope.startsWith('markup.heading')));
  });

  for (const [line, expected] of LINES) {
    it(`colours ${line.trim().slice(0, 60)}`, () => {
      const { ruleStack } = grammar.tokenizeLine('The title', textmate.INITIAL);
      const { tokens } = grammar.tokenizeLine(line, ruleStack);
      for (const [part, scope] of Object.entries(expected)) {
        const at = line.indexOf(part);
        const token = tokens.find(({ startIndex, endIndex }) => startIndex <= at && at < endIndex);
        assert.ok(
          token?.scopes.some((name) => name.startsWith(scope)),
          `${part} has ${token?.scopes.join(' ')}`,
        );
      }
    });
  }

  it('stays quick on a long line', () => {
    const { ruleStack } = grammar.tokenizeLine('The title', textmate.INITIAL);
    const began = performance.now();
    const { stoppedEarly } = grammar.tokenizeLine(
      `${'a.'.repeat(5_000)} at ${'('.repeat(5_000)}`,
      ruleStack,
      5_000,
    );
    assert.equal(stoppedEarly, false, `still at it after ${performance.now() - began} ms`);
  });
});
