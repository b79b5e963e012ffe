import type { FromPage } from '../whys/page';

/** What VS Code gives the script of a webview: https://code.visualstudio.com/api/extension-guides/webview */
export interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Can be acquired once in the life of the page. */
export const vscode = acquireVsCodeApi();
