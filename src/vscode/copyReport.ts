import * as vscode from 'vscode';
import { replaceFound } from '../redact/redact';
import type { CommitParts } from './commitReport';

/** Copies a report as it is shown, with what is not saved yet, and without the secrets that the user decides to leave out. */
export async function copyReport(report: vscode.Uri, { review, redaction }: CommitParts): Promise<void> {
  const document = await vscode.workspace.openTextDocument(report);
  const secrets = await redaction.decide(document, review);
  if (secrets === undefined) return;
  await vscode.env.clipboard.writeText(replaceFound(document.getText(), secrets));
  vscode.window.setStatusBarMessage('$(check) Copied the report as Markdown', 3000);
}
