import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes, PhrasingContent } from 'mdast';
import { escapeText, fenced, inlineCode, link } from '../../../src/report/markdown';
import { nastyText } from '../whys/analyses';

describe('Markdown of text that is not to be trusted', () => {
  it('leaves text that is plain anyway', () => {
    for (const text of [
      "'coroutine' object has no attribute 'get'",
      'a_b_c: 5 < 6 & [x]',
      'naïve – 2 * 3',
      '50% #5',
    ]) {
      assert.equal(escapeText(text), text);
    }
  });

  it('escapes what Markdown would take for more', () => {
    assert.equal(escapeText('*bold* <b>x</b>'), '\\*bold\\* \\<b\\>x\\</b\\>');
    assert.equal(escapeText('# 1'), '\\# 1');
    assert.equal(escapeText('1. one'), '1\\. one');
    assert.equal(escapeText('two\nlines\u0007'), 'two lines');
    assert.equal(escapeText('see [^e1]'), 'see \\[^e1\\]');
  });

  it('makes code of addresses, which forges link', () => {
    assert.equal(escapeText('GET https://a.example/x failed'), 'GET `https://a.example/x` failed');
    assert.equal(escapeText('mail me@a.example'), 'mail `me@a.example`');
  });

  it('is text on its own and in a heading, whatever is logged', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText(), hostileLine()), (text) => {
        const escaped = escapeText(text);
        for (const before of ['', '## 1. x ', 'Why does “']) assertInert(before, escaped);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 200) },
    );
  });

  it('puts any text into one code span', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        const code = inlineCode(text);
        if (!code) return;
        const [only, ...others] = inlineOf(`x ${code}`).slice(1);
        assert.equal(only?.type, 'inlineCode', code);
        assert.deepEqual(others, []);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
    assert.equal(inlineCode('a `b` c'), '``a `b` c``');
    assert.equal(inlineCode('`'), '`` ` ``');
    assert.equal(inlineCode(' \n '), '');
  });

  it('fences text by more backticks than it holds', () => {
    assert.equal(fenced('a\n````\nb'), '`````\na\n````\nb\n`````');
  });

  it('links paths with spaces, brackets and quotes', () => {
    assert.equal(link('a b.py:5', '../a (b)/c"d\'.py#L5'), '[a b.py:5](../a%20%28b%29/c%22d%27.py#L5)');
    assert.equal(
      link('x[0]', 'https://a.example/?q=a b&c=%20'),
      '[x\\[0\\]](https://a.example/?q=a%20b&c=%20)',
    );
    assert.equal(link('C# 100%', '../C#/100%.cs#L1-L2'), '[C# 100%](../C%23/100%25.cs#L1-L2)');
  });

  it('links nothing that runs', () => {
    for (const url of [
      'javascript:alert(1)',
      ' JavaScript:x',
      'java\nscript:x',
      'command:x',
      'data:x',
      'C:\\x',
      '',
    ]) {
      assert.doesNotMatch(link('text', url), /\]\((?!java%20script)/, url);
    }
  });

  it('is one link to what was named, whatever its text and address', () => {
    fc.assert(
      fc.property(nastyText(), nastyText(), (text, url) => {
        const [only, ...others] = inlineOf(`x ${link(text, `../${url}`)}`).slice(1);
        assert.deepEqual(others, []);
        assert.ok(only?.type === 'link' && only.url.startsWith('../'), `${text} ${url}`);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
  });
});

function hostileLine(): fc.Arbitrary<string> {
  const mark = fc.constantFrom(
    ...'\\`*_~[]()<>#+-=.!|&:@^"\'1aw/ '.split(''),
    'http://',
    'www.',
    '![a](b)',
    '&lt;',
    '<a>',
  );
  return fc.array(mark, { maxLength: 12 }).map((marks) => marks.join(''));
}

function assertInert(before: string, escaped: string): void {
  const types = new Set(typesIn(parse(`${before}${escaped}`)));
  for (const type of ['root', 'paragraph', 'heading', 'text', 'inlineCode'] as const) types.delete(type);
  assert.deepEqual([...types], [], `${before}${escaped}`);
}

function typesIn(node: Nodes): Nodes['type'][] {
  return [node.type, ...('children' in node ? node.children.flatMap(typesIn) : [])];
}

function inlineOf(markdown: string): PhrasingContent[] {
  const [paragraph, ...others] = parse(markdown).children;
  assert.ok(paragraph?.type === 'paragraph' && others.length === 0, markdown);
  return paragraph.children;
}

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}
