import assert from 'node:assert/strict';
import { criteriaIn, withBox } from '../../../src/whys/criteria';

const TEXT = `Run it:

\`\`\`sh
- [ ] not this
\`\`\`

- [ ] No error for a day
- [x] Stock returns data
  1. [X] nested
- [link](x)
- no box
`;

describe('criteria of a text', () => {
  it('are its check boxes, but for those in code', () => {
    assert.deepEqual(
      criteriaIn(TEXT).map(({ text, isMet }) => [text, isMet]),
      [
        ['No error for a day', false],
        ['Stock returns data', true],
        ['nested', true],
      ],
    );
    assert.deepEqual(criteriaIn(''), []);
  });

  it('are ticked in their place', () => {
    assert.equal(withBox(TEXT, 0, true), TEXT.replace('[ ] No', '[x] No'));
    assert.equal(withBox(TEXT, 2, false), TEXT.replace('[X]', '[ ]'));
    assert.equal(withBox(TEXT, 1, true), TEXT);
    assert.equal(withBox(TEXT, 9, true), TEXT);
  });

  it('are the same with CRLF', () => {
    const crlf = TEXT.replaceAll('\n', '\r\n');
    assert.deepEqual(
      criteriaIn(crlf).map(({ text }) => text),
      criteriaIn(TEXT).map(({ text }) => text),
    );
    assert.equal(withBox(crlf, 0, true), withBox(TEXT, 0, true).replaceAll('\n', '\r\n'));
  });
});
