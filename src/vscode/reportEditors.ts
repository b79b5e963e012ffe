import * as vscode from 'vscode';
import type { ReportChecks } from './checks';
import type { LocationParts } from './openLocation';
import type { OpenWhys } from './openWhys';
import type { EvidenceParts } from './pickEvidence';

export const REPORT_EDITOR = 'fiveWhys.report';
export const MARKDOWN_EDITOR = 'fiveWhys.markdown';

/** Registers the Five Whys editor for reports and for Markdown. Its code is loaded with the first report that is opened. */
export function registerReportEditors(
  extension: vscode.Uri,
  parts: EvidenceParts & LocationParts,
  openWhys: OpenWhys,
  checks: ReportChecks,
): vscode.Disposable {
  const provider: vscode.CustomTextEditorProvider = {
    async resolveCustomTextEditor(document, panel) {
      const { WhysEditor } = await import('./whysEditor');
      new WhysEditor(extension, parts, openWhys, checks).resolveCustomTextEditor(document, panel);
    },
  };
  const options = {
    webviewOptions: { retainContextWhenHidden: false },
    supportsMultipleEditorsPerDocument: true, // the page can be split
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(REPORT_EDITOR, provider, options),
    vscode.window.registerCustomEditorProvider(MARKDOWN_EDITOR, provider, options),
  );
}
