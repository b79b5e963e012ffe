import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { inlineParts, plainText, type InlinePart } from '../../../src/webview/inlineParts';

describe('inlineParts', () => {
  it('reads code evidence', () => {
    assert.deepEqual(inlineParts('[routes/websocket.py:557](../routes/websocket.py#L557) at `3f2a9c1`'), [
      { kind: 'link', text: 'routes/websocket.py:557', href: '../routes/websocket.py#L557' },
      { kind: 'text', text: ' at ' },
      { kind: 'code', text: '3f2a9c1' },
    ] satisfies InlinePart[]);
  });

  it('reads log evidence without the mark of its footnote', () => {
    assert.deepEqual(told('2025-01-07T15:42:02Z `68c3` ([open](https://a.example/x?q=(1))) [^e1]'), [
      'text 2025-01-07T15:42:02Z ',
      'code 68c3',
      'text  (',
      'link open → https://a.example/x?q=(1)',
      'text ) ',
    ]);
  });

  const cases: [string, string, string[]][] = [
    [
      'an address, without the full stop behind it',
      'see https://a.example/b.',
      ['text see ', 'link https://a.example/b → https://a.example/b', 'text .'],
    ],
    ['an address in angle brackets', '<https://a.example>', ['link https://a.example → https://a.example']],
    ['bold text', 'a **b c** d', ['text a ', 'strong b c', 'text  d']],
    ['code with ticks in it', '`` a`b ``', ['code a`b']],
    ['escaped signs', String.raw`\*not bold\* \[x\](y)`, ['text *not bold* [x](y)']],
    ['names with underscores and stars as they stand', 'get_user_context * 2', ['text get_user_context * 2']],
    ['marks that nothing closes', 'a `b [c](d **e', ['text a `b [c](d **e']],
    ['HTML', '<img src=x onerror=alert(1)>', ['text <img src=x onerror=alert(1)>']],
    ['a link to a name with spaces', '[x](<a b.md>)', ['link x → a b.md']],
  ];
  for (const [title, markdown, parts] of cases) {
    it(`reads ${title}`, () => assert.deepEqual(told(markdown), parts));
  }

  const unsafe = [
    'javascript:alert(1)',
    'command:workbench.action.quit',
    'vscode://x/y',
    'data:text/html,x',
    '//evil.example/x',
  ];
  for (const href of unsafe) {
    it(`shows a link to ${href} as text`, () => {
      assert.deepEqual(inlineParts(`[x](${href})`), [{ kind: 'text', text: `[x](${href})` }]);
    });
  }

  it('never throws and never makes another scheme a link', () => {
    const signs = fc.string({
      unit: fc.constantFrom(...'`*[]()<>\\!:/ ^ab'.split(''), 'https://', 'command:'),
    });
    fc.assert(
      fc.property(signs, (markdown) => {
        for (const part of inlineParts(markdown)) {
          if (part.kind === 'link') assert.doesNotMatch(part.href, /^(?:command:|\/\/)/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  for (const sign of ['`', '[', '(', '*', '<', '\\', '[a](', 'https://', '![']) {
    it(`reads 100,000 of ${sign} in linear time`, () => {
      const start = performance.now();
      inlineParts(sign.repeat(100_000));
      assert.ok(performance.now() - start < 2_000);
    });
  }
});

describe('plainText', () => {
  it('takes the marks off', () => {
    assert.equal(plainText("**The** `'coroutine'` of [this](x.py)"), "The 'coroutine' of this");
  });
});

function told(markdown: string): string[] {
  return inlineParts(markdown).map((part) =>
    part.kind === 'link' ? `link ${part.text} → ${part.href}` : `${part.kind} ${part.text}`,
  );
}
