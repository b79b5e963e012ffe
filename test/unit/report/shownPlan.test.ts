import assert from 'node:assert/strict';
import { read } from '../../../src/report/read';
import { shownPlan } from '../../../src/report/shownPlan';
import type { ShownPlan } from '../../../src/whys/plan';
import { AUDIT, FIX_PLAN, PATTERNS } from './foreignReports';
import { REPORT } from './report';

describe('shownPlan', () => {
  it('is nothing where the analysis holds all that the report plans', () => {
    assert.equal(planOf(REPORT), undefined);
    assert.equal(planOf('# Empty\n'), undefined);
  });

  it('shows actions, commands and the way back of a report in its own form', () => {
    const plan = planOf(FIX_PLAN);
    assert.deepEqual(
      plan?.actions.map(({ name, title, problem }) => [name, title, problem]),
      [
        ['Fix 1', 'Fill the metadata', undefined],
        ['Fix 2', 'Retry the sign-in', undefined],
      ],
    );
    assert.deepEqual(
      plan.commands.map(({ command }) => command),
      ['curl https://api.example/health'],
    );
    assert.equal(plan.rollback, '1. Restore the previous revision');
  });

  it('shows what is listed, and the thresholds', () => {
    assert.deepEqual(
      planOf(AUDIT)?.endpoints.map(({ text }) => text),
      ['/api/stats', '/api/jobs', '/api/tasks/{id}'],
    );
    assert.ok((planOf(PATTERNS)?.thresholds.length ?? 0) > 0);
  });

  it('says of which problem an action is, and where it stands in the text', () => {
    const text = '# X\n\n## 1. A\n\n**Why 1:** q?\n\n**Immediate fix required:**\n- Await it\n';
    const [action] = planOf(text)?.actions ?? [];
    assert.deepEqual([action?.title, action?.problem], ['Await it', 0]);
    assert.ok(
      text.slice(action?.at.start).startsWith('- Await it') ||
        text.slice(action?.at.start).startsWith('Await it'),
    );
  });

  it('leaves out what a verification of ours says already', () => {
    const command = '```sh\nmake test\n```\n\n**Rollback:** the last revision\n';
    const text = `# X\n\n## 1. A\n\n### Five Whys\n\n**Why 1:** q?\n\n### Verification\n\n${command}`;
    assert.equal(planOf(text), undefined);
  });
});

function planOf(markdown: string): ShownPlan | undefined {
  return shownPlan(markdown, read(markdown));
}
