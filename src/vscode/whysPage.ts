import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Fills a webview with the page of the Five Whys editor, which may load what stands in `dist` and nothing else. The page renders into the body. */
export function whysPage(webview: vscode.Webview, extension: vscode.Uri): void {
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Five Whys</title>
    <link rel="stylesheet" href="${file('codicon.css')}">
    <link rel="stylesheet" href="${file('whysPage.css')}">
  </head>
  <body>
    <script nonce="${nonce}" src="${file('whysPage.js')}"></script>
  </body>
</html>`;
}
