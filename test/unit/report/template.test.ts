import assert from 'node:assert/strict';
import { reportFromTitle } from '../../../src/report/newReport';
import { read } from '../../../src/report/read';
import { fillTemplate } from '../../../src/report/template';
import type { Analysis } from '../../../src/whys/analysis';

const begun = reportFromTitle('Checkout fails', { date: '2025-01-07' });
const [problem] = begun.problems;
const REPORT: Analysis = {
  ...begun,
  problems: problem
    ? [
        {
          ...problem,
          whys: problem.whys.map((why) => ({
            ...why,
            evidence: [{ kind: 'log' as const, text: '`boom`', excerpt: 'one\ntwo' }],
          })),
        },
      ]
    : [],
};

describe('a template', () => {
  it('shapes a new report, and keeps what it says itself', () => {
    assert.equal(
      fillTemplate(
        `# Incident: {{title}}

**Team:** Payments  
**Date:**  
**Status:** INVESTIGATING  

## Summary

What happened on {{ date }}?

{{problems}}

## Lessons

- What went well
`,
        REPORT,
      ),
      `# Incident: Checkout fails

**Team:** Payments  
**Date:** 2025-01-07  
**Status:** INVESTIGATING  

## Summary

What happened on 2025-01-07?

## 1. Checkout fails

**Error:**  
**Frequency:**  
**Impact:**  

### Five Whys

**Why 1:** Why does “Checkout fails” happen?
- **Answer:**
- **Evidence:** log \`boom\` [^e1]

## Lessons

- What went well

[^e1]:
    \`\`\`
    one
    two
    \`\`\`
`,
    );
  });

  it('that names no place has the problem behind its summary', () => {
    const text =
      fillTemplate('# {{title}}\n\n## Summary\n\nShort.\n\n## Timeline\n\n- began\n', REPORT) ?? '';
    assert.deepEqual(read(text).analysis.problems, REPORT.problems);
    assert.ok(text.indexOf('## 1. Checkout fails') < text.indexOf('## Timeline'));
    assert.match(text, /^\*\*Status:\*\* UNRESOLVED/m);
  });

  it('keeps its line endings and its front matter', () => {
    const text =
      fillTemplate('---\r\nkind: incident\r\n---\r\n\r\n# {{title}}\r\n\r\n{{problems}}\r\n', REPORT) ?? '';
    assert.ok(text.startsWith('---\r\nkind: incident\r\n---\r\n\r\n# Checkout fails\r\n'));
    assert.doesNotMatch(text, /(?<!\r)\n/);
    assert.deepEqual(read(text).analysis.problems, REPORT.problems);
  });

  it('that would swallow the report is not used', () => {
    assert.equal(fillTemplate('# {{title}}\n\n```\nopen\n\n{{problems}}\n', REPORT), undefined);
    assert.equal(fillTemplate('<<<<<<< a\n=======\n>>>>>>> b\n\n{{problems}}\n', REPORT), undefined);
  });

  it('may be empty, and keeps words that nothing fills in', () => {
    assert.deepEqual(
      read(fillTemplate('', REPORT) ?? '').analysis,
      read(fillTemplate('\n', REPORT) ?? '').analysis,
    );
    assert.match(fillTemplate('# {{title}}\n\n{{owner}}\n', REPORT) ?? '', /^\{\{owner\}\}$/m);
  });
});
