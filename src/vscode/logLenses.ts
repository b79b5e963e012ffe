import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import type { LogDocument } from '../logs/logDocument';
import { readLogQuery } from '../logs/logWindow';
import { commandFor } from './command';
import { frameLenses } from './frameLenses';
import { signalOf } from './git';
import type { LogDocuments } from './logDocuments';
import type { OpenWhys } from './openWhys';
import type { Places } from './places';

/** Above each frame of a log document: the file it means here, or that it means several or none. */
export class LogLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly documents: LogDocuments,
    private readonly places: Places,
    private readonly openWhys: OpenWhys,
  ) {
    const change = () => this.changed.fire();
    this.disposables = [
      this.changed,
      places.onDidChange(change),
      places.onDidMove(change),
      openWhys.onDidChange(change),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const pattern = this.documents.patternOf(document.uri);
    const meaning = this.documents.meaningOf(document);
    if (!pattern || !meaning) return [];
    const of = { pattern: pattern.key };
    const lenses = [
      lens(1, commandFor('New Five Whys', 'fiveWhys.newReport', of)),
      lens(1, commandFor('Show in Sidebar', 'fiveWhys.showPattern', of)),
      ...windowLenses(meaning, of, readLogQuery(document.uri.query).window !== undefined),
      ...this.pinLenses(meaning, pattern.key),
    ];
    return [...lenses, ...(await frameLenses(meaning.frames, this.places, signalOf(token), pattern.key))];
  }

  /** Above each event while a why is open that it could be pinned to. */
  private pinLenses({ events }: LogDocument, pattern: string): vscode.CodeLens[] {
    if (!this.openWhys.isOpen) return [];
    return events.map(({ event, firstLine }) =>
      lens(firstLine, commandFor('Pin as Evidence', 'fiveWhys.pinEvidence', { pattern, event: event.id })),
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** The ways to the entries before and after those that are shown. */
function windowLenses({ newer, older }: LogDocument, of: PatternRef, isWindow: boolean): vscode.CodeLens[] {
  const open = (title: string, ref: PatternRef) => commandFor(title, 'fiveWhys.openPattern', ref);
  return [
    ...(isWindow ? [lens(1, open('Show the Newest', of))] : []),
    ...(newer ? [lens(newer.line, open('Load Newer', { ...of, window: newer.window }))] : []),
    ...(older ? [lens(older.line, open('Load Older', { ...of, window: older.window }))] : []),
  ];
}

/** @param line from 1 */
function lens(line: number, command: vscode.Command): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), command);
}
