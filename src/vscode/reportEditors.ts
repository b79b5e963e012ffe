import * as vscode from 'vscode';
import type { ReportChecks } from './checks';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';

export const REPORT_EDITOR = 'fiveWhys.report';
export const MARKDOWN_EDITOR = 'fiveWhys.markdown';

/** Registers the Five Whys editor for reports and for Markdown. Its code is loaded with the first report that is opened. */
export function registerReportEditors(
  extension: vscode.Uri,
  logs: PulledLogs,
  places: Places,
  checks: ReportChecks,
): vscode.Disposable {
  const provider: vscode.CustomTextEditorProvider = {
    async resolveCustomTextEditor(document, panel) {
      const { WhysEditor } = await import('./whysEditor');
      new WhysEditor(extension, logs, places, checks).resolveCustomTextEditor(document, panel);
    },
  };
  const options = { webviewOptions: { retainContextWhenHidden: false } };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(REPORT_EDITOR, provider, options),
    vscode.window.registerCustomEditorProvider(MARKDOWN_EDITOR, provider, options),
  );
}
