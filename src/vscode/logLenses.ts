import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FrameSpan } from '../logs/logDocument';
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
    const top = new vscode.Range(0, 0, 0, 0);
    const lenses = [
      new vscode.CodeLens(top, commandFor('New Five Whys', 'fiveWhys.newReport', { pattern: pattern.key })),
      new vscode.CodeLens(
        top,
        commandFor('Show in Sidebar', 'fiveWhys.showPattern', { pattern: pattern.key }),
      ),
    ];
    for (const span of meaning.frames) {
      if (token.isCancellationRequested) return [];
      const command = await this.commandAt(span);
      if (command)
        lenses.push(new vscode.CodeLens(new vscode.Range(span.line - 1, 0, span.line - 1, 0), command));
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
