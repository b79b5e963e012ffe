import assert from 'node:assert/strict';
import { excerpt } from '../../../src/checks/excerpt';

describe('the excerpt of a place', () => {
  const cases: [string, string][] = [
    ['## 3. Error 3\n\nMore', 'Error 3'],
    ['**Root cause:** Why 2. It has no limit.', 'Root cause: Why 2. It has no limit.'],
    ['- [ ] Test an empty feed', 'Test an empty feed'],
    ['| P1 | Prevent |  | shop |', 'P1 · Prevent · shop'],
    ['', ''],
  ];
  for (const [markdown, expected] of cases) {
    it(`says “${expected}”`, () => assert.equal(excerpt(markdown, 0, markdown.length), expected));
  }

  it('is short', () => {
    const text = excerpt(`- ${'word '.repeat(1000)}`, 0, 5000);
    assert.ok(text.length <= 90 && text.endsWith('…'), text);
  });

  it('begins at the place', () => {
    assert.equal(excerpt('# One\n\n## 2. Two', 7, 16), 'Two');
  });
});
