// The Five Whys editor as it is used: by keyboard alone, in every theme, narrow and zoomed, with hostile texts in it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useJourney } from '../host/journey.mjs';
import { THEMES } from '../host/workbench.mjs';

const SMALL = 'docs/cart.whys.md';
const WIDE = 'docs/wide.whys.md';
const HOSTILE = 'docs/hostile.whys.md';
const BIG = 'docs/big.whys.md';
const ALIKE = 'docs/alike.whys.md';
const FOREIGN = 'docs/foreign.whys.md';
const SECRET = 'docs/secret.whys.md';
const CONFLICT = 'docs/conflict.whys.md';

/** What a reader must see as text. */
const BAIT = [
  '<img src=x onerror="document.title=1">',
  '<script>document.title=1</script>',
  '[run](command:workbench.action.closeWindow)',
  '[go](javascript:alert(1))',
  '![p](https://evil.invalid/p.png)',
  '\u202egnp.exe',
  '<style>*{display:none}</style>',
];

describe('the Five Whys editor', () => {
  const journey = useJourney({ layOut, folderName: 'shop' });

  it('goes from the first why to a saved report by keyboard alone', async () => {
    const { workbench, workspace } = journey;
    const { page } = workbench;
    const editor = await opened(SMALL);
    const press = (/** @type {string} */ key) => page.keyboard.press(key);
    const tree = editor.getByRole('treeitem');
    const focused = editor.locator(':focus');

    await editor.locator('body').press('Tab'); // into the page
    await tabTo(editor, 'treeitem');
    await press('Enter');
    await page.keyboard.type('The price is missing.');
    await press('Escape');
    await tree.filter({ hasText: 'The price is missing.' }).waitFor();
    await press('c');
    await editor.locator('[role=treeitem].confirmed').waitFor();

    await press('d');
    await tree.filter({ hasText: 'Why 2' }).waitFor();
    await page.keyboard.type('The feed was empty.');
    await press('Escape');
    await editor.getByLabel('What else would we see if this were true?').waitFor();
    await press('w');
    await page.keyboard.type('A file of 0 bytes.');
    await press('Escape');
    await editor.getByText('Go and look').waitFor();
    await press('a');
    await tree.filter({ hasText: 'Why 2b' }).waitFor();
    await page.keyboard.type('Nothing checks the feed.');
    await press('Escape');
    await press('Alt+ArrowUp');
    await editor.getByText('Moved: now').waitFor({ state: 'attached' });

    await press('r');
    await editor.getByText('Is this a root cause?').waitFor();
    await press('Space');
    await press('Tab');
    await press('Space');
    await editor.getByText('Then this is a place to act.').waitFor();
    await press('Tab');
    await press('Enter');
    await editor.locator('[role=treeitem].root-cause').waitFor();
    await press('Escape');

    await press('n');
    await tree.filter({ hasText: 'Not caught 1' }).waitFor();
    await press('Escape');
    await press('Delete');
    await tree.filter({ hasText: 'Not caught 1' }).waitFor({ state: 'detached' });
    await press('Control+Z');
    await tree.filter({ hasText: 'Not caught 1' }).waitFor();
    await press('Home');
    await press('ArrowDown');
    assert.match(await focused.innerText(), /Why 2/);

    await tabTo(editor, 'tab', 'Shift+Tab');
    await press('ArrowRight'); // Next Steps
    await editor.getByRole('button', { name: 'Add a step' }).focus();
    await press('Enter');
    await editor.getByRole('textbox', { name: 'Action' }).and(focused).waitFor();
    await page.keyboard.type('Check the feed');
    await press('Control+S');
    await workbench.dirtyTabs.waitFor({ state: 'detached' });

    const text = readFileSync(path.join(workspace, SMALL), 'utf8');
    assert.match(text, /- \*\*Answer:\*\* The price is missing\.\n- \*\*State:\*\* confirmed/);
    assert.match(text, /\*\*Why 2[ab][^]*Nothing checks the feed\.[^]*The feed was empty\./);
    assert.match(text, /- \*\*Would also show:\*\* A file of 0 bytes\./);
    assert.match(text, /\*\*Root cause:\*\* Why 2[ab]\. Nothing checks the feed\./);
    assert.match(text, /\*\*Why was it not caught 1:\*\*/);
    assert.match(text, /\| Check the feed \|/);
  });

  it('moves a why under another by keyboard, and by dragging it there', async () => {
    const { workbench, workspace } = journey;
    const { page } = workbench;
    const editor = await opened(WIDE);
    const node = (/** @type {string} */ name) => editor.getByRole('treeitem').filter({ hasText: name });
    await node('Why 3b').click();
    await node('Why 3b').focus();
    await page.keyboard.press('m');
    const list = editor.getByRole('combobox', { name: 'Move under' });
    await list.and(editor.locator(':focus')).waitFor();
    assert.deepEqual(
      (await list.locator('option').allInnerTexts()).map((text) => text.split(':')[0]),
      ['The problem itself', 'Why 1', 'Why 2a', 'Not caught 1'],
    );
    assert.deepEqual(await workbench.axe(), []);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.press('m');
    await list.and(editor.locator(':focus')).waitFor();
    await page.keyboard.type('Why 2a');
    await page.keyboard.press('Enter');
    await editor.getByText('Moved: now Why 3b.').waitFor({ state: 'attached' });
    assert.match(await editor.locator(':focus').innerText(), /Why 3b/);
    await editor.getByRole('navigation', { name: 'Path to this why' }).getByText('Why 2a').waitFor();

    await node('Why 2b').dragTo(node('Not caught 1'));
    await editor.getByText('Moved: now Not caught 2.').waitFor({ state: 'attached' });
    await node('Why 1').dragTo(node('Why 3b')); // below itself: nothing happens
    assert.equal(await node('Why 1').getAttribute('aria-level'), '1');
    await page.keyboard.press('Control+S');
    await workbench.dirtyTabs.waitFor({ state: 'detached' });
    const text = readFileSync(path.join(workspace, WIDE), 'utf8');
    assert.match(text, /Why 2a?:[^]*Why 3b:[^]*Why was it not caught 1:[^]*Why was it not caught 2/);
    assert.doesNotMatch(text, /\*\*Why 2b/);
  });

  for (const [name, size] of /** @type {const} */ ([
    ['wide', { width: 1400, height: 900 }],
    ['at 400 px', { width: 448, height: 900 }],
    ['at 200 % zoom', { width: 700, height: 450 }],
  ])) {
    it(`is accessible in every theme, ${name}`, async () => {
      const { workbench, picture } = journey;
      const editor = await opened(WIDE);
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      await workbench.page.setViewportSize(size);
      for (const theme of THEMES) {
        await workbench.theme(theme);
        for (const tab of [/^1 /, /Next Steps/, /Verification/, /Facts/]) {
          await editor.getByRole('tab', { name: tab }).click();
          const where = `${theme}, ${String(tab)}`;
          if (String(tab) === '/^1 /') {
            await editor.getByRole('treeitem').filter({ hasText: 'Why 3b' }).click();
            await editor.getByRole('button', { name: 'This is a root cause' }).click();
            await editor.locator('#help summary').click();
          }
          assert.deepEqual(await workbench.axe(), [], where);
          const hidden = editor
            .locator('.cause-tree')
            .evaluateAll(
              (trees) => trees.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
            );
          assert.equal(await hidden, 0, `${where}: a branch is out of sight`);
          const overflow = await editor
            .locator('html')
            .evaluate((html) => html.scrollWidth - html.clientWidth);
          assert.ok(overflow <= 0, `${where} is ${overflow} px too wide`);
          if (theme === 'Dark Modern' || theme === 'Light Modern') {
            const looks = `${name}-${theme}-${String(tab)}`.replace(/[^\w]+/g, '-');
            await picture(`page-${looks}`);
          }
        }
      }
    });
  }

  it('shows hostile texts as texts, and nothing of them runs', async () => {
    const { workbench } = journey;
    /** @type {string[]} */
    const refused = [];
    workbench.page.on('console', (message) => {
      if (
        /Content Security Policy/i.test(message.text()) &&
        /whysPage|active-frame|inline/i.test(message.text())
      )
        refused.push(message.text());
    });
    const editor = await opened(HOSTILE);
    const body = editor.locator('body');
    const violations = await body.evaluateHandle(() => {
      /** @type {string[]} */
      const seen = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
      return seen;
    });
    for (const tab of [/Next Steps/, /Verification/, /Facts/, /^1 /]) {
      await editor.getByRole('tab', { name: tab }).click();
      const texts = await body.evaluate((page) =>
        [page.textContent, ...[...page.querySelectorAll('textarea')].map(({ value }) => value)].join('\n'),
      );
      assert.ok(texts.includes(BAIT[0] ?? ''), `${String(tab)}: ${texts}`);
    }
    const found = await body.evaluate((page) => ({
      elements: page.querySelectorAll('img, iframe, style, [onerror]').length,
      scripts: page.querySelectorAll('script').length,
      links: [...page.querySelectorAll('a')].map(({ href }) => href),
      title: document.title,
    }));
    assert.equal(found.elements, 0);
    assert.equal(found.scripts, 1, 'our own');
    assert.notEqual(found.title, '1');
    for (const link of found.links) assert.doesNotMatch(link, /^(?:command|javascript|data):/i);
    assert.deepEqual(await violations.jsonValue(), []);
    assert.deepEqual(refused, []);
  });

  it('is quick on a report of 10 problems and 50 whys', async () => {
    const { workbench } = journey;
    const { page } = workbench;
    const openings = [];
    let editor = await opened(BIG);
    // The best of three: other work of the machine comes in between.
    for (;;) {
      openings.push(await shownAfterMs(editor));
      if (openings.length === 3) break;
      await workbench.command('View: Close Editor');
      editor = await opened(BIG);
    }
    const shownMs = Math.min(...openings);
    await editor.getByRole('treeitem').first().click();
    const times = [];
    for (const key of ['c', 'x', 'c', 'x', 'c', 'p']) {
      await editor.locator('body').evaluate((_, expected) => {
        const from = { at: 0 };
        Reflect.set(globalThis, 'edit', from);
        const node = document.querySelector('[aria-selected=true][role=treeitem]');
        addEventListener('keydown', () => (from.at = performance.now()), { once: true, capture: true });
        const watch = new MutationObserver(() => {
          if (!document.querySelector(`[aria-selected=true].${expected}`)) return;
          Reflect.set(from, 'ms', performance.now() - from.at);
          watch.disconnect();
        });
        if (node) watch.observe(node, { attributes: true });
      }, { c: 'confirmed', x: 'ruled-out', p: 'possible' }[key]);
      await page.keyboard.press(key);
      const ms = await editor.locator('body').evaluate(async () => {
        const end = performance.now() + 5000;
        while (performance.now() < end) {
          const ms = Reflect.get(Reflect.get(globalThis, 'edit'), 'ms');
          if (typeof ms === 'number') return ms;
          await new Promise(requestAnimationFrame);
        }
        return Infinity;
      });
      times.push(ms);
    }
    const editMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;
    console.log(`      interactive in ${shownMs.toFixed(0)} ms, an edit shown in ${editMs.toFixed(0)} ms`);
    // The budgets are 300 and 50 ms; a machine that does other work may take some times as long, a page that hangs takes longer.
    assert.ok(shownMs < 3000, `${shownMs} ms`);
    assert.ok(editMs < 500, `${editMs} ms`);
  });

  it('shows what a report in a form of its own plans, and leads to its lines', async () => {
    const { workbench } = journey;
    const editor = await opened(FOREIGN);
    await editor.getByRole('tab', { name: 'Next Steps 2' }).click();
    await editor.getByText('Await the client').waitFor();
    await editor.getByText('Ask for the feed').waitFor();
    await editor.getByRole('tab', { name: 'Verification' }).click();
    await editor.getByText('Error rate > 1%').waitFor();
    await editor.getByText('curl https://api.example/health').waitFor();
    await editor.getByText('Restore the previous revision').waitFor();
    assert.deepEqual(await workbench.axe(), []);
    await editor.getByRole('button', { name: 'Show in the text: Error rate > 1%' }).click();
    const line = FOREIGN_REPORT.split('\n').indexOf('- Error rate > 1%') + 1;
    await workbench.statusItem(`Ln ${line}, `).waitFor();
  });

  it('mends a finding, with one click', async () => {
    const { workbench, workspace } = journey;
    const editor = await opened(SECRET);
    await editor.getByText('1 weak spot', { exact: true }).first().click();
    await editor.getByRole('button', { name: /^Replace it by / }).click();
    await editor.getByRole('button', { name: /^Replace it by / }).waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+S');
    await waitUntil(() => !readFileSync(path.join(workspace, SECRET), 'utf8').includes(TOKEN));
  });

  it('keeps two pages on one file in step, and each where it is', async () => {
    const { workbench } = journey;
    const left = await opened(WIDE);
    await workbench.command('View: Split Editor Right');
    const right = workbench.webview(1);
    await right.getByRole('treeitem').filter({ hasText: 'Why 2b' }).click();
    const answer = (/** @type {typeof left} */ side) => side.getByLabel('Answer', { exact: true });
    const cards = (/** @type {typeof left} */ side) => side.getByRole('treeitem');

    await cards(left).filter({ hasText: 'Why 1' }).click();
    await answer(left).click();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(' It came so.');
    await cards(right).filter({ hasText: 'A price is None. It came so.' }).waitFor();
    assert.equal(await answer(right).inputValue(), 'Somebody forgot to check it.');
    await workbench.page.keyboard.type(' Always.');
    await cards(right).filter({ hasText: 'It came so. Always.' }).waitFor();

    await answer(left).fill('From the left.');
    await answer(right).fill('From the right.');
    for (const side of [left, right]) {
      await cards(side).filter({ hasText: 'From the left.' }).waitFor();
      await cards(side).filter({ hasText: 'From the right.' }).waitFor();
    }
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('d');
    await cards(left).filter({ hasText: 'Why 3c' }).waitFor();
    await right.locator('#answer:focus').waitFor();
    assert.equal(await answer(left).inputValue(), 'From the left.');
    assert.equal(await workbench.toast(/could not/).count(), 0);
  });

  it('begins a second page where the first one is', async () => {
    const { workbench } = journey;
    const left = await opened(WIDE);
    await left.getByRole('tab', { name: /The order fails too/ }).click();
    await left.getByRole('treeitem', { name: /Same as 1/ }).waitFor();
    await left.getByRole('tab', { name: /The total is missing/ }).click();
    await left.getByRole('treeitem').filter({ hasText: 'Why 2a' }).click();
    await left.getByRole('heading', { name: 'Why 2a' }).waitFor();
    await workbench.command('View: Split Editor Right');
    await workbench.webview(1).getByRole('heading', { name: 'Why 2a' }).waitFor();
  });

  it('names the places that a weak spot has beside the first', async () => {
    const { workbench } = journey;
    const editor = await opened(ALIKE);
    await editor.locator('.page-header .findings > summary').click();
    const places = editor.locator('.page-header .more-places').first();
    await places.getByText('and 3 more places').click();
    await places.getByRole('button', { name: 'Show in the text: 3 · Error 3' }).click();
    await workbench.statusItem(/Ln \d{2,}/).waitFor();
  });

  it('follows the text beside it', async () => {
    const { workbench } = journey;
    const { page } = workbench;
    const editor = await opened(SMALL);
    await editor.getByRole('button', { name: 'Open Text to the Side' }).click();
    const line = page.locator('.view-line', { hasText: 'Why is it missing?' });
    await line.waitFor();
    await editor.getByLabel('Answer', { exact: true }).fill('Seen on both sides.');
    await page.locator('.view-line', { hasText: 'Seen on both sides.' }).waitFor();

    await line.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Why now?');
    const question = editor.getByLabel('Question');
    await waitUntil(async () => (await question.inputValue()) === 'Why is it missing? Why now?');
    await editor.getByLabel('Answer', { exact: true }).fill('Typed on.');
    await page.locator('.view-line', { hasText: 'Typed on.' }).waitFor();
    await page.locator('.view-line', { hasText: 'Why is it missing? Why now?' }).waitFor();
  });

  it('follows a change on disk without losing the place of whoever types', async () => {
    const { workbench, workspace } = journey;
    const { page } = workbench;
    const editor = await opened(SMALL);
    const file = path.join(workspace, SMALL);
    const answer = editor.getByLabel('Answer', { exact: true });
    await answer.click();
    writeFileSync(file, readFileSync(file, 'utf8').replace('# Cart fails', '# Every cart fails'));
    await editor.getByRole('heading', { name: 'Every cart fails' }).waitFor({ state: 'attached' });
    await page.keyboard.type('Nothing fills it.');
    await page.keyboard.press('Control+S'); // what was typed last is not in the document yet
    await waitUntil(() => readFileSync(file, 'utf8').includes('**Answer:** Nothing fills it.'));
    assert.match(readFileSync(file, 'utf8'), /^# Every cart fails\n/);
    assert.equal(await editor.locator('#answer:focus').count(), 1);
  });

  it('opens a file with merge conflicts as text, and says why', async () => {
    const { workbench } = journey;
    await open(CONFLICT);
    const said = workbench.toast(/conflict/i);
    // A window that has just loaded may show a report as text: it does not know of its editor yet.
    await said.waitFor({ timeout: 8000 }).catch(async () => {
      await workbench.command('Five Whys: Open in Five Whys Editor');
      await said.waitFor();
    });
    await workbench.page.locator('.view-line', { hasText: '<<<<<<<' }).first().waitFor();
  });

  /**
   * How long after VS Code gave the page its document the report was there.
   *
   * @param {ReturnType<import('../host/workbench.mjs').Workbench['webview']>} editor
   */
  function shownAfterMs(editor) {
    return editor
      .locator('body')
      .evaluate(() => performance.getEntriesByName('five-whys-shown')[0]?.startTime ?? Infinity);
  }

  /** @param {string} file */
  async function open(file) {
    const { workbench } = journey;
    const choose = async () => {
      await workbench.pressUntil('Control+P', workbench.quickInput);
      await workbench.quickInput.fill(file, { timeout: 5000 });
      await workbench.quickPick(path.basename(file)).click({ timeout: 5000 });
    };
    // A page that has just loaded takes the focus, which closes the list.
    await choose().catch(choose).catch(choose);
    await workbench.editorTab(path.basename(file)).waitFor();
  }

  /** @param {string} file */
  async function opened(file) {
    await open(file);
    const { workbench } = journey;
    const editor = workbench.webview();
    const shown = editor.getByRole('treeitem').first();
    // A window that has just loaded may show a report as text: it does not know of its editor yet.
    await shown.waitFor({ timeout: 8000 }).catch(async () => {
      await workbench.command('Five Whys: Open in Five Whys Editor');
      await shown.waitFor();
    });
    return editor;
  }

  /**
   * Presses Tab until something of that role has the focus.
   *
   * @param {ReturnType<import('../host/workbench.mjs').Workbench['webview']>} editor
   * @param {string} role
   * @param {'Tab' | 'Shift+Tab'} [key]
   */
  async function tabTo(editor, role, key = 'Tab') {
    const reached = editor.locator(`[role=${role}]:focus`);
    for (let presses = 0; presses < 40; presses++) {
      if ((await reached.count()) > 0) return;
      await journey.workbench.page.keyboard.press(key);
    }
    throw new Error(`No ${role} is reached by ${key}.`);
  }
});

/**
 * Asks again until it is so; mocha's time is the limit.
 *
 * @param {() => boolean | Promise<boolean>} isSo
 */
async function waitUntil(isSo) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** @param {string} folder */
function layOut(folder) {
  mkdirSync(path.join(folder, 'docs'));
  const write = (/** @type {string} */ file, /** @type {string} */ text) =>
    writeFileSync(path.join(folder, file), text);
  write(
    SMALL,
    '# Cart fails\n\n## 1. The total is missing\n\n### Five Whys\n\n**Why 1:** Why is it missing?\n',
  );
  write(WIDE, WIDE_REPORT);
  write(HOSTILE, hostileReport());
  write(BIG, bigReport(10, 5));
  write(ALIKE, alikeReport(4));
  write(FOREIGN, FOREIGN_REPORT);
  write(SECRET, `# Sign-in fails\n\n## Summary\n\nWith ${TOKEN}.\n\n## 1. It fails\n\n**Why 1:** Why?\n`);
  write(
    CONFLICT,
    '<<<<<<< HEAD\n# One\n=======\n# Two\n>>>>>>> other\n\n## 1. A\n\n### Five Whys\n\n**Why 1:** B?\n',
  );
}

/** Everything that the page can show. */
const WIDE_REPORT = `# The cart shows no total

**Severity:** CRITICAL
**Status:** UNRESOLVED
**Service:** shop

## Summary

Every cart is affected.

## 1. The total is missing

**Impact:** every cart
**Location:** [shop/cart.py:8](../shop/cart.py#L8) at \`3f2a9c1\`
**Called by:** \`shop/checkout.py:31\`

### Five Whys

**Why 1:** Why is the total missing?
- **Answer:** A price is \`None\`.
- **State:** confirmed
- **Evidence:** log 2025-01-07T15:42:02.118Z \`68c39b\` [^e1]

**Why 2a:** Why is there no price?
- **Answer:** The feed was empty.
- **State:** ruled out

**Why 2b (and):** Why was that not noticed?
- **Answer:** Somebody forgot to check it.

**Why 3b:** Why does nothing check the feed?
- **Answer:** No test has an empty feed.
- **Would also show:** No test fails when the feed is emptied.

**Why was it not caught 1:** Why was it not caught?

**Root cause:** Why 3b. No test has an empty feed.

### Actions

| Priority | Type | Action | Location | Owner | Due | State | Verified by |
| --- | --- | --- | --- | --- | --- | --- | --- |
| P1 | Prevent | Test an empty feed | tests | shop | | open | the test |

### Verification

- [x] The test fails on the old code
- [ ] No such error for 24 h

## 2. The order fails too

### Five Whys

**Why 1:** Why does it fail?
- **Answer:** Same as 1: Why 3b. No test has an empty feed.

## Follow-ups

### 2025-01-09 — looked again

Not seen since.

[^e1]: \`AttributeError: 'NoneType' object has no attribute 'amount'\`
`;

/** Shaped like a secret, and none. */
const TOKEN = `ghp_${'aB3dE6gH9'.repeat(4)}`;

const FOREIGN_REPORT = `# Checkout errors

## Errors

### 1. Card endpoint fails

#### Five Whys

**Why 1:** Why does it fail?
- **Answer:** The client is not awaited

**Immediate fix required:**
- Ask for the feed

## Recommendations

### Priority 1: Await the client
1. **Location:** \`shop/card.py\` line 41

## Alert Thresholds

- Error rate > 1%

## Verification Commands

\`\`\`sh
curl https://api.example/health
\`\`\`

## Rollback Plan

1. Restore the previous revision
`;

function hostileReport() {
  const text = BAIT.join(' ');
  return `# Hostile

**Status:** ${text}

## Summary

${BAIT.map((line) => `\\${line}`).join('\n')}

## 1. ${text}

**Impact:** ${text}

### Five Whys

**Why 1:** ${text}
- **Answer:** ${text}
- **Evidence:** log ${text} [^e1]

### Actions

| Priority | Type | Action | Location | Owner | Due | State | Verified by |
| --- | --- | --- | --- | --- | --- | --- | --- |
| P1 | ${text} | ${text} | ${text} | x | | open | |

### Verification

- [ ] ${text}

[^e1]: ${text}
`;
}

/**
 * Problems of which each has the same weakness: nothing else was considered.
 *
 * @param {number} problems
 */
function alikeReport(problems) {
  const problem = (/** @type {number} */ number) =>
    `## ${number}. Error ${number}\n\n### Five Whys\n\n**Why 1:** Why?\n- **Answer:** It ran out.\n\n**Why 2:** Why?\n- **Answer:** Step ${number} has no limit.\n\n**Root cause:** Why 2. Step ${number} has no limit.\n`;
  return `# Alike\n\n${Array.from({ length: problems }, (_, index) => problem(index + 1)).join('\n')}`;
}

/**
 * @param {number} problems
 * @param {number} whys per problem
 */
function bigReport(problems, whys) {
  const numbers = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => index + 1);
  const why = (/** @type {number} */ depth) =>
    `**Why ${depth}:** Why did step ${depth} fail?\n- **Answer:** Because of what stands below step ${depth}.\n- **State:** possible\n- **Evidence:** note seen in the log\n`;
  const problem = (/** @type {number} */ number) =>
    `## ${number}. Error ${number}\n\n### Five Whys\n\n${numbers(whys).map(why).join('\n')}`;
  return `# Big\n\n**Status:** UNRESOLVED\n\n${numbers(problems).map(problem).join('\n')}`;
}
