import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { Frame } from '../frames/frame';
import { LOG_SCHEME } from './logDocuments';
import { positionOf, type PlaceNow, type Places } from './places';

/** Opens the file that a frame means, at its line now; asks where several fit. */
export async function openFrame(frame: Frame, places: Places): Promise<void> {
  const sure = await places.sure(frame);
  const chosen = sure ?? (await choose(frame, places));
  if (!chosen) return;
  await show(chosen, frame);
  if (chosen.how === 'moved') {
    vscode.window.setStatusBarMessage(`$(git-compare) ${chosen.reason}`, 8000);
  }
}

async function choose(frame: Frame, places: Places): Promise<PlaceNow | undefined> {
  const found = await places.of(frame);
  if (found.length === 0) {
    throw new UserError(
      `${frame.path} is not in this workspace. Open the folder of the service that wrote this log.`,
    );
  }
  const items = found.map((place) => ({ label: place.path, description: place.reason, place }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Which file is ${frame.path}${frame.line === undefined ? '' : `:${frame.line}`}?`,
    placeHolder: `${found.length} files of this workspace match`,
    matchOnDescription: true,
  });
  return picked && places.now(frame, picked.place);
}

async function show({ uri, line }: PlaceNow, frame: Frame): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = document.validatePosition(positionOf(line, frame.column));
  const at = frame.column === undefined ? firstCharacter(document, start.line) : start;
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: besideLog() ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
  });
}

/** From a log the code opens beside it: both are needed, and a second frame goes to the same side. */
function besideLog(): boolean {
  return vscode.window.activeTextEditor?.document.uri.scheme === LOG_SCHEME;
}

function firstCharacter(document: vscode.TextDocument, line: number): vscode.Position {
  return new vscode.Position(line, document.lineAt(line).firstNonWhitespaceCharacterIndex);
}
