// Installs what the tests in VS Code need and is not in node_modules: VS Code, and a browser where there is none.
import { installMissing } from '../../scripts/install.mjs';
import { ensureHost } from './install.mjs';

installMissing();
const { findBrowser } = await import('./browser.mjs');
await Promise.all([ensureHost(), findBrowser()]);
