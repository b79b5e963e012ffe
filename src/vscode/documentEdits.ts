import * as vscode from 'vscode';
import type { TextEdit } from '../report/textEdit';

/** The range of a part of a document, whose offsets are those of its text. */
export function rangeIn(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Edits of a document's text, as VS Code applies them: all or none. */
export function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits)
    edit.replace(document.uri, rangeIn(document, { start, end }), text);
  return edit;
}
