import type * as vscode from 'vscode';
import { read, type Reading } from '../report/read';

const readings = new WeakMap<vscode.TextDocument, { readonly version: number; readonly reading: Reading }>();

/** What the document says as a report now; read once for each of its versions. */
export function readReport(document: vscode.TextDocument): Reading {
  const kept = readings.get(document);
  if (kept?.version === document.version) return kept.reading;
  const reading = read(document.getText());
  readings.set(document, { version: document.version, reading });
  return reading;
}
