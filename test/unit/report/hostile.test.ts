import assert from 'node:assert/strict';
import { problemDetails } from '../../../src/report/problemDetails';
import { read } from '../../../src/report/read';
import { readPlan } from '../../../src/report/readPlan';
import { growth } from '../frames/growth';

const WHYS = '# T\n\n## Five Whys\n\n';
const ACTIONS = '# T\n\n## Actions\n\n';

/** Markdown of about so many characters that costs a careless reader the square of it. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  'stars that emphasise nothing': (size) => '*'.repeat(size),
  'brackets that link nothing': (size) => '['.repeat(size),
  'quotes in quotes': (size) => '>'.repeat(size),
  'lines that go on with quotes in quotes': (size) => `> > > x\n${'x\n'.repeat(size / 2)}`,
  'lines that go on with an item': (size) => `- x\n${'x\n'.repeat(size / 2)}`,
  'lists in lists': (size) => nested(Math.sqrt(size), '- a'),
  'whys in whys': (size) => WHYS + nested(Math.sqrt(size), '- Why? a'),
  'a table of many rows': (size) => `| Why? | Because |\n|---|---|\n${'| a | b |\n'.repeat(size / 10)}`,
  'a table of many columns': (size) =>
    `${['|a', '|-', '|b'].map((cell) => cell.repeat(size / 6)).join('|\n')}|\n`,
  'one line': (size) => 'a '.repeat(size / 2),
  'one why of one line': (size) => `${WHYS}**Why 1:** ${'why? '.repeat(size / 5)}`,
  'a comment that nothing closes': (size) => `<!--${' x'.repeat(size / 2)}`,
  'definitions of references': (size) => '[r]: http://a.b\n'.repeat(size / 16),
  'headings that ask': (size) => `# T\n\n## Causes\n\n${'### Why a?\n\nb\n\n'.repeat(size / 15)}`,
  'headings of five whys': (size) => '## 5 Whys\n\n1. Why a? b\n2. Why c? d\n\n'.repeat(size / 36),
  'a fence of whys that nothing closes': (size) => `\`\`\`\n${'Why 1: a\n'.repeat(size / 9)}`,
  'root causes in a row': (size) => `${WHYS}1. Why a? b\n\n${'Root cause: x\n'.repeat(size / 14)}`,
  'front matter': (size) => `---\n${'status: x\n'.repeat(size / 10)}---\n\n# T\n`,
  'front matter that nothing closes': (size) => `---\n${'status: x\n'.repeat(size / 10)}`,
  'an action of many parts': (size) => `${ACTIONS}- ${'a - b. c: d, '.repeat(size / 13)}`,
  'an action with many brackets': (size) => `${ACTIONS}- a ${' ('.repeat(size / 2)}`,
  'a text of a Jira wiki': (size) => `h1. T\n\n${'# a\n'.repeat(size / 4)}`,
};

const SMALL = 4_000;
const LARGE = 32_000;

describe('reports that are hostile', () => {
  for (const [name, markdown] of Object.entries(HOSTILE))
    it(`are read in time that grows with them: ${name}`, () => {
      const times = growth((size, round) => readAll(`${markdown(size)}\n\n${round}`), SMALL, LARGE);
      assert.ok(times < (2.5 * LARGE) / SMALL, `${times.toFixed(1)} times`);
    }).timeout(60_000);

  it('are read where lists lie a thousand deep', () => {
    assert.deepEqual(read(nested(1_000, '- a')).analysis.problems, []);
  }).timeout(60_000);
});

/** Every round another text: what was read last is known. */
function readAll(markdown: string): void {
  const { analysis, ranges } = read(markdown);
  readPlan(markdown, ranges);
  for (const [index, problem] of analysis.problems.entries()) {
    const range = ranges.problems[index];
    if (range) problemDetails(markdown, problem, range);
  }
}

function nested(depth: number, item: string): string {
  return Array.from({ length: depth }, (_, level) => '  '.repeat(level) + item).join('\n');
}
