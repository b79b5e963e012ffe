// The browser that shows the workbench: an installed Chrome or Chromium, else the one from npm.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { portableChromium } from './portableChromium.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const FLAGS = [
  '--no-sandbox', // containers and root have none
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Nothing outside: by this and not by intercepting requests, which holds up each webview for two seconds.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Starts a browser without a window. `CHROMIUM_PATH` names another one than is found.
 *
 * @param {import('./teardown.mjs').Teardown} teardown closes the browser at the latest
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser(teardown) {
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    args: FLAGS,
    env: { ...process.env, ...env },
    // On a signal the teardown closes the browser, in its turn.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  teardown.add(() => browser.close());
  return browser;
}

/**
 * Finds the browser, and unpacks the one from npm where there is no other.
 *
 * @returns {Promise<{ executablePath: string, env?: Record<string, string> }>}
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
  const executablePath = named || INSTALLED.find((file) => existsSync(file));
  return executablePath ? { executablePath } : portableChromium();
}
