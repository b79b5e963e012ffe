import * as vscode from 'vscode';
import type { Severity } from '../logs/entry';

/** The settings of package.json and their types; a test keeps the two equal. */
export interface Settings {
  logFiles: readonly string[];
  /** As written by hand: `readSavedSources` reads them. */
  sources: readonly unknown[];
  minimumSeverity: Severity;
  sourceCodeLens: boolean;
  'reports.folder': string;
  'reports.fileName': string;
  'reports.locations': boolean;
  /** As written by hand: ids of checks, false where one is turned off. */
  checks: Readonly<Record<string, unknown>>;
  logRetentionDays: number;
  /** As written by hand: `readRules` reads them. */
  'redaction.rules': readonly unknown[];
}

/** The value that holds at `scope`; the defaults stand in package.json. */
export function setting<Name extends keyof Settings>(name: Name, scope?: vscode.Uri): Settings[Name] {
  const value = vscode.workspace.getConfiguration('fiveWhys', scope).get<Settings[Name]>(name);
  if (value === undefined) throw new Error(`fiveWhys.${name} is missing in package.json`);
  return value;
}

export function onDidChangeSetting(name: keyof Settings, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`fiveWhys.${name}`)) listener();
  });
}
