import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBlocks, readBlocksAtOnce } from '../../../src/report/blocks';
import { write } from '../../../src/report/write';
import { anyAnalysis, nastyText } from '../whys/analyses';
import { AUDIT, DEEP_DIVE, FINDINGS, FIX_PLAN, PATTERNS } from './foreignReports';
import { REPORT } from './report';

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 100) };

describe('readBlocks', () => {
  it('reads piece by piece what the parser reads at once', () => {
    for (const markdown of [REPORT, AUDIT, DEEP_DIVE, FINDINGS, FIX_PLAN, PATTERNS]) {
      assert.deepEqual(readBlocks(markdown), readBlocksAtOnce(markdown));
      const crlf = markdown.replaceAll('\n', '\r\n');
      assert.deepEqual(readBlocks(crlf), readBlocksAtOnce(crlf));
    }
  });

  it('reads any text so', () => {
    const texts = fc.oneof(
      fc.array(nastyText(), { maxLength: 6 }).map((parts) => parts.join('\n\n')),
      fc.array(nastyText(), { maxLength: 6 }).map((parts) => parts.join('\n')),
      fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join('\n')),
      fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join('\r\n')),
      fc.array(fc.constantFrom(...EXCERPT_LINES), { maxLength: 12 }).map((lines) => lines.join('\n')),
      anyAnalysis().map(write),
    );
    fc.assert(
      fc.property(texts, (markdown) => {
        assert.deepEqual(readBlocks(markdown), readBlocksAtOnce(markdown), JSON.stringify(markdown));
      }),
      RUNS,
    );
  });

  it('is given back its own blocks, wherever they stand', () => {
    const twice = `${REPORT}\n${REPORT}`;
    assert.deepEqual(readBlocks(twice), readBlocks(twice));
    assert.deepEqual(readBlocks(twice), readBlocksAtOnce(twice));
  });
});

/** Lines that begin, continue and end blocks of every kind. */
const LINES = [
  '',
  '',
  '',
  'text',
  'text  ',
  '**bold** text',
  '**',
  '***',
  '`code` text',
  '```',
  '```sh',
  '``` a`b',
  '~~~',
  '    indented',
  '  two',
  '\ttab',
  '- item',
  '- **Answer:** x',
  '-',
  '- ',
  '- [ ] box',
  '* star',
  '+ plus',
  '1. one',
  '2) two',
  '10. ten',
  '  - inner',
  '   ```',
  '- ```',
  '> quote',
  '> - item',
  '>',
  '---',
  '***',
  '===',
  '# head',
  '# head #',
  '#  head',
  '#',
  '## **Why 1:** x',
  '| a | b |',
  '|--|--|',
  'a | b',
  '--|--',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '<!-- x -->',
  '<!-- a="b" -->',
  '<!-- x --> y',
  '- [x] `done`',
  '- [ ] - [ ] x',
  '- [ ]',
  '<pre>',
  '</pre>',
  '<?x',
  '<b>',
  '[ref]: http://x',
  '[^e1]: foot',
  '[^e1]: `foot`',
  '[^e2]:',
  '[^E3]: - x',
  '[^e4]: ```',
  '[^e5]: é',
  '    ```',
  'é',
  '\\# x',
  '\u00a0x',
];

const EXCERPT_LINES = [
  '[^e1]:',
  '[^e2]:',
  '    ```',
  '    ```',
  '    ````',
  '    ```sh',
  '    line',
  '      deeper ```',
  '     ```',
  '        ```',
  '    ~~~',
  '    ',
  '      ',
  '',
  'text',
];
