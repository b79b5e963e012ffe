// The VS Code window as a person at the keyboard sees it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findViolations } from './axe.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 */

/**
 * A service worker that code-server's page registers and VS Code's server does not have. A trace reads the body
 * of each response; where the worker of this 404 is gone by then, that ends Chromium 147 (a failed check in its
 * NetworkHandler::GetResponseBody). An aborted request has no body.
 */
const MISSING_WORKER = '/_static/out/browser/serviceWorker.js';

const EXTENSION_ID = 'five-whys.five-whys';
const START_TIMEOUT_MS = 60_000;

/** The themes every page of ours is looked at in. */
export const THEMES = ['Light Modern', 'Dark Modern', 'Default High Contrast Light', 'Default High Contrast'];

/**
 * Whether windows record a trace, to look into a failure with: FIVE_WHYS_TRACE=1. It makes windows and pages load
 * slower by seconds, and a test that fails leaves a picture and says what it waited for in any case.
 */
const TRACING = Boolean(process.env.FIVE_WHYS_TRACE);

/** One window, in a browser context of its own. */
export class Workbench {
  /**
   * Makes a window. Call `load` next.
   *
   * @param {import('playwright-core').Browser} browser
   * @param {object} [window]
   * @param {string} [window.workspace] a folder or a .code-workspace file; none opens an empty window
   * @param {{ width: number, height: number }} [window.size] in CSS pixels
   */
  static async open(browser, { workspace, size = { width: 1400, height: 900 } } = {}) {
    const context = await browser.newContext({
      viewport: size,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (TRACING) {
      await context.route(`**${MISSING_WORKER}`, (route) => route.abort());
      await context.tracing.start({ screenshots: true, snapshots: true });
    }
    const page = await context.newPage();
    return new Workbench(page, workspace);
  }

  /**
   * @param {Page} page
   * @param {string} [workspace]
   */
  constructor(page, workspace) {
    this.page = page;
    this.workspace = workspace;
  }

  /**
   * Loads VS Code and waits until the window can be used and has our views and commands: a palette that is opened
   * before never lists them.
   *
   * @param {import('./server.mjs').Server} server
   */
  async load(server) {
    await this.page.goto(workbenchUrl(server, { workspace: this.workspace }));
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: START_TIMEOUT_MS });
    await this.viewTab('Five Whys').waitFor();
  }

  /**
   * Runs a command from the palette.
   *
   * @param {string} title as the palette shows it, category included: "Five Whys: Pull Logs"
   */
  async command(title) {
    // By its own words, and while it is not closing: the box of the question before it is the same element.
    const palette = this.page.locator(
      'input[placeholder="Type the name of a command to run."]:not([inert] *)',
    );
    const choose = async (/** @type {number} */ timeout) => {
      await this.pressUntil('F1', palette);
      await palette.fill(`>${title}`, { timeout });
      // A click and not Enter, which takes whatever stands first.
      await this.quickPick(title).click({ timeout });
    };
    // A page that has just loaded takes the focus, which closes the palette.
    await choose(2000)
      .catch(() => choose(4000))
      .catch(() => choose(START_TIMEOUT_MS));
    await palette.waitFor({ state: 'hidden' });
  }

  /**
   * Runs a command that asks, and chooses an answer. A list that loses the focus while it opens is closed by VS Code; then
   * the command is run again.
   *
   * @param {string} title of the command
   * @param {string | RegExp} answer
   */
  async choose(title, answer) {
    const choose = async () => {
      await this.command(title);
      await this.quickPick(answer).click({ timeout: 5000 });
    };
    await choose().catch(choose).catch(choose);
  }

  /**
   * Chooses a file in VS Code's own dialog, which is a box with a list here.
   *
   * @param {string} title of the dialog
   * @param {string} file
   */
  async chooseFile(title, file) {
    const dialog = this.page.locator('.quick-input-widget').filter({ hasText: title });
    const box = dialog.locator('input.input');
    const rows = dialog.locator('.monaco-list-row');
    const choose = async () => {
      await rows.filter({ hasText: '..' }).waitFor(); // it lists a folder first, and then sets the box to that
      // It then moves the cursor to the end, maybe after `fill` has selected what is there and before it types.
      while ((await box.inputValue()) !== file) await box.fill(file);
      await rows.filter({ hasText: path.basename(file) }).waitFor();
      await box.press('Enter');
      await dialog.waitFor({ state: 'hidden', timeout: 3000 });
    };
    // Enter opens a folder where the box has not yet understood that a file is meant.
    await choose().catch(choose).catch(choose);
  }

  /**
   * Answers the question of an input box.
   *
   * @param {string | RegExp} question part of its title or prompt, which tells it from the palette before it
   * @param {string} text
   */
  async answer(question, text) {
    const widget = this.page.locator('.quick-input-widget').filter({ hasText: question });
    await widget.locator('input.input').fill(text);
    await widget.locator('input.input').press('Enter');
  }

  /**
   * Presses a key until it has shown something: what is pressed while a part of the window is loading is lost.
   *
   * @param {string} key
   * @param {import('playwright-core').Locator} shown
   */
  async pressUntil(key, shown) {
    for (const timeout of [1000, 2000, 4000, 8000]) {
      await this.page.keyboard.press(key);
      const appeared = await shown.waitFor({ timeout }).then(
        () => true,
        () => false,
      );
      if (appeared) return;
    }
    throw new Error(`${key} showed nothing.`);
  }

  /** The box of the palette, of a quick pick or of an input. */
  get quickInput() {
    return this.page.locator('.quick-input-widget input.input');
  }

  /**
   * A row of the palette or of a quick pick.
   *
   * @param {string | RegExp} text
   */
  quickPick(text) {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
  }

  /**
   * Shows a view container by its icon in the activity bar. A click on the one that is shown would hide it.
   *
   * @param {string | RegExp} name
   */
  async openView(name) {
    const tab = this.viewTab(name);
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click(); // a badge may stand on its icon
  }

  /**
   * The tab of a view container in the activity bar, with its badge.
   *
   * @param {string | RegExp} name
   */
  viewTab(name) {
    return this.page.locator('.activitybar').getByRole('tab', { name });
  }

  /**
   * A row of a tree. Hover it before its inline actions are used.
   *
   * @param {string | RegExp} name its accessible name
   */
  treeRow(name) {
    return this.page.getByRole('treeitem', { name }).first();
  }

  /**
   * The tab of an editor.
   *
   * @param {string | RegExp} name
   */
  editorTab(name) {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /**
   * Waits for the README, which VS Code opens by itself in a new window: it would take the focus from what a test has begun.
   * Now and then VS Code does not, and then nothing is taken.
   */
  async readmeOpened() {
    const readme = this.editorTab(/README/);
    await readme.waitFor({ timeout: 20_000 }).catch(() => this.page.locator('.monaco-workbench').waitFor());
  }

  /** Tabs with unsaved changes. */
  get dirtyTabs() {
    return this.page.locator('.tab.dirty');
  }

  /** @param {string | RegExp} text */
  codeLens(text) {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  }

  /** @param {string | RegExp} text */
  toast(text) {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /**
   * A notification in the list of all, once that is shown: of more than three in 0.8 s VS Code makes no toasts.
   *
   * @param {string | RegExp} text
   */
  notification(text) {
    return this.page.locator('.notifications-center .notification-list-item').filter({ hasText: text });
  }

  /** The modal dialog. */
  get dialog() {
    return this.page.locator('.monaco-dialog-box');
  }

  /** @param {string | RegExp} text */
  statusItem(text) {
    return this.page.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  /**
   * A page of the extension that is shown: VS Code's own frame, and in it ours.
   *
   * @param {number} [index] from 0, in the order in which they were opened
   */
  webview(index = 0) {
    const outer = `iframe.webview.ready[src*="extensionId=${EXTENSION_ID}"] >> visible=true >> nth=${index}`;
    return this.page.frameLocator(outer).frameLocator('#active-frame');
  }

  /**
   * What axe finds wrong inside a webview, a line each; none is an empty list.
   *
   * @param {number} [index] from 0
   */
  async axe(index = 0) {
    const body = await this.webview(index).locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('There is no page to check.');
    return findViolations(frame);
  }

  /**
   * Switches the colour theme of the open window, and with it the workspace's settings on disk.
   *
   * @param {string} id one of `THEMES`
   */
  async theme(id) {
    await this.setting('workbench.colorTheme', id);
    await this.page.locator(`.monaco-workbench.${THEME_CLASSES[id]}`).waitFor();
  }

  /**
   * Writes a setting of the workspace, as by hand; VS Code watches the file.
   *
   * @param {string} key
   * @param {unknown} value
   */
  async setting(key, value) {
    if (!this.workspace) throw new Error('An empty window has no settings of its own.');
    const file = path.join(this.workspace, '.vscode', 'settings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...readJson(file), [key]: value }, null, 2));
  }

  /**
   * Takes a picture of the window.
   *
   * @param {string} file a .png
   */
  async screenshot(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /**
   * Closes the window.
   *
   * @param {string} [trace] a .zip to keep the trace in, if there is one; `npx playwright-core show-trace` opens it
   */
  async close(trace) {
    const context = this.page.context();
    if (TRACING) await context.tracing.stop(trace ? { path: trace } : {});
    await context.close();
  }
}

/** What the workbench's element is marked with: the kind of theme, for want of its id. */
/** @type {Record<string, string>} */
const THEME_CLASSES = {
  'Light Modern': 'vs:not(.vs-dark)',
  'Dark Modern': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
};

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
