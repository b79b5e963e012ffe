// Checks a page for accessibility.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/**
 * Runs axe in a page, whatever its content security policy.
 *
 * @param {import('playwright-core').Frame} frame
 * @returns {Promise<string[]>} what is wrong, a line each; none is an empty list
 */
export async function findViolations(frame) {
  await frame.evaluate(readFileSync(AXE, 'utf8'));
  return frame.evaluate(async () => {
    // A webview is transparent, which axe takes for white.
    document.documentElement.style.backgroundColor = 'var(--vscode-editor-background)';
    /** @type {typeof import('axe-core')} */
    const axe = Reflect.get(globalThis, 'axe');
    const { violations } = await axe.run(document);
    return violations.map(
      ({ id, impact, nodes }) =>
        `${id} (${impact}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
}
