import * as path from 'node:path';
import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import type { FrameSpan, LogDocument } from '../logs/logDocument';
import { readLogQuery } from '../logs/logWindow';
import { commandFor } from './command';
import type { LogDocuments } from './logDocuments';
import type { Places } from './places';

/** Above each frame of a log document: the file it means here, or that it means several or none. */
export class LogLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(
    private readonly documents: LogDocuments,
    private readonly places: Places,
  ) {
    this.onDidChangeCodeLenses = places.onDidChange;
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
    ];
    for (const span of meaning.frames) {
      if (token.isCancellationRequested) return [];
      const command = await this.commandAt(span);
      if (command) lenses.push(lens(span.line, command));
    }
    return lenses;
  }

  private async commandAt({ frame }: FrameSpan): Promise<vscode.Command | undefined> {
    const places = await this.places.of(frame);
    const sure = await this.places.sure(frame);
    if (sure) {
      const name = `${path.posix.basename(sure.place.path)}${sure.line === undefined ? '' : `:${sure.line}`}`;
      const title = sure.how === 'moved' ? `Open ${name} (moved from line ${frame.line})` : `Open ${name}`;
      return { ...commandFor(title, 'fiveWhys.openFrame', frame), tooltip: sure.reason };
    }
    if (places.length === 1) return commandFor(`Open ${places[0]?.path}?`, 'fiveWhys.openFrame', frame);
    if (places.length > 1) return commandFor(`${places.length} files match…`, 'fiveWhys.openFrame', frame);
    return frame.library ? undefined : { title: 'Not in this workspace', command: '' };
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
