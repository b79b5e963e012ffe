import path from 'node:path';

/**
 * The address of a window.
 *
 * @param {import('./server.mjs').Server} server
 * @param {object} window
 * @param {string} [window.workspace] a folder or a .code-workspace file; none opens an empty window
 * @param {string} [window.extension] folder of the extension under development (the server needs `driver`)
 * @param {string} [window.tests] module to run in the extension host (the server needs `driver`)
 */
export function workbenchUrl(server, { workspace, extension, tests }) {
  const remote = (/** @type {string} */ file) =>
    `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
  const url = new URL(server.origin);
  if (workspace) {
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  } else {
    url.searchParams.set('ew', 'true');
  }
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (extension || tests) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
